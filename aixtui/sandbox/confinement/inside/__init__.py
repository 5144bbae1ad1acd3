"""What runs within such a process, before the code does: it shuts the doors behind itself.

It is loaded without the rest of aixtui, by its folder alone, and so imports Python's own library and itself.
"""
