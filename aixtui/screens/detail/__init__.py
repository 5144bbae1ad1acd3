"""One resource."""
