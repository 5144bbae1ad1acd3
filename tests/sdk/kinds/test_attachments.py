"""What goes with a question, in the form that the platform takes."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.attachments import resolve_attachments
from tests.sdk import documents
from tests.sdk.platform import Platform


@pytest.fixture
def path(platform: Platform, tmp_path: Path) -> Path:
    platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
    platform.on("PUT /put", httpx.Response(200))
    found = tmp_path / "voice.mp3"
    found.write_bytes(b"x")
    return found


def test_files_of_this_machine_are_uploaded_however_they_are_named(aix: Aixplain, path: Path) -> None:
    sent = {"url": "https://dl/1", "name": "voice.mp3", "type": "audio", "mimeType": "audio/mpeg"}
    values: list[Any] = [path, str(path), {"path": path}, {"path": str(path)}]
    assert resolve_attachments(aix, values, None) == [sent] * 4
    assert resolve_attachments(aix, None, values) == [sent] * 4
    assert resolve_attachments(aix, [{"path": path, "name": "own", "type": "text"}], []) == [
        {**sent, "name": "own", "type": "text"}
    ]


def test_addresses_are_described(aix: Aixplain, platform: Platform) -> None:
    assert resolve_attachments(
        aix, ["https://x.test/a/b.pdf?sig=1"], [{"url": "s3://b/k", "name": "own"}]
    ) == [
        {
            "url": "https://x.test/a/b.pdf?sig=1",
            "name": "b.pdf",
            "type": "document",
            "mimeType": "application/pdf",
        },
        {"url": "s3://b/k", "name": "own", "type": "unknown"},
    ]
    assert platform.sent == []


def test_a_file_that_is_kept(aix: Aixplain, platform: Platform) -> None:
    file = aix.File(id="f1", name="a.csv", url="https://x.test/1")
    assert resolve_attachments(aix, [], [file]) == [
        {"url": "https://x.test/1", "name": "a.csv", "type": "text", "mimeType": "text/csv"}
    ]
    assert platform.sent == []


@pytest.mark.parametrize("wrong", [3, None, {}, {"name": "x"}, "", {"url": ""}])
def test_what_is_no_attachment(aix: Aixplain, wrong: Any) -> None:
    with pytest.raises(errors.InputError, match=r"^Message 3: An attachment is"):
        resolve_attachments(aix, [wrong], None, "Message 3")
    with pytest.raises(errors.InputError, match=r"^An attachment is"):
        resolve_attachments(aix, None, [wrong])


def test_a_path_that_is_not_there_and_a_key_of_the_call(
    aix: Aixplain, platform: Platform, path: Path
) -> None:
    with pytest.raises(errors.FileUploadError, match="There is no file"):
        resolve_attachments(aix, ["no-such-file"], None)
    resolve_attachments(aix, [path], None, api_key="other")
    assert platform.requests[0].headers["authorization"] == "token other"
