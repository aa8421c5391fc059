"""What is held about whom: every table, and what each of its columns may say about somebody."""

from handlers.register.reading import Held, Through, register, tables

__all__ = ["Held", "Through", "register", "tables"]
