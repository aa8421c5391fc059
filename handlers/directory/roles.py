"""The roles a person may hold, and the words people use for them."""

from __future__ import annotations

from collections.abc import Mapping

ROLES: Mapping[str, str] = {
    "team_manager": "Team Manager",
    "peer_reviewer": "Peer Reviewer",
    "social_worker": "Social Worker",
    "service_manager": "Service Manager",
    "assistant_director": "Assistant Director",
    "head_of_qa": "Head of Quality Assurance",
    "sm_sqa": "Service Manager, Safeguarding Quality Assurance",
    "iro_team_manager": "IRO Team Manager",
    "cp_chairs_manager": "Child Protection Chairs Manager",
    "iro": "Independent Reviewing Officer",
    "cp_chair": "Child Protection Chair",
    "pdo": "Practice Development Officer",
    "safeguarding_officer": "Safeguarding Unit Officer",
    "miu": "Management Information Unit",
    "director": "Director",
    "information_governance": "Information Governance",
    "admin": "Administrator",
    "process_owner": "Process owner",
}

# What a council's own lists may call a role (A2): the policy's abbreviations and other titles.
ALIASES: Mapping[str, str] = {
    "tm": "team_manager",
    "pr": "peer_reviewer",
    "sw": "social_worker",
    "sm": "service_manager",
    "ad": "assistant_director",
    "aad": "assistant_director",
    "assistant_area_director": "assistant_director",
    "scs_assistant_director": "assistant_director",
    "area_assistant_director": "assistant_director",
    "cpc": "cp_chair",
    "csu_officer": "safeguarding_officer",
}


def key_of(text: str) -> str:
    """The key for what a list calls a role: its key, its title or an alias, in any case of letters.

    What is none of them comes back as it would be written as a key.
    """
    plain = _plain(text)
    titled = {_plain(title): key for key, title in ROLES.items()}
    return ALIASES.get(plain) or titled.get(plain, plain)


def _plain(text: str) -> str:
    return "_".join(text.lower().replace(",", " ").split())


def words(role: str) -> str:
    """The role as people say it; the key itself, readably, when it is not in the list."""
    return ROLES.get(role, role.replace("_", " "))
