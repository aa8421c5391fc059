"""Management Information uploads the extract: whole, or every bad row is named."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from handlers import synthetic
from handlers.intake.columns import LAYOUTS
from handlers.tables import ExtractImport, PersonRole, Team

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def uploader(parts, sign_in):
    """Somebody of Management Information at the page."""
    with parts.database.write() as db:
        db.add(PersonRole(tenant_id="main", person_id="stranger", role="miu", scope=""))
    return sign_in("stranger")


def send(client, files: dict[str, bytes]):
    token = TOKEN.search(client.get("/extract").text)
    data = {
        "files": [(BytesIO(content), name) for name, content in files.items()],
        "csrf_token": token[1] if token else "",
    }
    answer = client.post("/extract", data=data, content_type="multipart/form-data")
    # Werkzeug's client writes a large body into a file, which it leaves open.
    answer.request.environ["wsgi.input"].close()
    return answer


def teams(parts) -> list[Team]:
    with parts.database.read() as db:
        return list(db.query(Team))


def test_r20_a_whole_extract_is_imported_and_kept_with_who_did_it(parts, uploader, tmp_path):
    synthetic.write(tmp_path, "mini", 3)
    files = {name: (tmp_path / name).read_bytes() for name in LAYOUTS}
    answer = send(uploader, files)
    assert answer.status_code == 200
    assert "The extract is imported." in answer.text
    assert len(teams(parts)) == 12
    with parts.database.read() as db:
        [kept] = db.query(ExtractImport)
    assert (kept.by, kept.at) == ("stranger", parts.clock.now())
    assert [file["file"] for file in kept.files] == list(LAYOUTS)


def test_one_bad_row_and_nothing_is_imported(parts, uploader):
    before = len(teams(parts))
    answer = send(uploader, {"teams.csv": b"Team,Name\nT1,\n"})
    assert answer.status_code == 422
    assert "Nothing was imported." in answer.text
    assert "teams.csv" in answer.text
    assert len(teams(parts)) == before


@pytest.mark.parametrize("files", [{}, {"holiday.jpg": b"x"}])
def test_without_a_file_of_the_extract_it_says_so(uploader, files):
    answer = send(uploader, files)
    assert answer.status_code == 422
    assert "Select at least one file of the extract" in answer.text


def test_a_countys_files_are_larger_than_other_requests_may_be(parts, uploader):
    large = b"Team,Name\n" + b"x" * (parts.config.number("LARGEST_REQUEST_KB") * 1024 + 1)
    assert send(uploader, {"teams.csv": large}).status_code == 422
    too_large = large * 9
    assert send(uploader, {"teams.csv": too_large}).status_code == 413
