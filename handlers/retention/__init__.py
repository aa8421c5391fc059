"""How long records are kept: legal holds, what is past its time, and its disposal."""
