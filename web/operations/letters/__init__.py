"""Letters: how far each has got, sent again, and sending stopped, let go on and tried out."""

from web.operations.letters.acting import blueprint as acts
from web.operations.letters.routes import blueprint as letters
from web.operations.letters.trying import blueprint as test_letter

BLUEPRINTS = (letters, acts, test_letter)
