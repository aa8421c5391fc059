"""A phrase changed wherever it stands. See README.md."""

HINT = "Find a word or a name in every form, letter, diagram and table, and replace it"
