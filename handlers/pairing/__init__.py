"""Who reviews whose audit: never anybody with a conflict, the least loaded first."""
