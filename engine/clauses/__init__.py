"""Which clause of a policy is carried out where. See README.md."""

from engine.clauses.places import Place, places
from engine.clauses.register import FILE, Clause, Register, RegisterRefused, read

__all__ = ["FILE", "Clause", "Place", "Register", "RegisterRefused", "places", "read"]
