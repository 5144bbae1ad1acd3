"""Lists of any source: what is asked for, what is shown, what is marked. Knows no widget."""
