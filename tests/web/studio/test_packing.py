"""What goes out comes in the same; what no bundle may hold is refused by name."""

from __future__ import annotations

import io
import stat
import zipfile
from uuid import UUID

import pytest

from engine.bundle import Bundle
from handlers.checking import check
from web.studio.zips import packed, unpacked

FILES = {"bundle.toml": b'key = "other"\ntitle = "Other"\n', "notes.md": b"# Notes\n"}


def zipped(files, *more):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in [*files.items(), *more]:
            archive.writestr(path, content)
    return whole.getvalue()


def send(client, name, content):
    """As a browser does; by hand, as the test client would leave a large file open."""
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    return client.post("/studio/import", data=body, content_type=kind)


@pytest.fixture
def client(sign_in, owners, parts):
    object.__setattr__(parts.engine.context, "check", check)
    return sign_in("olive")


def test_what_goes_out_comes_in_with_the_same_digest(client, at, parts, change):
    parts.changes.write(change, "notes.md", b"# Notes\n", by="olive", seen=0)
    taken = client.get(at + "/zip")
    assert taken.mimetype == "application/zip"
    assert taken.data == client.get(at + "/zip").data
    assert send(client, "lending.zip", taken.data).status_code == 303
    [new] = [one for one in parts.changes.all("lending") if one.id != change]
    assert new.digest == parts.changes.view(change).digest
    assert [f.mark for f in parts.changes.files(new.id) if f.mark] == ["added"]


def test_a_version_is_taken_away_as_it_was_deployed(client, parts, change):
    base = parts.changes.view(change).base_id
    answer = client.get(f"/studio/versions/{base}/zip")
    assert "lending-1.zip" in answer.headers["Content-Disposition"]
    assert Bundle(unpacked(answer.data)).digest == parts.changes.base(change).digest
    assert f"/studio/versions/{base}/zip" in client.get("/studio/bundles/lending").text


def test_a_folder_around_the_bundle_and_litter_are_left_off(client, parts):
    inside = {f"other-main/{path}": data for path, data in FILES.items()}
    content = zipped(
        inside, ("__MACOSX/x", b""), ("other-main/.DS_Store", b""), ("other-main/Makefile", b"x")
    )
    assert send(client, "other.zip", content).status_code == 303
    [change] = parts.changes.all("other")
    assert dict(parts.changes.bundle(change.id).files) == FILES
    assert (change.base_id, change.title) == (None, "Brought in from other.zip")


def link():
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


REFUSED = [
    ("../outside.txt", b"x", "outside.txt: Its path leads out of the bundle"),
    ("/etc/passwd.txt", b"x", "/etc/passwd.txt: Its path leads out of the bundle"),
    ("C:\\x.txt", b"x", "Its path leads out of the bundle"),
    (link(), b"/etc/passwd", "link.txt: It is a link"),
    ("large.txt", b"x" * 5_000_001, "large.txt: The file is larger than 5 MB"),
    ("latin.txt", "caf\u00e9".encode("latin-1"), "latin.txt: The file is not UTF-8 text."),
    ("NOTES.md", b"x", "it is the same file as"),
]


def test_what_no_bundle_may_hold_is_refused_by_name(client, parts):
    for entry, content, said in REFUSED:
        refused = send(client, "other.zip", zipped(FILES, (entry, content)))
        assert refused.status_code == 422, said
        assert said in refused.text
    assert parts.changes.all() == []


def test_a_zip_that_unpacks_to_far_more_than_it_is_stops_early(client, parts):
    bomb = zipped(FILES, *((f"{n}.txt", b"0" * 4_900_000) for n in range(8)))
    assert len(bomb) < 100_000
    refused = send(client, "bomb.zip", bomb)
    assert refused.status_code == 422
    assert "than 25 MB" in refused.text
    assert parts.changes.all() == []


def test_what_is_no_zip_or_holds_nothing_is_refused(client):
    for content in (b"", b"PK no zip", packed(Bundle(FILES))[:-30]):
        refused = send(client, "broken.zip", content)
        assert refused.status_code == 422
        assert "no zip that can be read" in refused.text
    assert "nothing in it" in send(client, "empty.zip", zipped({"run.exe": b"MZ"})).text
    assert "Such a file is not read here" in send(client, "letter.docx", b"x").text
    assert "No file was chosen" in client.post("/studio/import", data={}).text


OF_ANOTHER_TOOL = b"""<?xml version="1.0"?>
<bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"
  xmlns:activiti="http://activiti.org/bpmn">
  <bpmn2:process id="order" name="Order &lt;script&gt;" isExecutable="true">
    <bpmn2:startEvent id="s"/><bpmn2:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
    <bpmn2:scriptTask id="t" name="Pack" scriptFormat="groovy"><bpmn2:script>x = 1</bpmn2:script>
    </bpmn2:scriptTask><bpmn2:serviceTask id="u" activiti:class="org.example.Ship"/>
  </bpmn2:process>
</bpmn2:definitions>"""


OTHERS = [
    ("Order flow.bpmn", OF_ANOTHER_TOOL, "order_flow.bpmn"),
    ("order.xml", OF_ANOTHER_TOOL, "order.bpmn"),
    ("broken.bpmn", b"<definitions", "broken.bpmn"),
    ("rules.dmn", b"<definitions/>", "rules.dmn"),
    ("lending.bpmn", OF_ANOTHER_TOOL, "lending.bpmn"),
    ("huge.bpmn", b"<a>" + b"x" * 4_900_000 + b"</a>", "huge.bpmn"),
]


def test_a_diagram_of_another_tool_becomes_a_change_with_what_to_mend(client, parts):
    for name, content, path in OTHERS:
        begun = send(client, name, content)
        assert begun.status_code == 303, name
        change = UUID(begun.location.split("/")[3])
        assert set(parts.changes.bundle(change).files) == {"bundle.toml", path}
        assert parts.changes.view(change).base_id is None
        page = client.get(begun.location).text
        assert "must be mended" in page, name
        assert "<script>alert" not in page
        assert f"/diagrams/{path}" in page or f"/tables/{path}" in page
        assert client.get(f"/studio/changes/{change}/files").status_code == 200
    assert client.get("/studio").status_code == 200
