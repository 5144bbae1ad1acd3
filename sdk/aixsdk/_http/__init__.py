"""The way to the network. Nothing outside the SDK knows it."""
