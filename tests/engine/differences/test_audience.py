"""Differences grouped by whom they affect."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.differences import Audience, by_audience
from tests.diagrams import bundle, chain, diagram, end, service, start, user

LANES = (
    '<laneSet id="lanes"><lane id="l1" name="Clerk"><flowNodeRef>write</flowNodeRef></lane>'
    '<lane id="l2" name="Tool"><flowNodeRef>post</flowNodeRef></lane></laneSet>'
)


def of(write: str = '"maya"', to: str = "reader", **files: str) -> Bundle:
    drawn = diagram(
        "letter", LANES, start(), user("write", assignee=write),
        service("post", "letters.send", letter='"note"', to=to), end(),
        chain("begin", "write", "post", "done"),
    )  # fmt: skip
    return bundle(drawn, **{"mail___note___body__txt": "Dear reader", **files})


def whom(old: Bundle, new: Bundle) -> list[Audience]:
    return [group.audience for group in by_audience(old, new)]


def test_work_affects_the_lane_and_a_letter_those_who_get_it() -> None:
    assert whom(of(), of(write='"noor"')) == [Audience("lane", "Clerk")]
    changed = of(mail___note___body__txt="Good morning, reader")
    assert whom(of(), changed) == [Audience("recipients", "reader")]


def test_a_step_affects_the_group_that_is_asked_wherever_it_is_drawn() -> None:
    def asked(why: str) -> Bundle:
        step = user("post", candidateGroup="head_of_qa", why=why)
        return bundle(
            diagram("letter", LANES, start(), step, end(), chain("begin", "post", "done"))
        )

    assert whom(asked("It is new."), asked("It is due.")) == [Audience("group", "head_of_qa")]


def test_a_condition_under_which_nobody_gets_it_is_no_name() -> None:
    to = "if is_defined(done) then null else reader"
    changed = of(to=to, mail___note___body__txt="Good morning")
    assert whom(of(to=to), changed) == [Audience("recipients", "reader")]


def test_recipients_that_are_worked_out_are_those_of_the_letter() -> None:
    to = "[told.people.respond, told.people.at_once][item != raised_by]"
    changed = of(to=to, mail___note___body__txt="Good morning")
    assert whom(of(to=to), changed) == [Audience("letter", "note")]


def test_a_setting_affects_those_who_use_it_and_one_that_nobody_uses_everybody() -> None:
    def with_days(days: int, write: str) -> Bundle:
        made = of(write=write)
        manifest = made.files["bundle.toml"] + f"\n[parameters]\ndays = {days}\n".encode()
        return Bundle({**made.files, "bundle.toml": manifest})

    used = 'if parameters.days = 5 then "maya" else "noor"'
    assert whom(with_days(5, used), with_days(6, used)) == [Audience("lane", "Clerk")]
    assert whom(with_days(5, '"maya"'), with_days(6, '"maya"')) == [Audience("everybody")]


def test_a_document_affects_everybody_and_a_story_nobody() -> None:
    assert whom(of(), of(documents___page__html="<p>")) == [Audience("everybody")]
    assert whom(of(), of(scenarios___one__toml="")) == [Audience("nobody")]


def test_what_is_only_drawn_elsewhere_affects_nobody() -> None:
    old = of()
    moved = old.files["diagram_0.bpmn"].replace(b"<startEvent", b"\n<startEvent")
    assert whom(old, Bundle({**old.files, "diagram_0.bpmn": moved})) == [Audience("nobody")]
