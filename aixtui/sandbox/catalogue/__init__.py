"""What a new sandbox offers: about a thousand assets, the same on every machine."""
