"""Audits as those who take part in them may see them."""
