"""Run alone, as a child process: parses the XML files it is given, under limits of its own.

Reads {"memory": bytes, "cpu": seconds, "files": {path: text of one character per byte}} as JSON
from its input. Writes a line with the path before each file, and a line "ok" after it, so that
whoever waits knows which file it was if this process is ended. It imports nothing of ours: it has
to start quickly, and to have nothing that is worth reaching.
"""

import json
import resource
import sys

from lxml import etree


def main() -> None:
    """Parse every file; what is wrong with them is said by those who read them afterwards."""
    given = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (given["memory"], given["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (given["cpu"], given["cpu"]))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    for path, content in given["files"].items():
        print(json.dumps(path), flush=True)
        parse(content.encode("latin-1"))
        print("ok", flush=True)


def parse(content: bytes) -> None:
    """Parse as the engine does. That it is not well-formed is no reason to stop."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        sum(1 for _ in etree.fromstring(content, parser).iter())
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise
    except ValueError:
        return


if __name__ == "__main__":
    main()
