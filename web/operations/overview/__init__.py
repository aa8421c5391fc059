"""The first page of operations: what needs looking at, and how much of everything there is."""
