"""What people may do in a process besides what is in their inbox, by pressing a button."""
