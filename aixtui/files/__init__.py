"""The one gate for files: what kind, whose, and, of a database, whether it is ours, before it is touched."""
