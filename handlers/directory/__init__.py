"""Who works where, with which role, and who is away."""
