"""What a run gave, as it is shown: each part by its nature. Knows no widget."""
