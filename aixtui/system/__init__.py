"""This machine: clock, clipboard, private files, folders."""
