"""Letters as e-mail: the message, and the two ways it can go."""
