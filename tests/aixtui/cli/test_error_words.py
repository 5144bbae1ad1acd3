"""What commands say, whatever a broken platform sends: the thing, whose fault it is, and the remedy."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from aixsdk import Config, polling
from aixtui.cli.exit_codes import FAILED, KEY, NOT_FOUND, UNKNOWN
from aixtui.settings.reading import settings_file
from tests.aixtui.cli.conftest import Command
from tests.aixtui.saying_server import HANG_UP, Said, Saying, saying

MODEL = {"id": "m", "name": "M"}
LONGEST_WAIT = 20
"""Seconds that a slow server takes at most."""
GET, RUN, POLL, LIST = "GET /v2/models/m", "POST /run/m", "GET /run/data/run-7", "POST /v2/models/paginate"
BROKEN = "The connection to 127.0.0.1:"
IN_DOUBT = "The run may have begun all the same: look before you start it again."
ACCEPTED = "The run was accepted: look what became of it before you start another."


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Saying]:
    with saying() as server:
        monkeypatch.setenv("BACKEND_URL", server.base)
        monkeypatch.setenv("MODELS_RUN_URL", f"{server.base}/run")
        monkeypatch.setenv("TEAM_API_KEY", "key-of-the-test")
        from_environment = Config.from_environment
        monkeypatch.setattr(Config, "from_environment", lambda: replace(from_environment(), read_retries=0))
        monkeypatch.setattr(polling, "UNKNOWN_FOR", 0.1)
        server.on(GET, MODEL)
        server.on(RUN, {"status": "IN_PROGRESS", "data": f"{server.base}/run/data/run-7"})
        yield server


REFUSALS = [
    (
        Said({"message": "err.agent_is_in_use"}, 403),
        "Not allowed: Another agent uses it: take it out there first.",
    ),
    (Said({"message": "Forbidden"}, 403), "Not allowed. This key may not do that in this workspace."),
    (Said({"message": "Locked by Ann."}, 409), "In conflict: Locked by Ann."),
    (Said({"message": "Conflict"}, 409), "In conflict. Reload it and try again."),
    (
        Said({"message": "No voice.", "error": "err.supplier_error"}, 480),
        "The run was refused: No voice. Change the inputs, if they are the cause, or run another one.",
    ),
    (
        Said({"message": "err.supplier_error"}, 480),
        "The run was refused: The supplier of this model reported an error. "
        "Try again later, or run another one that does the same.",
    ),
    (Said({"message": "No such voice.", "error": "err.input"}, 480), "The run was refused: No such voice."),
    (
        Said({"message": "err.not_enough_balance"}, 402),
        "Not enough credits. Top up the balance, or raise the key's budget.",
    ),
    (
        Said({"message": "Not Found"}, 404),
        "Not found. It may have been deleted, or belong to another workspace.",
    ),
    (Said({"message": "Slow down"}, 429), "Too many requests: Slow down. Wait a little, then try again."),
    (
        Said({"message": "Slow down"}, 429, {"Retry-After": "75"}),
        "Too many requests: Slow down. Try again in 75 s.",
    ),
    (
        Said({"message": "Slow down"}, 429, {"Retry-After": "3000"}),
        "Too many requests: Slow down. Try again in 50 min.",
    ),
    (
        Said({"message": "busy"}, 503, {"Retry-After": "7300"}),
        "The backend has a problem: busy. Try again in 3 h.",
    ),
]


@pytest.mark.parametrize(("reply", "words"), REFUSALS)
def test_a_refusal_is_said_once_with_its_own_remedy(
    aixtui: Command, said: Saying, reply: Said, words: str
) -> None:
    said.on(GET, reply)
    outcome = aixtui("get", "m")
    code = NOT_FOUND if words.startswith("Not found") else KEY if "auth login" in words else FAILED
    assert (outcome.code, outcome.out, outcome.err) == (code, "", f"{words}\n")


def test_a_date_to_come_back_at(aixtui: Command, said: Saying) -> None:
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 600))
    said.on(GET, Said({"message": "no"}, 429, {"Retry-After": date}))
    assert "Try again in 10 min." in aixtui("get", "m").err


NO_JSON = "The backend's answer makes no sense: The platform sent"
URL = "Is the backend URL right? If it is, try again.\n"
FAULT = "A fault of the platform: The platform sent"
SUPPORT = "Try again, or tell its support.\n"
READS = [
    (HANG_UP, f"No answer came: {BROKEN}", "Try again in a moment.\n", None),
    (Said(MODEL, cut=9), f"No answer came: {BROKEN}", "Try again in a moment.\n", None),
    (Said(b"<html>"), f"{NO_JSON} a reply that is not JSON.", URL, None),
    (Said(b""), f"{NO_JSON} an empty reply.", URL, None),
    (Said([MODEL]), f"{FAULT} no document for Model m.", SUPPORT, [MODEL]),
    (
        Said(MODEL | {"params": [{"name": "a"}, 5]}),
        f"{FAULT} a document that cannot be read: params[1]: expected an object, not a number.",
        SUPPORT,
        MODEL | {"params": [{"name": "a"}, 5]},
    ),
    (
        Said(MODEL | {"attributes": "x"}),
        f"{FAULT} a document that cannot be read: attributes: expected an object, not a text.",
        SUPPORT,
        MODEL | {"attributes": "x"},
    ),
]


@pytest.mark.parametrize(("reply", "start", "end", "document"), READS)
def test_a_broken_reply_to_a_read(
    aixtui: Command, said: Saying, reply: Said, start: str, end: str, document: Any
) -> None:
    said.on(GET, reply)
    outcome = aixtui("get", "m")
    assert outcome.code == 1
    assert outcome.err.startswith(start)
    assert outcome.err.endswith(end)
    assert (json.loads(outcome.out) if outcome.out else None) == document
    assert "all the same" not in outcome.err
    assert "defect" not in outcome.err
    assert ".." not in outcome.err


def test_the_key_in_a_document_that_cannot_be_read_is_not_shown(aixtui: Command, said: Saying) -> None:
    said.on("GET /sdk/api-keys/k", {"id": "k", "accessKey": "0123456789abcdef0123", "globalLimits": 5})
    outcome = aixtui("get", "key/k")
    assert "0123456789abcdef0123" not in outcome.out + outcome.err


def test_a_list_says_which_items_and_why(aixtui: Command, said: Saying) -> None:
    said.on(LIST, {"results": [MODEL, {"id": "q", "params": [5]}, 7], "total": 3, "pageTotal": 1})
    outcome = aixtui("ls", "models")
    assert outcome.code == 0
    assert outcome.err.splitlines()[1:] == [
        "2 items of page 1 could not be read:",
        "  item 2, id q: params[0]: expected an object, not a number.",
        "  item 3: expected an object, not a number.",
    ]


@pytest.mark.parametrize(
    "reply", [HANG_UP, Said(b"?"), Said({"results": 5}), Said(5), Said({"results": [MODEL]}, cut=3)]
)
def test_a_broken_list_can_be_asked_for_again(aixtui: Command, said: Saying, reply: Said) -> None:
    said.on(LIST, reply)
    outcome = aixtui("ls", "models")
    assert outcome.code == 1
    assert "ry again" in outcome.err
    assert "all the same" not in outcome.err
    assert "defect" not in outcome.err


@pytest.mark.parametrize(
    ("reply", "start", "end"),
    [
        (HANG_UP, f"No answer came: {BROKEN}", IN_DOUBT),
        (Said(b"?"), "The answer makes no sense: The platform sent a reply that is not JSON.", IN_DOUBT),
        (Said([]), "The answer makes no sense: The platform answered a run with something", IN_DOUBT),
        (Said({"a": 1}), "The answer makes no sense: The platform started a run and did not say", IN_DOUBT),
        (Said({"status": "FAILED", "supplierError": "no"}), "The run failed: no.", "no."),
        (
            Said({"message": "wait"}, 429, {"Retry-After": "3"}),
            "Too many requests: wait.",
            "Try again in 3 s.",
        ),
    ],
)
def test_a_start_that_goes_wrong(aixtui: Command, said: Saying, reply: Said, start: str, end: str) -> None:
    said.on(RUN, reply)
    outcome = aixtui("run", "m")
    assert (outcome.code, outcome.out) == (UNKNOWN if end == IN_DOUBT else FAILED, "")
    assert outcome.err.startswith(start)
    assert outcome.err.endswith(f"{end}\n")
    assert said.sent.count(RUN) == 1


def kept_id(aixtui: Command) -> str:
    """What the journal has its one run under."""
    return aixtui("runs", "ls", "-o", "ids").out.strip()


@pytest.mark.parametrize(
    ("reply", "start", "end"),
    [
        (HANG_UP, f"No answer came: {BROKEN}", ACCEPTED),
        (Said(b"?"), NO_JSON, ACCEPTED),
        (Said([]), "A fault of the platform: The platform answered a poll with something", ACCEPTED),
        (Said({"message": "no such run"}, 404), "Not found: no such run.", ACCEPTED),
        (Said({"message": "down"}, 500), "The backend has a problem: down.", ACCEPTED),
        (
            Said({"status": "FAILED", "supplierError": "no"}),
            "The run failed: no.",
            "",
        ),
        (
            Said({"message": "Unauthorized"}, 401),
            "The API key was not accepted.",
            "aixtui auth status.",
        ),
    ],
)
def test_whatever_goes_wrong_after_the_start_shows_the_run(
    aixtui: Command, said: Saying, reply: Said, start: str, end: str
) -> None:
    said.on(POLL, reply)
    outcome = aixtui("run", "m")
    code = UNKNOWN if end == ACCEPTED else KEY if "key" in start else FAILED
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.startswith(start)
    assert outcome.err.endswith(f"{end} The run's id is {kept_id(aixtui)}.\n".lstrip())
    assert said.sent.count(RUN) == 1


def test_a_run_that_is_not_known_yet(aixtui: Command, said: Saying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "UNKNOWN_FOR", 5)
    done = {"status": "SUCCESS", "completed": True, "data": "hi"}
    said.on(POLL, Said({"message": "no such run"}, 404), done)
    outcome = aixtui("run", "m")
    assert (outcome.code, json.loads(outcome.out)["data"]) == (0, "hi")


def test_what_does_not_run_says_why_although_nothing_else_is_found(aixtui: Command, said: Saying) -> None:
    said.on(GET, {**MODEL, "function": {"id": "f"}, "availability": {"runs": False, "reason": "It sleeps."}})
    said.on(LIST, Said({"message": "no search today"}, 500))
    outcome = aixtui("run", "m")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "M does not run here: It sleeps.\n")
    assert LIST in said.sent
    assert RUN not in said.sent


def test_the_time_is_over_after_the_start(aixtui: Command, said: Saying) -> None:
    said.on(POLL, {"status": "IN_PROGRESS", "completed": "no"})
    outcome = aixtui("run", "m", "--timeout", "3")
    assert outcome.code == UNKNOWN
    run_id = kept_id(aixtui)
    way = f"The run goes on: aixtui runs attach {run_id} watches it again. The run's id is {run_id}.\n"
    assert outcome.err.endswith(f"No result within 3 seconds. The run was accepted. {way}")


@pytest.mark.parametrize(
    ("slow", "words"),
    [
        (RUN, f"The run was sent, and not answered. {IN_DOUBT}\n"),
        (GET, "Nothing was run: it had not been sent.\n"),
    ],
)
def test_the_time_is_over_before(aixtui: Command, said: Saying, slow: str, words: str) -> None:
    is_over = threading.Event()
    said.on_request = lambda where: is_over.wait(LONGEST_WAIT) if where == slow else None
    outcome = aixtui("run", "m", "--timeout", "0.3")
    is_over.set()
    assert outcome.code == (UNKNOWN if slow == RUN else FAILED)
    assert "No result within 0.3 seconds. " in outcome.err
    assert outcome.err.endswith(words)
    assert (RUN in said.sent) is (slow == RUN)


@pytest.mark.parametrize("command", [("ls", "models"), ("get", "m")], ids=" ".join)
def test_a_read_has_a_time_limit_too(aixtui: Command, said: Saying, command: tuple[str, ...]) -> None:
    is_over = threading.Event()
    said.on_request = lambda _where: is_over.wait(LONGEST_WAIT)
    outcome = aixtui(*command, "--timeout", "0.3")
    is_over.set()
    assert (outcome.code, outcome.out) == (1, "")
    words = "No result within 0.3 seconds. Nothing was changed; try again, or give it longer."
    assert words in outcome.err


@pytest.mark.parametrize(
    ("command", "where", "reply"),
    [
        (("get", "m"), GET, {**MODEL, "description": "You sent key-of-the-test."}),
        (("get", "m"), GET, {**MODEL, "description": "You sent key%2dof\\u002dthe-test."}),
        (("ls", "models"), LIST, {"results": [{**MODEL, "name": "key-of-the-test"}], "total": 1}),
        (("run", "m"), RUN, {"status": "SUCCESS", "completed": True, "data": "key-of-the-test"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_key_that_the_server_echoes_is_not_shown(
    aixtui: Command, said: Saying, command: tuple[str, ...], where: str, reply: dict[str, Any]
) -> None:
    said.on(where, reply)
    outcome = aixtui(*command)
    assert outcome.code == 0
    assert "[hidden]" in outcome.out
    assert "key-of-the-test" not in outcome.out + outcome.err


def test_a_limit_of_the_settings_holds_and_is_named(aixtui: Command, said: Saying) -> None:
    said.on(GET, {**MODEL, "attributes": {"a": {"b": {"c": {"d": 1}}}}})
    assert aixtui("get", "m").code == 0
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("[limits]\ndepth = 3\n")
    outcome = aixtui("get", "m")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("Over a limit: The reply has lists and objects more than 3 levels deep")
    assert outcome.err.endswith("It stands in [limits] of config.toml.\n")
    said.on(RUN, {"a": {"b": {"c": {"d": 1}}}})
    said.on(GET, MODEL)
    outcome = aixtui("run", "m")
    assert (outcome.code, outcome.out) == (UNKNOWN, "")
    assert outcome.err.startswith("Over a limit: The reply has lists and objects more than 3 levels deep")
    assert outcome.err.endswith(f"It stands in [limits] of config.toml. {IN_DOUBT}\n")


@pytest.mark.usefixtures("said")
def test_a_proxy_that_is_down(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for name in ("BACKEND_URL", "MODELS_RUN_URL"):
        monkeypatch.setenv(name, "https://backend.test")
    monkeypatch.setenv("https_proxy", f"http://me:a-password@127.0.0.1:{port}")
    outcome = aixtui("ls", "models")
    assert outcome.err.startswith(
        f"Cannot reach the backend: backend.test through the proxy 127.0.0.1:{port}: "
    )
    assert "HTTPS_PROXY" in outcome.err
    assert "a-password" not in outcome.err
