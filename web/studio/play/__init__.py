"""A change played by hand: step by step on a clock of its own, with nothing real touched."""
