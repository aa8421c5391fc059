"""Who may do what: one decision, asked at one gate, for every page."""
