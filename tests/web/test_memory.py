"""The allocator is told before the server's threads are started."""

import subprocess
import sys


def test_the_threads_share_their_pools_of_memory():
    told = "from web.memory import share_arenas; assert share_arenas()"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
