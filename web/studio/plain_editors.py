"""The editors of everything that is not a diagram."""

from __future__ import annotations

from web.studio.forms.routes import blueprint as forms
from web.studio.forms.sections import blueprint as sections
from web.studio.letters.routes import blueprint as letters
from web.studio.settings.routes import blueprint as settings
from web.studio.tables.routes import blueprint as tables
from web.studio.text.routes import blueprint as text

EDITORS = (settings, text, tables, forms, sections, letters)
