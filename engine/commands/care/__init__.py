"""Looking after incidents: who does, what they found out, and closing one by hand."""
