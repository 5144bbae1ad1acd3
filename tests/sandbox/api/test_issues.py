import httpx


def test_an_issue_is_noted(own: httpx.Client) -> None:
    reply = own.post("/v1/issue", json={"description": "Hangs", "severity": "SEV3", "tags": ["agent"]})
    assert reply.status_code == httpx.codes.ACCEPTED
    assert reply.json()["issue_id"] == "ISS-1"
    board = httpx.get(reply.json()["bug_board_url"])
    assert board.headers["content-type"].startswith("text/html")
    assert "ISS-1" in board.text
    assert "Hangs" not in board.text
    for other in ("ISS-2", "ISS-01", "ISS-", "1", "ISS-<b>"):
        assert own.get(f"/issues/{other}").status_code == httpx.codes.NOT_FOUND
    assert own.post("/v1/issue", json={"description": None}).status_code == httpx.codes.BAD_REQUEST
    assert (
        own.post("/v1/issue", json={"description": "x", "severity": "BAD"}).status_code
        == httpx.codes.BAD_REQUEST
    )
