"""What an audit leaves behind: answers, grades, decisions and who got what."""
