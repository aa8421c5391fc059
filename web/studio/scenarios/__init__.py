"""The scenarios of a change, played in a child process, with their results kept by content."""
