"""The editor of a change's diagrams, and what it asks of the server while somebody draws."""
