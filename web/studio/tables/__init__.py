"""Decision tables: rows as fields, the table editor, and trying them."""
