"""One operation by hand for many instances: looked at, begun, ended, told. See README.md."""

from engine.batches.choosing import MOST, Chosen, by_cause, by_filters, by_ids, of_batch
from engine.batches.desk import Batches
from engine.batches.reading import BatchPage, Counts, batch, batches, counts, held_again, items
from engine.batches.running import run

__all__ = [
    "MOST",
    "BatchPage",
    "Batches",
    "Chosen",
    "Counts",
    "batch",
    "batches",
    "by_cause",
    "by_filters",
    "by_ids",
    "counts",
    "held_again",
    "items",
    "of_batch",
    "run",
]
