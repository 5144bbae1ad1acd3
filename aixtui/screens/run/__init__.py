"""A run: its inputs, what happens, its output."""
