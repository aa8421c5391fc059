"""The open cases audits are drawn from."""
