"""All that is neither a widget nor a kind. Nothing here imports textual."""
