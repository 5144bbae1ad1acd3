"""The kinds of things on the platform, one a file."""
