"""What is held about a child or a member of staff: found, reviewed, handed over."""
