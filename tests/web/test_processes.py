"""Processes as people read them."""


def test_the_list_and_one_process(sign_in):
    client = sign_in("reader")
    assert "Lending a book" in client.get("/processes").text
    page = client.get("/processes/lending").text
    assert "Read it as steps" in page
    assert "Somebody does this" in page
    assert 'data-xml-url="/processes/lending/diagram"' in page


def test_the_diagram_is_data_for_the_viewer_and_never_a_page(sign_in):
    answer = sign_in("reader").get("/processes/lending/diagram")
    assert answer.mimetype == "application/xml"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"bpmn:process" in answer.data


def test_a_process_that_is_not_deployed_is_not_found(sign_in):
    assert sign_in("reader").get("/processes/borrowing").status_code == 404
    assert sign_in("reader").get("/processes/borrowing/diagram").status_code == 404
