"""The audit log: who did what to the system, and the proof that nobody changed the account."""
