"""Reports on closed months and quarters: figures that never change, and how they are shown."""
