"""Other programs that use the service: who they are, what they may do, and their tokens."""
