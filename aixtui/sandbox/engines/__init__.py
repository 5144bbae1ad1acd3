"""Engines: small programs that really compute. Their libraries load when an engine first runs."""
