"""Letters about approvals and versions: worded by the version in force, else plainly."""

from handlers.approvals.posting import posting
from handlers.approvals.wording import NAMES

__all__ = ["NAMES", "posting"]
