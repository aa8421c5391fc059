"""Who works where, with which role, and who is away."""

from handlers.directory.reading import groups_of, names, people, person, roles_of, team
from handlers.directory.roles import ROLES, words

__all__ = ["ROLES", "groups_of", "names", "people", "person", "roles_of", "team", "words"]
