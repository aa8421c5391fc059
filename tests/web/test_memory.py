"""The allocator is told before the server's threads are started; what stays is set aside."""

import subprocess
import sys


def test_the_threads_share_their_pools_of_memory():
    told = "from web.memory import share_arenas; assert share_arenas()"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_what_has_come_to_stay_is_set_aside_and_let_go_when_it_is_not_used_any_more():
    told = """
import gc, weakref
from web.memory import MUCH, settle

class Bundle(list): pass

def loaded():
    kept = Bundle([[n] for n in range(MUCH)] for _ in range(3))
    kept.append(kept)
    return kept

first = loaded()
settle()
assert gc.get_freeze_count() > 3 * MUCH
assert len(gc.get_objects(generation=2)) < MUCH
gone = weakref.ref(first)
first = loaded()
settle()
assert gone() is None
"""
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
