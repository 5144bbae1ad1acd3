import tracemalloc
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.files import (
    FileUploader,
    check_size,
    content_type_of,
    pieces,
    upload_file,
    validate_file_for_upload,
)
from aixtui.sandbox import RunningSandbox
from tests.sdk.platform import BACKEND, KEY, Platform

ASK = "POST /sdk/file/upload/temp-url"
PLACE = {
    "key": "tmp/1/n.txt",
    "uploadUrl": "https://store.test/put?sig=1",
    "downloadUrl": "https://dl.test/1",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "private-folder" / "notes.txt"
    found.parent.mkdir()
    found.write_bytes(b"hello")
    return found


def test_the_name_is_told_the_folder_is_not_and_the_key_stays_home(
    aix: Aixplain, platform: Platform, path: Path
) -> None:
    platform.on(ASK, PLACE)
    platform.on("PUT /put", httpx.Response(200))
    assert FileUploader.of(aix).upload(path, return_download_link=True) == "https://dl.test/1"
    ask, put = platform.requests
    assert parse_qs(ask.content.decode()) == {"contentType": ["text/plain"], "originalName": ["notes.txt"]}
    assert ask.headers["authorization"] == f"token {KEY}"
    assert "x-api-key" not in ask.headers
    assert (put.content, put.headers["content-length"], put.headers["content-type"]) == (
        b"hello",
        "5",
        "text/plain",
    )
    assert KEY not in str(put.headers.multi_items())
    for request in platform.requests:
        assert b"private-folder" not in request.content


def test_a_store_on_the_backend_gets_no_key_either(aix: Aixplain, platform: Platform, path: Path) -> None:
    platform.on(ASK, {**PLACE, "uploadUrl": f"{BACKEND}/put"})
    platform.on("PUT /put", httpx.Response(200))
    FileUploader.of(aix).upload(path)
    assert KEY not in str(platform.requests[1].headers.multi_items())


@pytest.mark.parametrize(
    ("target", "url"),
    [("https://buck.s3.amazonaws.com/x", "s3://buck/k"), (f"{BACKEND}/x", "s3://aixplain-uploads/k")],
)
def test_a_permanent_one(aix: Aixplain, platform: Platform, path: Path, target: str, url: str) -> None:
    platform.on("POST /sdk/file/upload-url", {"key": "k", "uploadUrl": target})
    platform.on("PUT /x", httpx.Response(200))
    uploader = FileUploader.of(aix)
    place = uploader.upload(path, ["a", "b"], "CC0", False, True, content_type="x/y")
    assert place == url
    assert parse_qs(platform.requests[0].content.decode()) == {
        "contentType": ["x/y"],
        "originalName": ["notes.txt"],
        "tags": ["a,b"],
        "license": ["CC0"],
    }


def test_a_key_of_the_call(aix: Aixplain, platform: Platform, path: Path) -> None:
    platform.on(ASK, PLACE)
    platform.on("PUT /put", httpx.Response(200))
    FileUploader.of(aix, api_key="other").upload(path)
    assert platform.requests[0].headers["authorization"] == "token other"
    platform.on(ASK, {"message": "unknown: other"}, status=401)
    with pytest.raises(errors.FileUploadError) as caught:
        FileUploader.of(aix, api_key="other").upload(path)
    assert caught.value.message.endswith("unknown: [key]")
    with pytest.raises(errors.ValidationError, match="no API key"):
        FileUploader.of(aix, api_key="no key")


@pytest.mark.parametrize(
    ("asked", "put"),
    [
        (httpx.Response(401), httpx.Response(200)),
        (httpx.Response(200, json={}), httpx.Response(200)),
        (httpx.Response(200, json=PLACE), httpx.Response(403)),
        (httpx.Response(200, json=PLACE), httpx.WriteError("cut")),
    ],
)
def test_failures_are_upload_errors(
    aix: Aixplain, platform: Platform, path: Path, asked: Any, put: Any
) -> None:
    platform.on(ASK, asked)
    platform.on("PUT /put", put)
    with pytest.raises(errors.FileUploadError):
        FileUploader.of(aix).upload(path)
    assert len([sent for sent in platform.sent if sent.startswith("PUT")]) <= 1


def test_a_file_that_is_not_there(aix: Aixplain, platform: Platform, tmp_path: Path) -> None:
    with pytest.raises(errors.FileUploadError, match="There is no file"):
        FileUploader.of(aix).upload(tmp_path / "nothing")
    assert platform.sent == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.json", "application/json"), ("a.unknown", "text/csv"), ("a", "text/csv")],
)
def test_content_types(name: str, kind: str) -> None:
    assert content_type_of(Path(name)) == kind


@pytest.mark.parametrize(
    ("name", "kind", "megabytes"),
    [
        ("a.wav", "audio/wav", 50),
        ("a.pdf", "application/pdf", 25),
        ("a.mp4", "video/mp4", 300),
        ("a.db", "x/y", 300),
    ],
)
def test_sizes(name: str, kind: str, megabytes: int) -> None:
    check_size(Path(name), megabytes * 1024 * 1024, kind)
    with pytest.raises(errors.FileUploadError, match=f"{megabytes} MB"):
        check_size(Path(name), megabytes * 1024 * 1024 + 1, kind)


def test_a_large_file_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    tracemalloc.start()
    try:
        total = sum(len(piece) for piece in pieces(path, path.stat().st_size))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert total == 40 * 1024 * 1024
    assert peak < 2 * 1024 * 1024


def test_by_name_alone(path: Path) -> None:
    validate_file_for_upload(str(path))
    with pytest.raises(errors.FileUploadError, match="There is no file"):
        validate_file_for_upload(path.parent)


def test_with_the_address_and_the_key_of_the_environment(
    fresh_sandbox: RunningSandbox, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TEAM_API_KEY", "AIXPLAIN_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(errors.ValidationError, match="no API key"):
        upload_file(path)
    monkeypatch.setenv("TEAM_API_KEY", fresh_sandbox.api_key)
    monkeypatch.setenv("BACKEND_URL", fresh_sandbox.backend_url)
    assert upload_file(str(path)).startswith("s3://aixplain-uploads/")
    link = upload_file(path, return_download_link=True)
    assert link.startswith(fresh_sandbox.backend_url)
    given = FileUploader(fresh_sandbox.backend_url, "wrong-key")
    with pytest.raises(errors.FileUploadError):
        given.upload(path)
