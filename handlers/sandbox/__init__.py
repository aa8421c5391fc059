"""Where letters and pages are filled in: out of reach of Python, and without room to run away.

`Sandbox` is an environment of Jinja's; whatever goes wrong in it is a TemplateError.
"""

from handlers.sandbox.environment import Sandbox

__all__ = ["Sandbox"]
