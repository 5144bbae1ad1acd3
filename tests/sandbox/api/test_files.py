from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import RunningSandbox
from tests.sandbox.uploads import CODE, announce, put, utility


def test_a_file_goes_up_and_comes_down_without_a_key(own: httpx.Client) -> None:
    urls = announce(own, "report ä.txt")
    assert put(urls["uploadUrl"], b"a,b\n1,2").status_code == httpx.codes.OK
    reply = httpx.get(urls["downloadUrl"])
    assert reply.content == b"a,b\n1,2"
    assert reply.headers["content-type"].startswith("text/csv")
    assert httpx.get(urls["downloadUrl"].partition("?")[0]).status_code == httpx.codes.FORBIDDEN
    assert put(urls["uploadUrl"] + "0", b"x").status_code == httpx.codes.FORBIDDEN


def test_the_upload_takes_the_key_as_a_lower_case_token(fresh_sandbox: RunningSandbox) -> None:
    reply = httpx.post(
        f"{fresh_sandbox.backend_url}/sdk/file/upload/temp-url",
        headers={"Authorization": f"token {fresh_sandbox.api_key}"},
        data={"contentType": "text/plain", "originalName": "a.txt"},
    )
    assert reply.json()["key"].endswith("/a.txt")


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "C:\\Users\\me\\a.txt", "/abs/olute", "..", "x" * 5000]
)
def test_a_path_in_the_name_leads_nowhere(own: httpx.Client, tmp_path: Path, name: str) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    urls = announce(own, name, "upload-url")
    assert "/etc/" not in urls["key"]
    assert "Users" not in urls["key"]
    assert put(urls["uploadUrl"], b"x").status_code == httpx.codes.OK
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.parent.name for path in new if path.parent != tmp_path} == {"uploads"}


def test_what_was_not_uploaded_is_not_there(own: httpx.Client) -> None:
    urls = announce(own, "a.txt")
    assert httpx.get(urls["downloadUrl"]).status_code == httpx.codes.NOT_FOUND
    assert own.post("/sdk/file/upload/temp-url", data={}).status_code == httpx.codes.BAD_REQUEST
    assert own.get("/files/dl/tmp/1/2/3?sig=4").status_code == httpx.codes.NOT_FOUND


def test_a_utility_is_made_of_uploaded_code_run_changed_and_deleted(own: httpx.Client) -> None:
    urls = announce(own, "b3c1")
    put(urls["uploadUrl"], CODE)
    made = utility(own, code=f"s3://aixplain-uploads/{urls['key']}").json()
    identifier = made["id"]
    shown = own.get(f"/sdk/models/{identifier}").json()
    assert (shown["utility_id"], shown["code"]) == ("custom_python_code", CODE.decode())
    assert own.put(f"/sdk/utilities/{identifier}", json=shown).json()["code"] == CODE.decode()
    assert own.post("/sdk/utilities/paginate", json={"q": "main"}).json()["total"] == 1
    for data in ({"a": 1, "b": "x"}, '{"a": 1, "b": "x"}'):
        assert own.post(f"/sdk/utilities/{identifier}/run", json={"data": data}).json()["data"] == "1-x"
    assert own.post(f"/api/v2/execute/{identifier}", json={"a": 2, "b": "y"}).json()["data"] == "2-y"
    code = CODE.decode().replace("}-{", "}+{")
    assert (
        own.put(f"/sdk/utilities/{identifier}", json={"name": "plus", "code": code}).json()["name"] == "plus"
    )
    assert (
        own.post(f"/sdk/utilities/{identifier}/run", json={"data": {"a": 1, "b": "x"}}).json()["data"]
        == "1+x"
    )
    assert own.delete(f"/sdk/utilities/{identifier}").status_code == httpx.codes.OK
    assert own.get(f"/sdk/models/{identifier}").status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"code": ""}, "code should not be empty"),
        ({"code": "s3://aixplain-uploads/no"}, "There is no uploaded file s3://aixplain-uploads/no."),
        ({"code": "x = 1"}, "The code has 0 functions"),
        ({"code": CODE.decode(), "description": "short"}, "description must be longer than 10 characters"),
        ({"code": CODE.decode(), "name": None}, "name should not be empty"),
    ],
)
def test_a_wrong_utility_is_refused(own: httpx.Client, fields: dict[str, Any], message: str) -> None:
    reply = utility(own, **fields)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert message in reply.json()["message"]
