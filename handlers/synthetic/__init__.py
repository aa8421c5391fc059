"""An invented council, written as the same five CSV files a real one would send."""

from handlers.synthetic.write import write

__all__ = ["write"]
