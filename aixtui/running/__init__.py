"""Runs and conversations, as they happen. Knows no widget."""
