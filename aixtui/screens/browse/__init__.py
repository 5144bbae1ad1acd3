"""The list of any source, with what narrows it and what is shown beside it."""
