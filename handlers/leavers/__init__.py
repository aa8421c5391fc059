"""What somebody who has left had to do: found, put to a named role, and carried on by another."""
