"""What the hit policies of a table mean, for who chooses one."""

from __future__ import annotations

from engine.editing.columns import POLICY_WORDS

MEANT = {
    "UNIQUE": "Only one row may fit",
    "FIRST": "The first that fits, from the top",
    "ANY": "Any of them: they must answer the same",
    "PRIORITY": "The one with the foremost answer",
    "RULE ORDER": "All of them, in the order of the rows",
    "OUTPUT ORDER": "All of them, foremost answer first",
    "COLLECT": "All of them, in no order",
    "COLLECT SUM": "All of them, added up",
    "COLLECT MIN": "The smallest answer",
    "COLLECT MAX": "The largest answer",
    "COLLECT COUNT": "How many answers there are",
}
# Each policy that runs, with what it means.
SAID = {policy: MEANT[policy] for policy in POLICY_WORDS}
