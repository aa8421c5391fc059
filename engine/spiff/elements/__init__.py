"""What each kind of element does when a token comes to it."""
