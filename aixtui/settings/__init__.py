"""What the user can set, and which workspace follows from it."""
