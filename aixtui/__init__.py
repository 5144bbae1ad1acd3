"""aixtui: browse and run everything in an aiXplain workspace from a terminal."""

__version__ = "0.1.0"
