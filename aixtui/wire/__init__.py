"""The terminal driver: what the terminal sends is sorted and cleaned before Textual reads it."""
