"""For administrators: what runs, what is held up, and trying again. No case content."""
