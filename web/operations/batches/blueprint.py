"""The blueprint of batches, for the files that add pages to it."""

from flask import Blueprint

blueprint = Blueprint("operations_batches", __name__)
