"""The fixtures of the form tests."""

from tests.forms.browsing import opened, reflection
from tests.forms.support import audit, bundle_forms, evaluate, render, section

__all__ = ["audit", "bundle_forms", "evaluate", "opened", "reflection", "render", "section"]
