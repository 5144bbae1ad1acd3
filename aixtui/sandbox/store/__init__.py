"""Storage: one SQLite file in WAL mode, behind one connection and one lock."""
