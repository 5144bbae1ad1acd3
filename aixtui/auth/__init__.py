"""Keys: where one comes from, how it is kept, and where it may be sent."""
