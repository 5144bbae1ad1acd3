"""The form of a resource's own fields."""
