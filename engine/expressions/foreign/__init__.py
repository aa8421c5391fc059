"""Conditions and values as other modellers write them, read as FEEL exactly or not at all.

`read(text, language)` is asked for every expression of a diagram. FEEL stays as it is. Texts in
`${ }` or `#{ }`, and texts that are no FEEL but carry the marks of JUEL, Java or JavaScript
(`==`, `&&`, 'quotes', `x.contains("a")`), are translated; what has no exact FEEL is refused with
a sentence. The gate refuses what `read` refuses; the checks offer the FEEL as advice.
"""

from engine.expressions.foreign.pieces import Untranslatable
from engine.expressions.foreign.reading import Reading, read

__all__ = ["Reading", "Untranslatable", "read"]
