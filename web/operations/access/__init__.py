"""Access: who works here with which roles, who covers whom, and who signed in."""

from web.operations.access.arrivals import blueprint as arrivals
from web.operations.access.people import blueprint as people
from web.operations.access.roles import blueprint as roles
from web.operations.access.sign_ins import blueprint as sign_ins
from web.operations.access.work_account import blueprint as work_account

BLUEPRINTS = (people, arrivals, roles, sign_ins, work_account)
