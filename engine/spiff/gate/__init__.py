"""What would not behave as the standard says is refused, with element, reason and remedy."""
