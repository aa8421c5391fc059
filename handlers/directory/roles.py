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


def words(role: str) -> str:
    """The role as people say it; the key itself, readably, when it is not in the list."""
    return ROLES.get(role, role.replace("_", " "))
