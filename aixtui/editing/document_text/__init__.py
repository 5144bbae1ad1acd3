"""Documents as text: fields written as YAML with comments, and read from YAML and JSON."""
