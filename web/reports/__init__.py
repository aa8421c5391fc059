"""Reports on months and quarters: pages with charts, and the same as PDF and CSV."""
