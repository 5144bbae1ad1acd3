"""Files that runs name, read from the sandbox that keeps them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aixsdk.exceptions import AixplainV2Error
from aixsdk.polling import waited
from aixtui.kinds.model import MODEL
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.code import RunValues
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to

MOST = 1_000_000


@pytest.fixture
def workspace(sandbox: RunningSandbox) -> Iterator[WorkspaceGateway]:
    gateway = WorkspaceGateway.open(connection_to(sandbox))
    yield gateway
    gateway.close()


def picture(workspace: WorkspaceGateway) -> str:
    model = workspace.get(MODEL, "sandbox/qr-code")
    *_, last = waited(workspace.run(MODEL, model, {"text": "Hello."}))
    return str(last.reading.output)


def test_a_file_of_the_platform_is_read_up_to_a_limit(workspace: WorkspaceGateway) -> None:
    url = picture(workspace)
    assert workspace.files.is_own(url)
    content = workspace.files.read(url, MOST)
    assert content is not None
    assert content.startswith(b"\x89PNG")
    assert workspace.files.read(url, len(content) - 1) is None
    assert workspace.files.read(url, len(content)) == content


def test_it_is_saved_telling_how_far_it_is(workspace: WorkspaceGateway, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    target = tmp_path / "code.png"
    target.write_bytes(b"before")
    workspace.files.save(picture(workspace), target, None, lambda *one: told.append(one))
    assert told[-1] == (target.stat().st_size,) * 2
    assert target.read_bytes().startswith(b"\x89PNG")
    assert list(tmp_path.iterdir()) == [target]


def test_elsewhere_no_key_goes_and_no_private_network_is_read(
    workspace: WorkspaceGateway, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    other = sandbox.backend_url.replace("127.0.0.1", "127.0.0.2")
    target = tmp_path / "kept"
    target.write_bytes(b"before")
    assert not workspace.files.is_own(other)
    for url in (other, "http://169.254.169.254/latest", "file:///etc/passwd"):
        with pytest.raises(AixplainV2Error):
            workspace.files.save(url, target, None, lambda *_: None)
    assert target.read_bytes() == b"before"


def test_the_request_of_a_run_is_the_one_that_is_sent(
    workspace: WorkspaceGateway, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, texts = workspace.get(MODEL, "sandbox/sentiment"), {"text": "It's “good”.", "language": ""}
    sent: list[tuple[str, Any]] = []
    client = workspace.files._aix.client  # noqa: SLF001  # what is sent is seen where it leaves
    send = client.request

    def note(method: str, path: str, **kwargs: Any) -> Any:
        if method == "POST":
            sent.append((client.resolve_url(path), kwargs["json"]))
        return send(method, path, **kwargs)

    monkeypatch.setattr(client, "request", note)
    run = workspace.sent_run(MODEL, model, RunValues(texts, texts))
    list(waited(workspace.run(MODEL, model, texts)))
    assert sent == [(run.request["url"], run.request["body"])]
    assert sandbox.api_key not in repr(run)
    assert [one.title for one in run.code] == ["Addresses", "Python", "curl", "aixtui"]
