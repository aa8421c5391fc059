"""The pages of batches: the list, the beginning, and one with what can be done about it."""

from web.operations.batches import acted, beginning, pages
from web.operations.batches.blueprint import blueprint

__all__ = ["acted", "beginning", "blueprint", "pages"]
