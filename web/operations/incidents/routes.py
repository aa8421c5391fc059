"""The pages of incidents: the causes, one cause, one incident, and what can be done about them."""

from web.operations.incidents import acting, caring, lists, pages
from web.operations.incidents.blueprint import blueprint

__all__ = ["acting", "blueprint", "caring", "lists", "pages"]
