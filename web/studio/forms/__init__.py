"""Forms: the editor, the questions as fields, and the form as staff will see it."""
