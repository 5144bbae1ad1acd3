"""Servers that mean ill, before the whole program: the words, the time and the memory."""
