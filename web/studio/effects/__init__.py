"""See what a change does: differences, running instances, and instances that are over."""
