"""The extract comes in whole, or not at all and with every reason."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from engine.database import Database
from handlers.intake import ImportRefused, import_extract
from handlers.tables import Absence, ChildCase, Person, Team

TEAMS = "team_id,name,kind,area,district,service_manager\nT1,Dover 1,district,South,Dover,P2\n"
PEOPLE = (
    "person_id,name,email,team_id,line_manager,working_days\n"
    "P1,Ada Tidewell,ada@example.org,T1,P2,\n"
    "P2,Bram Okonjo,bram@example.org,,,Mon Tue Wed:0.5\n"
)
ROLES = "person_id,role,scope\nP1,team_manager,T1\nP2,service_manager,Dover\n"
CASES = "liberi_number,initials,team_id,social_worker,opened_on,child_in_need\n" + (
    "L9-0000001,AB,T1,P1,2026-09-01,yes\n"
)
ABSENCES = "person_id,reason,from,to\nP1,sickness,01/12/2026,15/12/2026\n"


def extract(**changed: str | bytes) -> dict[str, bytes]:
    parts: dict[str, str | bytes] = {
        "teams": TEAMS,
        "people": PEOPLE,
        "roles": ROLES,
        "cases": CASES,
        "absences": ABSENCES,
    }
    parts |= changed
    return {f"{k}.csv": v if isinstance(v, bytes) else v.encode() for k, v in parts.items()}


def refused(database: Database, **changed: str | bytes) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        import_extract(database, "main", extract(**changed), demo=True)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_extract_fills_the_directory_and_the_caseload(database: Database) -> None:
    report = import_extract(database, "main", extract())

    assert [(f.file, f.added) for f in report.files] == [
        ("teams.csv", 1),
        ("people.csv", 2),
        ("roles.csv", 2),
        ("cases.csv", 1),
        ("absences.csv", 1),
    ]
    with database.read() as session:
        case = session.scalars(select(ChildCase)).one()
        bram = session.get_one(Person, ("main", "P2"))
        absence = session.scalars(select(Absence)).one()
    assert (case.opened_on, case.child_in_need, case.in_care) == (date(2026, 9, 1), True, False)
    assert bram.working_week == [1, 1, 0.5, 0, 0, 0, 0]
    assert absence.ends_on == date(2026, 12, 15)


def test_a_second_extract_updates_and_ends_what_it_no_longer_holds(database: Database) -> None:
    import_extract(database, "main", extract())

    later = extract(cases=CASES.replace("L9-0000001", "L9-0000002"), absences="")
    later["absences.csv"] = b"person_id,reason,from,to\n"
    later["teams.csv"] = TEAMS.replace("Dover 1", "Dover One").encode()
    report = {
        f.file: (f.added, f.updated, f.ended) for f in import_extract(database, "main", later).files
    }

    assert report["cases.csv"] == (1, 0, 1)
    assert report["absences.csv"] == (0, 0, 1)
    with database.read() as session:
        still_open = session.scalars(select(ChildCase.id).where(ChildCase.is_open)).all()
        assert still_open == ["L9-0000002"]
        assert session.get_one(ChildCase, ("main", "L9-0000001")).closed_on is not None
        assert session.scalars(select(Team.name)).one() == "Dover One"
    import_extract(database, "main", extract())
    with database.read() as session:
        back = session.get_one(ChildCase, ("main", "L9-0000001"))
        assert (back.is_open, back.closed_on) == (True, None)


def test_a_file_left_out_leaves_its_part_as_it_is(database: Database) -> None:
    import_extract(database, "main", extract())
    import_extract(database, "main", {"absences.csv": b"person_id,reason,from,to\n"})
    with database.read() as session:
        assert len(session.scalars(select(Person).where(Person.active)).all()) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_excel_calls_csv_is_understood(database: Database, encoding: str) -> None:
    people = PEOPLE.replace("Ada Tidewell", "Zoë Tidewell").replace(",", ";").replace("\n", "\r\n")
    import_extract(database, "main", extract(people=people.encode(encoding)))
    with database.read() as session:
        assert session.get_one(Person, ("main", "P1")).name == "Zoë Tidewell"


def test_a_quoted_line_break_does_not_shift_the_line_numbers(database: Database) -> None:
    roles = 'person_id,role,scope\nP1,team_manager,T1\n"P2\n",service_manager,Dover\nP9,miu,\n'
    assert refused(database, roles=roles) == [
        "roles.csv, line 5, column person_id: There is no person “P9”. "
        "Add it to people.csv or correct it."
    ]


def test_every_bad_row_is_reported_and_nothing_is_imported(database: Database) -> None:
    cases = CASES + (
        "L9-0000002,Jamie,T1,P1,2026-09-01,yes\n"
        "L9-0000003,CD,T7,P8,31/02/2026,perhaps\n"
        "L9-0000001,EF,T1,,2026-09-01,yes\n"
        "L9-0000004,GH,T7,P8,2026-09-01,\n"
    )
    said = refused(database, cases=cases)
    assert [one.split(":")[0] for one in said] == [
        "cases.csv, line 3, column initials",
        "cases.csv, line 4, column child_in_need",
        "cases.csv, line 4, column opened_on",
        "cases.csv, line 5",
        "cases.csv, line 6, column social_worker",
        "cases.csv, line 6, column team_id",
    ]
    assert "Jamie" not in " ".join(said)
    with database.read() as session:
        assert session.scalars(select(Person)).all() == []


@pytest.mark.parametrize("heading", ["child_name", "Surname", "Date of birth", "Address"])
def test_a_column_with_a_childs_details_is_refused(database: Database, heading: str) -> None:
    first, _, rest = CASES.partition("\n")
    said = refused(database, cases=f"{first},{heading}\n{rest.strip()},x\n")
    assert len(said) == 1
    assert "only initials are kept here" in said[0]


def test_a_column_that_is_not_ours_is_left_alone_and_said(database: Database) -> None:
    absences = ABSENCES.replace("to\n", "to,payroll_code\n", 1)
    report = import_extract(database, "main", extract(absences=absences))
    assert report.files[-1].ignored_columns == ("payroll_code",)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("people", b"PK\x03\x04", "This is an Excel workbook"),
        ("people", b"a,b\x00", "This is not a text file"),
        ("people", b"person_id,name\n\x81,x\n", "characters cannot be read"),
        ("people", b"", "The file is empty"),
        ("people", b"name,email\n", "The column is missing"),
        ("people", PEOPLE.replace(",", "|").encode(), "There is one column only"),
        ("people", b"person_id,name,email\n", "headings and no rows"),
        ("people", PEOPLE.replace("Ada", "=CMD()").encode(), "is a formula or an error"),
        ("people", PEOPLE.replace("Ada Tidewell", "#REF!").encode(), "Give the name itself"),
        ("cases", CASES.replace("2026-", "9026-").encode(), "is not a date"),
        ("roles", b'person_id,role,scope\n"P1,miu,\n', "cannot be read"),
        ("roles", b"person_id,role,scope\nP1,boss,\n", "is not a role"),
        ("roles", b"person_id,role,scope\nP1,miu,Mars\n", "no team, district or area"),
        ("roles", b"person_id,role,role,scope\nP1,miu,miu,\n", "is there twice"),
        (
            "absences",
            b"person_id,reason,from,to\nP1,sickness,2026-12-02,2026-12-01\n",
            "ends before",
        ),
        (
            "absences",
            b"person_id,reason,from,to\nP1,sickness,2026-12-02,2026-12-03,,x\n",
            "6 cells",
        ),
        ("cases", CASES.replace("L9-", "7-").encode(), "not an invented Liberi number"),
        (
            "people",
            PEOPLE.replace("example.org", "kent.gov.uk").encode(),
            "not an invented address",
        ),
        ("people", PEOPLE.replace(",P2,", ",P2,,x").encode(), "7 cells"),
    ],
)
def test_what_cannot_be_read_is_said(
    database: Database, file: str, content: bytes, said: str
) -> None:
    assert said in " ".join(refused(database, **{file: content}))


def test_a_bad_row_is_not_reported_again_by_those_who_refer_to_it(database: Database) -> None:
    assert len(refused(database, people=PEOPLE.replace("ada@example.org", "ada"))) == 1


def test_an_empty_folder_is_refused(database: Database) -> None:
    with pytest.raises(ImportRefused, match="no file to import"):
        import_extract(database, "main", {})
