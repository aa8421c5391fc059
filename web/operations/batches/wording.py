"""What the states of batches and of their instances are called."""

STATES = {
    "looking": "Being looked at",
    "looked": "Looked at, not begun",
    "running": "Under way",
    "done": "Done",
    "cancelled": "Cancelled",
}
ITEMS = {
    "waiting": "Not looked at yet",
    "fits": "Waits its turn",
    "refused": "Cannot be done",
    "done": "Done",
    "failed": "Failed",
    "cancelled": "Not done: the batch was cancelled",
}
GOING = ("looking", "running")
# What the page lists one by one: those that need somebody.
REPORTED = ("failed", "refused")
HEADINGS = ("Reference", "Instance", "What became of it", "Why")
