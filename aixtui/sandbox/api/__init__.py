"""The HTTP endpoints: one file a resource, and what all of them share."""
