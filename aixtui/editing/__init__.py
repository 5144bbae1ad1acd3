"""Documents: one resource at a time, looked at, changed, copied, deleted. Knows no widget."""
