"""`aixtui doctor`: each thing is broken on purpose, and told with its remedy."""

import json
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from aixtui.auth import key_file, keyring_store, stored_keys
from aixtui.auth.secret import Secret
from aixtui.cli.main import run
from aixtui.diagnosis import backend
from aixtui.diagnosis.backend import skew_finding
from aixtui.diagnosis.examination import examine
from aixtui.diagnosis.finding import Finding
from aixtui.diagnosis.python import check_packages
from aixtui.sandbox import RunningSandbox
from aixtui.settings.reading import settings_file
from aixtui.stores.journal import Journal
from aixtui.stores.seen_pages import SeenPage
from aixtui.stores.state import StateStore, state_file
from aixtui.system import clock, paths
from aixtui.workspace import probe

Doctor = Callable[..., dict[str, dict[str, str]]]


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """What it says, by the name of each thing; it ends with 1 exactly where something is wrong."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def look(*arguments: str) -> dict[str, dict[str, str]]:
        code = run(["doctor", "-o", "json", *arguments])
        found = json.loads(capsys.readouterr().out)["items"]
        assert code == any(one["state"] == "wrong" for one in found)
        assert all(one["remedy"] for one in found if one["state"] != "ok")
        return {one["name"]: one for one in found}

    return look


@pytest.fixture
def at_sandbox(
    sandbox: RunningSandbox, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> RunningSandbox:
    monkeypatch.setenv("BACKEND_URL", sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", sandbox.models_url)
    monkeypatch.setenv("TEAM_API_KEY", sandbox.api_key)
    return sandbox


def test_where_all_is_right_nothing_is_wrong(doctor: Doctor, at_sandbox: RunningSandbox) -> None:
    Journal.open().close()
    found = doctor()
    assert [one for one in found.values() if one["state"] == "wrong"] == []
    for name in ("python", "settings", "folders", "journal", "state", "sandbox", "keyring", "key", "backend"):
        assert found[name]["state"] == "ok", found[name]
    assert "accepts the key" in found["backend"]["text"]
    assert "is whole" in found["journal"]["text"]


def test_a_sandbox_that_was_used_is_whole(doctor: Doctor, sandbox_file: Path) -> None:
    paths.data_dir().mkdir(parents=True)
    shutil.copy(sandbox_file, paths.data_dir() / "sandbox.db")
    found = doctor("--offline")["sandbox"]
    assert (found["state"], "is whole" in found["text"]) == ("ok", True), found


def test_it_is_safe_to_be_shown(
    at_sandbox: RunningSandbox,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    own_folders: Path,
) -> None:
    monkeypatch.setenv("HOME", str(own_folders))
    Journal.open().close()
    run(["doctor"])
    said = "".join(capsys.readouterr())
    assert at_sandbox.api_key not in said
    assert str(own_folders) not in said
    assert "~/data/aixtui/journal.db" in said


@pytest.mark.parametrize(("name", "path"), [("journal", "journal.db"), ("sandbox", "sandbox.db")])
@pytest.mark.parametrize("content", [b"no database at all" * 9, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_database_is_told(doctor: Doctor, name: str, path: str, content: bytes) -> None:
    paths.data_dir().mkdir(parents=True)
    file = paths.data_dir() / path
    file.write_bytes(content)
    found = doctor("--offline")[name]
    assert found["state"] == "wrong"
    assert re.search(rf"mv \S+{path} \S+{path}\.old", found["remedy"])
    assert found["remedy"].count("anew") == 1
    assert file.read_bytes() == content


def test_a_database_that_another_program_holds_locked_is_told(doctor: Doctor) -> None:
    Journal.open().close()
    path = paths.data_dir() / "journal.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        found = doctor("--offline")["journal"]
        assert (found["state"], "holds" in found["text"], "fuser" in found["remedy"]) == ("wrong", True, True)
        other.execute("ROLLBACK")
    assert doctor("--offline")["journal"]["state"] == "ok"


@pytest.mark.parametrize("end", ["", "-shm"])
def test_a_database_that_cannot_be_written_is_told(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    Journal.open().close()
    path = paths.data_dir() / f"journal.db{end}"
    path.touch()
    access = os.access
    monkeypatch.setattr(os, "access", lambda one, mode: one != path and access(one, mode))
    found = doctor("--offline")["journal"]
    shown = str(path).replace(str(Path.home()), "~")
    assert (found["state"], found["text"]) == ("wrong", f"{shown} cannot be written")
    assert found["remedy"] == f"chmod u+rw {shown}"


def test_a_theme_that_is_none_is_told(doctor: Doctor) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("theme = 'nordd'", encoding="utf-8")
    found = doctor("--offline")
    assert found["settings"]["state"] == "ok"
    assert (found["start and theme"]["state"], found["start and theme"]["remedy"]) == (
        "wrong",
        "Did you mean 'nord'?",
    )


def test_what_is_wrong_with_the_settings_is_told_once(doctor: Doctor) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("x = = 2", encoding="utf-8")
    found = doctor("--offline")
    assert "aixtui config edit" in found["settings"]["remedy"]
    for name in ("disk cache", "key"):
        assert found[name]["text"] == "not looked at: what is wrong with settings is in the way"


def test_the_pages_that_are_kept_are_counted(doctor: Doctor, own_folders: Path) -> None:
    assert doctor("--offline")["disk cache"]["state"] == "ok"
    with closing(StateStore()) as store:
        store.seen_pages.keep("work", "agent", "q", SeenPage(clock.now().timestamp(), {"rows": []}))
    assert doctor("--offline")["disk cache"]["text"].startswith("1 page in ")
    file = own_folders / "config" / "aixtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[browse]\ndisk-cache = false\n")
    assert "switched off" in doctor("--offline")["disk cache"]["text"]


def test_a_disk_cache_that_cannot_be_read_is_told(doctor: Doctor) -> None:
    state_file().parent.mkdir(parents=True)
    state_file().write_bytes(b"no database at all" * 9)
    assert doctor("--offline")["disk cache"]["state"] == "warning"


def test_a_journal_with_a_damaged_page_is_told(doctor: Doctor) -> None:
    Journal.open().close()
    file = paths.data_dir() / "journal.db"
    data = bytearray(file.read_bytes())
    data[4096 : 4096 * 3] = b"\x55" * 8192
    file.write_bytes(data)
    found = doctor("--offline")["journal"]
    assert (found["state"], "mv " in found["remedy"]) == ("wrong", True)


def test_settings_that_are_wrong_are_told_with_their_line(doctor: Doctor) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("\nprofil = 'work'\n")
    found = doctor("--offline")
    assert (found["settings"]["state"], "line 2" in found["settings"]["text"]) == ("wrong", True)
    assert "Did you mean 'profile'?" in found["settings"]["remedy"]
    settings_file().write_text("profile = 'work'\n")
    assert "'work', which it does not have" in doctor("--offline")["settings"]["text"]
    settings_file().write_text('profile = "sandbox"\n', encoding="utf-8")
    assert doctor("--offline")["settings"]["state"] == "ok"


def test_keys_that_others_can_read_are_told(doctor: Doctor, memory_keyring: Any) -> None:
    stored_keys.store("default", Secret("0123456789abcdef7f2c"), ["https://a"], in_file=True)
    key_file.key_file().chmod(0o644)
    found = doctor("--offline")["folders"]
    assert (found["state"], found["remedy"].startswith("chmod 600")) == ("wrong", True)


def test_a_folder_that_others_can_read_is_told(doctor: Doctor) -> None:
    paths.data_dir().mkdir(parents=True)
    paths.data_dir().chmod(0o755)
    found = doctor("--offline")["folders"]
    assert (found["state"], found["remedy"].startswith("chmod 700")) == ("warning", True)


def test_no_keyring_and_no_key_are_told(doctor: Doctor, memory_keyring: Any) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    found = doctor("--offline")
    assert (found["keyring"]["state"], found["key"]["state"]) == ("warning", "wrong")
    assert "--insecure-storage" in found["keyring"]["remedy"]


def test_a_keyring_that_fails_names_no_profile_that_is_not_there(
    doctor: Doctor, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_keyring, "get_password", lambda *_: 1 / 0)
    found = doctor("--offline")["keyring"]
    assert "aixtui auth login --insecure-storage" in found["remedy"]


def test_a_slow_keyring_is_told(doctor: Doctor, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aixtui.diagnosis.keys.SLOW_SECONDS", 0.0)
    assert doctor("--offline")["keyring"]["state"] == "warning"


def test_a_keyring_that_hangs_is_told(
    doctor: Doctor, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: str) -> None:
        raise keyring_store.KeyringUnavailableError("The keyring did not answer.", "Unlock it.")

    monkeypatch.setattr(keyring_store, "load", locked)
    found = doctor("--offline")["keyring"]
    assert (found["state"], found["remedy"]) == ("warning", "Unlock it.")


def test_a_backend_that_is_not_there_is_told(
    doctor: Doctor, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("BACKEND_URL", f"http://127.0.0.1:{closed.getsockname()[1]}")
    found = doctor()["backend"]
    assert (found["state"], "Cannot reach the backend" in found["text"]) == ("wrong", True)


def test_a_backend_that_takes_questions_and_answers_none_is_told(
    doctor: Doctor, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "PATIENCE_SECONDS", 1)
    monkeypatch.setattr(backend, "PATIENCE_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("BACKEND_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        found = doctor()["backend"]
    assert (found["state"], "did not answer within 1 s" in found["text"]) == ("wrong", True)
    assert "limits" not in found["text"] + found["remedy"]


def test_a_key_that_is_not_accepted_is_told(
    doctor: Doctor, at_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEAM_API_KEY", "wrong-key-0123456789")
    found = doctor()["backend"]
    assert (found["state"], "not accepted" in found["text"]) == ("wrong", True)
    monkeypatch.delenv("TEAM_API_KEY")
    found = doctor()["backend"]
    assert (found["state"], "accepts the key" in found["text"]) == ("ok", False)


@pytest.mark.parametrize(("seconds", "state"), [(3, "ok"), (-3, "ok"), (3700, "warning"), (-3700, "warning")])
def test_a_clock_that_is_wrong_is_told(seconds: int, state: str) -> None:
    found = skew_finding(seconds, datetime(2026, 1, 1, tzinfo=UTC))
    assert (found.state, bool(found.remedy)) == (state, state != "ok")


def test_a_package_that_is_missing_or_old_is_told() -> None:
    (found,) = check_packages(["click>=99", "no-such-package>=1", "httpx>=0.1,<9"])
    assert (found.state, "reinstall" in found.remedy) == ("wrong", True)
    assert "no-such-package is missing" in found.text
    assert ">=99" in found.text
    assert "httpx" not in found.text
    (right,) = check_packages(["click>=8.1"])
    assert right.state == "ok"


@pytest.mark.parametrize(
    ("variables", "name", "words"),
    [
        ({"TERM": "dumb"}, "terminal", "TERM is dumb"),
        ({"COLUMNS": "60", "LINES": "20"}, "terminal", "60x20"),
        ({"LANG": "C"}, "locale", "not UTF-8"),
        ({"TERM": "linux"}, "copying", "copies go to a file"),
    ],
)
def test_a_terminal_that_lacks_something_is_told(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], name: str, words: str
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "LC_CTYPE"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    found = doctor("--offline")[name]
    assert (found["state"] != "ok", words in found["text"]) == (True, True)


def test_settings_of_tmux_are_told(doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text('#!/bin/sh\n[ "$3" = set-clipboard ] && echo off || echo 500\n')
    tmux.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TMUX", "/somewhere")
    found = doctor("--offline")["tmux"]
    assert found["state"] == "warning"
    assert "set-clipboard on; set -s escape-time 10" in found["remedy"]


def test_a_check_that_fails_holds_up_none_of_the_others() -> None:
    def break_down() -> Any:
        raise OSError(5, "The disk makes noises")

    found = list(examine({"first": break_down, "second": lambda: [Finding("second", "ok", "well")]}))
    assert [(one.name, one.state) for one in found] == [("first", "wrong"), ("second", "ok")]
    assert "noises" in found[0].text


@pytest.mark.parametrize("variable", ["BACKEND_URL", "MODELS_RUN_URL"])
@pytest.mark.parametrize("address", ["http://x.com", "x.com", "https://u:p@x.com"])
def test_an_address_of_the_environment_that_cannot_be_used_is_told_once(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, variable: str, address: str
) -> None:
    monkeypatch.setenv(variable, address)
    found = doctor()
    assert (found["addresses"]["state"], variable in found["addresses"]["text"]) == ("wrong", True), found
    assert "what is wrong with addresses is in the way" in found["key"]["text"]


def test_an_address_of_a_profile_that_is_not_used_is_told_with_its_line(
    doctor: Doctor, at_sandbox: RunningSandbox
) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("[profiles.work]\nmodels-url = 'http://x.com'\n", encoding="utf-8")
    found = doctor()
    assert (found["addresses"]["state"], found["key"]["state"]) == ("wrong", "ok")
    assert "profiles.work.models-url" in found["addresses"]["text"]
    assert "line 2" in found["addresses"]["text"]
