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
from web.operations.instance.reading import about, found
from web.operations.instance.related import called, related
from web.operations.instance.standing import statement
from web.operations.instance.told import told
from web.operations.instance.work import work_of
from web.parts import parts
from web.studio.release.drawing import element_address

blueprint = Blueprint("operations_instance", __name__)
AT = "/operations/instances/<uuid:instance_id>"


@blueprint.get(AT)
@permit("operations.read")
def page(instance_id: UUID) -> ResponseReturnValue:
    """Where it is and what it waits for, in sentences, as a drawing and as steps."""
    here = parts()
    with here.database.read() as db:
        seen = found(db, here, instance_id)
        there = places(seen)
        process = request.args.get("process", seen.row.process_key)
        shown = {
            "places": there,
            "statement": statement(db, seen),
            "called": called(seen),
            "related": related(db, seen),
            "process": process,
            "studio": {
                one: element_address(here, seen.version, one.process, one.element)
                for one in there
                if one.kind == "incident" and one.element
            },
            "diagram": drawn(db, here, seen, there, process),
        }
    return render_template("operations/instance/page.html", found=seen, **shown)


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
        instance = about(db, here, instance_id)
        lines = told(db, instance.row, page_number(request.args))
    return render_template("operations/instance/history.html", found=instance, told=lines)


@blueprint.get(f"{AT}/work")
@permit("operations.read")
def work(instance_id: UUID) -> ResponseReturnValue:
    """Its user tasks, jobs, letters and documents: names, states and dates."""
    here = parts()
    with here.database.read() as db:
        instance = about(db, here, instance_id)
        rows = work_of(db, instance)
    return render_template("operations/instance/work.html", found=instance, work=rows)


@blueprint.get(f"{AT}/variables")
@permit("operations.read")
def variables(instance_id: UUID) -> ResponseReturnValue:
    """Its variables without their values, and what support needs to know."""
    here = parts()
    with here.database.read() as db:
        instance = about(db, here, instance_id)
    shown = {"found": instance, "held": held(instance.row)}
    return render_template("operations/instance/variables.html", **shown)


@blueprint.get(f"{AT}/export.json")
@permit("operations.read")
def export(instance_id: UUID) -> ResponseReturnValue:
    """The instance as a file for support, without any content."""
    here = parts()
    with here.database.read() as db:
        content = exported(db, here.tenant, instance_id)
    return sent_as(f"instance-{instance_id}.json", "application/json", content)
