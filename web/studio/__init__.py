"""The studio: process owners change policy in the browser. See README.md."""
