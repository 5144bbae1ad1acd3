"""Text that acts on terminals, by every way in and every way out of the commands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aixtui.cli.exit_codes import FAILED, KEY, NOT_FOUND
from aixtui.kindspec.plain_text import STAND_IN, printable
from aixtui.settings.reading import settings_file
from tests.aixtui.cli.conftest import Command, Outcome
from tests.aixtui.kinds.documents import MODEL
from tests.aixtui.kinds.sample_server import Sample, serve_sample

NASTY = "n\x1b]0;title\x07 \x9b2J \r\x1b[A \u202e\u2066 \u200b\xad\U000e0041 \u2028 \ud800 \x7f"
WRITTEN = NASTY.replace("\ud800", "")
IN_TOML = '"' + "".join(f"\\U{ord(char):08X}" for char in WRITTEN) + '"'
MODEL_ID = MODEL["id"]


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sample]:
    with serve_sample() as sample:
        monkeypatch.setenv("BACKEND_URL", sample.connection.backend_url)
        monkeypatch.setenv("MODELS_RUN_URL", sample.connection.models_url)
        monkeypatch.setenv("TEAM_API_KEY", "key-of-the-sample")
        sample.document = MODEL | {"name": NASTY, "description": NASTY}
        yield sample


@pytest.fixture
def settings_path() -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True)
    return path


def assert_harmless(outcome: Outcome, code: int = 0) -> None:
    assert outcome.code == code
    text = outcome.out + outcome.err
    assert text
    assert printable(text) == text
    assert "Traceback" not in text


def assert_seen(outcome: Outcome, code: int = 0) -> None:
    """Whether what acts is there to be seen: by a stand-in, or as JSON or Python escapes it."""
    assert_harmless(outcome, code)
    assert any(trace in outcome.out + outcome.err for trace in (STAND_IN, r"\u001b", r"\x1b"))


@pytest.mark.usefixtures("sample")
def test_names_of_a_list(aixtui: Command) -> None:
    assert_seen(aixtui("ls", "models"))


def test_ids_of_a_list(aixtui: Command, sample: Sample) -> None:
    sample.document |= {"id": WRITTEN}
    assert_seen(aixtui("ls", "models"))


@pytest.mark.parametrize("arguments", [("ls", "models", "-o", "json"), ("get", MODEL_ID)])
def test_documents_are_exact(aixtui: Command, sample: Sample, arguments: tuple[str, ...]) -> None:
    outcome = aixtui(*arguments)
    assert_seen(outcome)
    value = json.loads(outcome.out)
    document = value["items"][0] if "items" in value else value
    assert (document["name"], document["description"]) == (NASTY, NASTY)


def test_the_result_of_a_run_is_exact(aixtui: Command, sample: Sample) -> None:
    sample.document |= {"params": [], "status": "SUCCESS", "completed": True, "data": NASTY}
    outcome = aixtui("run", MODEL_ID, "-v")
    assert_seen(outcome)
    assert json.loads(outcome.out)["data"] == NASTY


@pytest.mark.parametrize("arguments", [("--text", "hi"), ("-i", "nothing=1"), ()])
def test_names_of_parameters(aixtui: Command, sample: Sample, arguments: tuple[str, ...]) -> None:
    sample.document |= {"params": [{"name": NASTY, "required": True, "dataType": "text"}]}
    outcome = aixtui("run", MODEL_ID, *arguments)
    assert_seen(outcome, 2)
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 422, 460, 599])
@pytest.mark.parametrize("arguments", [("ls", "models"), ("get", "model/x"), ("run", "x", "--text", "hi")])
def test_bodies_of_errors(aixtui: Command, sample: Sample, status: int, arguments: tuple[str, ...]) -> None:
    sample.status, sample.document = status, {"message": NASTY, "code": NASTY}
    outcome = aixtui(*arguments)
    assert_seen(outcome, {401: KEY, 404: NOT_FOUND}.get(status, FAILED))
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((WRITTEN,), 2),
        ((f"--{WRITTEN}",), 2),
        (("ls", WRITTEN), 2),
        (("ls", "models", "--size", WRITTEN), 2),
        (("get", f"{WRITTEN}/"), 1),
        (("get", WRITTEN), 1),
        (("run", MODEL_ID, "-i", WRITTEN), 2),
        (("run", MODEL_ID, "-i", f"text=@{WRITTEN}"), 2),
        (("ls", "models", "--profile", WRITTEN), 3),
        (("ls", "models", "--backend-url", f"ftp://{WRITTEN}"), 2),
        (("ls", "models", "--db", f"/dev/null/{WRITTEN}"), 1),
        (("open", f"models/{WRITTEN}?{WRITTEN}"), 2),
        (("auth", "status", "--backend-url", f"http://{WRITTEN}"), 2),
        (("sandbox", "--host", WRITTEN), 1),
        (("sandbox", "--fault", WRITTEN), 2),
        (
            ("sandbox", "--ephemeral", "--llm-url", "http://x", "--llm-model", "x", "--llm-key-env", WRITTEN),
            2,
        ),
    ],
)
@pytest.mark.usefixtures("sample")
def test_arguments(aixtui: Command, arguments: tuple[str, ...], code: int) -> None:
    assert_harmless(aixtui(*arguments), code)


@pytest.mark.parametrize(
    "text",
    [
        f"{IN_TOML} = 1",
        f"profile = {IN_TOML}",
        f"[profiles.{IN_TOML}]\nbackend_url = 1",
        f"start = {IN_TOML}",
        WRITTEN,
    ],
    ids=["a key", "a value", "a profile", "an address", "no TOML"],
)
@pytest.mark.usefixtures("sample")
def test_settings(aixtui: Command, text: str, settings_path: Path) -> None:
    settings_path.write_text(text, encoding="utf-8")
    is_of_the_app = text.startswith("start")  # which has no terminal here
    assert_harmless(aixtui() if is_of_the_app else aixtui("ls", "models"), 2)


@pytest.mark.usefixtures("sample")
def test_the_environment(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_URL", f"http://{WRITTEN}")
    assert_seen(aixtui("auth", "status"), 2)


@pytest.mark.usefixtures("sample")
def test_what_auth_status_tells(aixtui: Command, settings_path: Path) -> None:
    settings_path.write_text(f"[profiles.{IN_TOML}]\n", encoding="utf-8")
    assert_seen(aixtui("auth", "status", "--profile", WRITTEN))


@pytest.mark.usefixtures("told_defect")
def test_a_defect(aixtui: Command, monkeypatch: pytest.MonkeyPatch, sample: Sample) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError(NASTY)

    monkeypatch.setattr("aixtui.workspace.workspace.WorkspaceGateway.search", fail)
    assert_seen(aixtui("ls", "models"), 1)
