"""Any file of a change as plain text, and documents as they will be printed."""
