"""What people see when something goes wrong, and what the log is told."""

import pytest
from sqlalchemy.exc import OperationalError

from web.access.permission import PUBLIC, permit


@pytest.fixture
def broken(app):
    """An application with pages that fail."""

    @permit(PUBLIC)
    def fail():
        raise RuntimeError("a child's name")

    @permit(PUBLIC)
    def locked():
        raise OperationalError("select", {}, Exception("locked"))

    app.add_url_rule("/fail", "fail", fail)
    app.add_url_rule("/locked", "locked", locked)
    app.testing = False
    return app.test_client()


def test_an_error_has_a_reference_that_the_log_has_too(broken, caplog):
    answer = broken.get("/fail")
    assert answer.status_code == 500
    assert "Sorry, there is a problem with the service" in answer.text
    [line] = [r for r in caplog.records if r.levelname == "ERROR"]
    reference = line.getMessage().removeprefix("error ")
    assert f"<strong>{reference}</strong>" in answer.text
    assert "name" not in answer.text.split("<main")[1].split("</main")[0]


def test_a_busy_database_is_not_called_an_error(broken):
    answer = broken.get("/locked")
    assert answer.status_code == 503
    assert "the service is busy" in answer.text


def test_a_page_that_is_not_there(broken):
    answer = broken.get("/nowhere")
    assert answer.status_code == 404
    assert "Check the address" in answer.text


def test_too_much_is_refused_before_it_is_read(broken):
    answer = broken.post("/sign-in", data={"name": "x" * 3_000_000})
    assert answer.status_code == 413
    assert "That is too much to send at once" in answer.text


def test_the_wrong_method_has_a_page_too(broken):
    assert broken.post("/accessibility").status_code == 405


def test_the_watchman_is_told_when_the_database_is_gone(app, parts, tmp_path):
    client = app.test_client()
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200
    parts.database.close()
    (tmp_path / "plumbline.db").unlink()
    assert client.get("/readyz").status_code == 503
