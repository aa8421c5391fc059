"""The invented council has its size, is the same every time, and holds the awkward cases."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from engine.database import Database
from handlers.intake import import_extract
from handlers.synthetic import write
from handlers.synthetic.edges import without_audit
from handlers.synthetic.growing import FEWEST, MOST, grown, teams_of
from handlers.synthetic.profiles import PROFILES

Rows = list[dict[str, str]]


def invented(folder: Path, profile: str, seed: int = 7) -> dict[str, Rows]:
    write(folder, profile, seed)
    return {
        path.stem: list(csv.DictReader(path.read_text().splitlines()))
        for path in folder.glob("*.csv")
    }


@pytest.fixture(scope="module")
def kent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    return invented(tmp_path_factory.mktemp("kent"), "kent")


def test_kent_has_its_size(kent: dict[str, Rows]) -> None:
    roles = Counter(row["role"] for row in kent["roles"])
    assert (len(kent["teams"]), roles["team_manager"]) == (116, 116)
    assert (roles["peer_reviewer"], roles["service_manager"], roles["iro"]) == (112, 26, 36)
    assert 600 <= roles["social_worker"] <= 680
    leavers = sum(row["care_leaver"] == "yes" for row in kent["cases"])
    assert 850 <= leavers <= 1_100
    assert 8_700 <= len(kent["cases"]) - leavers <= 9_600


def test_large_has_300_team_managers(tmp_path: Path) -> None:
    roles = Counter(row["role"] for row in invented(tmp_path, "large")["roles"])
    assert roles["team_manager"] == 300


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(tmp_path / name, "mini", seed)
    first, second, other = (
        b"".join(path.read_bytes() for path in sorted((tmp_path / name).glob("*.csv")))
        for name in "abc"
    )
    assert first == second != other


def test_nothing_could_be_real(kent: dict[str, Rows]) -> None:
    assert all(row["email"].endswith("@example.org") for row in kent["people"])
    assert all(row["liberi_number"].startswith("L9-") for row in kent["cases"])
    assert len({row["liberi_number"] for row in kent["cases"]}) == len(kent["cases"])


@pytest.mark.parametrize("profile", ["mini", "kent"])
def test_it_goes_in_by_the_same_door_as_a_real_one(
    profile: str, tmp_path: Path, database: Database
) -> None:
    counts = write(tmp_path, profile, 7)
    report = import_extract(database, "main", tmp_path, demo=True)
    assert {one.file: one.added for one in report.files} == dict(counts)


def test_the_awkward_cases_are_there(kent: dict[str, Rows]) -> None:
    cases = kent["cases"]
    opened = Counter(row["opened_on"] for row in cases)
    families = Counter(row["family_id"] for row in cases if row["family_id"])
    assert opened[date(2026, 9, 1).isoformat()] >= 1
    assert set(families.values()) >= {2, 3, 4, 5}
    assert any(row["restricted"] == "yes" for row in cases)
    assert any(not row["social_worker"] for row in cases)
    assert any(row["child_protection"] == row["in_care"] == "yes" for row in cases)
    idle = {row["team_id"] for row in cases}
    for row in cases:
        if "yes" in (row["child_in_need"], row["in_care"], row["care_leaver"]):
            idle.discard(row["team_id"])
    assert len(idle) == 1
    assert any(row["working_days"] == "Mon Tue Wed" for row in kent["people"])
    reasons = Counter(row["reason"] for row in kent["absences"])
    assert min(reasons["sickness"], reasons["annual_leave"], reasons["secondment"]) >= 1


def test_a_council_grows_and_shrinks_in_its_own_shape() -> None:
    for name, audits in (("mini", 7), ("kent", 108), ("large", 287)):
        assert grown(PROFILES[name], audits) == PROFILES[name]
    kent, half = PROFILES["kent"], grown(PROFILES["kent"], 54)
    assert half.districts.keys() == kent.districts.keys()
    assert teams_of(half) == 61
    assert half.staff == {
        **{"iro": 19, "cp_chair": 11, "pdo": 7, "safeguarding_officer": 4, "miu": 2},
        "director": 2,
    }


@pytest.mark.parametrize("audits", [FEWEST, 33, 150, MOST])
def test_every_team_that_has_an_audit_was_asked_for(audits: int) -> None:
    for profile in PROFILES.values():
        teams = teams_of(grown(profile, audits))
        assert teams - without_audit(teams) in (audits, audits + 1)
