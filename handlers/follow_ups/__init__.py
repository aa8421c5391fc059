"""What an audit set off beside itself: concerns, critical grades, improvement plans."""
