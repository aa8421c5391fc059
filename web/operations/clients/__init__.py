"""For administrators: the programs that use the HTTP API, and their tokens."""
