"""A client for the aiXplain v2 protocol."""
