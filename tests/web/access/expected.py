"""Who may open what, written by hand: the second, independent source beside the code.

`everyone` is also for those who are not signed in. `signed_in` is for any member of staff, though a
thing that is not theirs is not found. An endpoint that is missing here fails the test.
"""

from __future__ import annotations

EXPECTED = {
    "static": "everyone",
    "health.alive": "everyone",
    "health.ready": "everyone",
    "health.home": "everyone",
    "health.accessibility": "everyone",
    "account.sign_in_page": "everyone",
    "account.sign_in": "everyone",
    "account.sign_in_as": "everyone",
    "account.sign_out": "everyone",
    "inbox.overview": "signed_in",
    "inbox.claim": "theirs",
    "inbox.put_back": "theirs",
    "inbox.discard": "theirs",
    "inbox.user_task": "theirs",
    "inbox.save_single": "theirs",
    "inbox.section": "theirs",
    "inbox.save": "theirs",
    "inbox.draft": "theirs",
    "inbox.check": "theirs",
    "inbox.submit": "theirs",
    "inbox.done": "theirs",
    "offers.offer": "theirs",
    "offers.take": "theirs",
    "audits.overview": "signed_in",
    "audits.audit": "theirs",
    "audits.xml": "theirs",
    "audits.document": "theirs",
    "diagrams.overview": "signed_in",
    "diagrams.process": "signed_in",
    "diagrams.xml": "signed_in",
    "rules.overview": "signed_in",
    "rules.rule": "signed_in",
    "mailbox.overview": "signed_in",
    "mailbox.letter": "signed_in",
    "mailbox.attachment": "signed_in",
    "operations.instances": "admin",
    "operations.instance": "admin",
    "operations.diagram": "admin",
    "operations.incidents": "admin",
    "operations.incident": "admin",
    "operations.retry": "admin",
}
