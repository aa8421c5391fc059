"""How the process asks the system for memory, and how it looks for what is no longer used."""

from __future__ import annotations

import ctypes
import gc

M_ARENA_MAX = -8
ARENAS = 2
# A look through so many takes some 20 ms; the program and its bundles are five times as many.
MUCH = 50_000


def share_arenas() -> bool:
    """Let all threads share two pools of memory instead of having one each; before any is started.

    With eight threads that is 5 MB less. False where the C library has no such setting.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(M_ARENA_MAX, ARENAS) == 1


def settle() -> None:
    """Call it every minute: what has come to stay is not looked through any more.

    Every few requests Python looks through all objects for rings that nothing leads to. With the
    program and its bundles that stops every page for a fifth of a second. Once they are set aside
    only what is new is looked through; when much has come to stay all are looked through once.
    """
    if _looked_through() > MUCH:
        gc.collect()
        if _looked_through() > MUCH:
            gc.unfreeze()
            gc.collect()
            gc.freeze()


def _looked_through() -> int:
    return len(gc.get_objects(generation=2))
