"""Getting due jobs done: by threads of this process."""

from engine.dispatch.thread import Dispatcher

__all__ = ["Dispatcher"]
