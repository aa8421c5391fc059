"""The pages of one process instance."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from engine import queries
from web.access.permission import permit
from web.diagrams.source import definition, xml_answer, xml_of
from web.documents import sent_as
from web.inbox.filters import page_number
from web.operations.instance.drawn import drawn
from web.operations.instance.export import exported, held
from web.operations.instance.places import places
from web.operations.instance.reading import found
from web.operations.instance.related import called, related
from web.operations.instance.standing import statement
from web.operations.instance.told import told
from web.operations.instance.work import work_of
from web.parts import parts

blueprint = Blueprint("operations_instance", __name__)
AT = "/operations/instances/<uuid:instance_id>"


@blueprint.get(AT)
@permit("operations.read")
def page(instance_id: UUID) -> ResponseReturnValue:
    """Where it is and what it waits for, in sentences, as a drawing and as steps."""
    here = parts()
    with here.database.read() as db:
        about = found(db, here, instance_id)
        there = places(about)
        process = request.args.get("process", about.row.process_key)
        shown = {
            "places": there,
            "statement": statement(db, about),
            "called": called(about),
            "related": related(db, about),
            "process": process,
            "diagram": drawn(db, here, about, there, process),
        }
    return render_template("operations/instance/page.html", found=about, **shown)


@blueprint.get(f"{AT}/diagram")
@permit("operations.read")
def diagram(instance_id: UUID) -> ResponseReturnValue:
    """The drawing of its process, or of one it calls, as it was deployed."""
    here = parts()
    with here.database.read() as db:
        row = queries.instance(db, here.tenant, instance_id)
        process = request.args.get("process", row.process_key)
        return xml_answer(
            xml_of(db, here.tenant, definition(db, here.tenant, row.deployment_id, process))
        )


@blueprint.get(f"{AT}/history")
@permit("operations.read")
def history(instance_id: UUID) -> ResponseReturnValue:
    """What happened, when and by whom, the latest first."""
    here = parts()
    with here.database.read() as db:
        about = found(db, here, instance_id)
        lines = told(db, about.row, page_number(request.args))
    return render_template("operations/instance/history.html", found=about, told=lines)


@blueprint.get(f"{AT}/work")
@permit("operations.read")
def work(instance_id: UUID) -> ResponseReturnValue:
    """Its user tasks, jobs, letters and documents: names, states and dates."""
    here = parts()
    with here.database.read() as db:
        about = found(db, here, instance_id)
        rows = work_of(db, about)
    return render_template("operations/instance/work.html", found=about, work=rows)


@blueprint.get(f"{AT}/variables")
@permit("operations.read")
def variables(instance_id: UUID) -> ResponseReturnValue:
    """Its variables without their values, and what support needs to know."""
    here = parts()
    with here.database.read() as db:
        about = found(db, here, instance_id)
    shown = {"found": about, "held": held(about.row)}
    return render_template("operations/instance/variables.html", **shown)


@blueprint.get(f"{AT}/export.json")
@permit("operations.read")
def export(instance_id: UUID) -> ResponseReturnValue:
    """The instance as a file for support, without any content."""
    here = parts()
    with here.database.read() as db:
        content = exported(db, here.tenant, instance_id)
    return sent_as(f"instance-{instance_id}.json", "application/json", content)
