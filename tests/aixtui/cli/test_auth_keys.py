"""`aixtui auth list|switch|import|rotate`, the private file, and addresses that are new."""

import json
import os
import pty
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import keyring
import pytest
from keyring.backends import fail

from aixsdk.exceptions import ConnectionFailedError
from aixtui.auth import key_file, keyring_store, stored_keys
from aixtui.auth.secret import Secret
from aixtui.cli.exit_codes import DONE, FAILED, KEY, UNREACHABLE, USAGE
from aixtui.sandbox import RunningSandbox
from aixtui.settings.reading import read_settings
from aixtui.workspace.rotation import KeyRotation
from tests.aixtui.cli.conftest import Command


@pytest.fixture
def no_keyring(memory_keyring: Any) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def at_fresh_sandbox(fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> RunningSandbox:
    monkeypatch.setenv("BACKEND_URL", fresh_sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", fresh_sandbox.models_url)
    return fresh_sandbox


def request(sandbox: RunningSandbox, method: str, path: str, body: Any = None) -> Any:
    """Ask the sandbox by its own key."""
    asked = Request(
        sandbox.backend_url + path,
        json.dumps(body).encode() if body is not None else None,
        {"x-api-key": sandbox.api_key, "content-type": "application/json"},
        method=method,
    )
    with urlopen(asked) as reply:
        return json.load(reply)


def limited_key(sandbox: RunningSandbox) -> str:
    made = request(
        sandbox,
        "POST",
        "/sdk/api-keys",
        {"name": "ci", "budget": 5.0, "globalLimits": {"tpm": 9, "tpd": 99, "rpm": 900, "rpd": 9999}},
    )
    return str(made["accessKey"])


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_a_private_file_is_used_on_request_and_told(
    aixtui: Command, sandbox_addresses: Any, feed_stdin: Any
) -> None:
    feed_stdin(sandbox_addresses.api_key)
    refused = aixtui("auth", "login")
    assert refused.code == KEY
    for choice in ("TEAM_API_KEY", "key_command", "--api-key-stdin", "--insecure-storage"):
        assert choice in refused.err
    assert not key_file.key_file().exists()
    feed_stdin(sandbox_addresses.api_key)
    stored = aixtui("auth", "login", "--insecure-storage")
    assert (stored.code, "unencrypted" in stored.err) == (DONE, True)
    status = aixtui("auth", "status")
    assert "private file (unencrypted)" in status.out
    assert "kept in a file, unencrypted" in status.err
    assert aixtui("ls", "agents").code == DONE
    assert "from the private file" in aixtui("auth", "logout").err
    assert not key_file.key_file().exists()


def test_status_asks_the_network_only_on_request(
    aixtui: Command, sandbox_addresses: Any, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin(sandbox_addresses.api_key)
    aixtui("auth", "login")
    checked = aixtui("auth", "status", "--check")
    assert "the backend accepts the key" in checked.out
    closed = ("--backend-url", "http://127.0.0.1:9", "--trust-origin", "http://127.0.0.1:9")
    assert aixtui("auth", "status", *closed).code == DONE
    assert aixtui("auth", "status", "--check", *closed).code == UNREACHABLE
    document = json.loads(aixtui("auth", "status", "--check", "-o", "json").out)
    assert (document["from"], document["key"]) == ("keyring", f"…{sandbox_addresses.api_key[-4:]}")
    memory_keyring.entries["aixtui", "default"] = json.dumps(
        {"key": "wrong-key-0123456789", "origins": [sandbox_addresses.backend_url]}
    )
    assert aixtui("auth", "status").code == DONE
    assert aixtui("auth", "status", "--check").code == KEY


def test_list_tells_where_the_key_of_each_profile_is(
    aixtui: Command, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("work", "home", "safe", "none"):
        aixtui("profile", "add", name, *(("--key-command", "exit 1") if name == "safe" else ()))
    aixtui("auth", "switch", "work")
    stored_keys.store("work", Secret("0123456789abcdef7f2c"), ["https://a"])
    stored_keys.store("home", Secret("fedcba98765432100abc"), ["https://a"], in_file=True)
    listed = json.loads(aixtui("auth", "list", "-o", "json").out)["items"]
    assert [(one["name"], one["in_use"], one["place"], one["hint"]) for one in listed] == [
        ("default", False, "none", None),
        ("work", True, "keyring", "…7f2c"),
        ("home", False, "private file (unencrypted)", "…0abc"),
        ("safe", False, "key_command", None),
        ("none", False, "none", None),
        ("sandbox", False, "sandbox", None),
    ]
    assert "abcdef" not in aixtui("auth", "list").out
    monkeypatch.setenv("AIXTUI_PROFILE", "home")
    listed = json.loads(aixtui("auth", "list", "-o", "json").out)["items"]
    assert [one["name"] for one in listed if one["in_use"]] == ["home"]


def test_a_keyring_that_cannot_be_asked_is_asked_once_and_told(
    aixtui: Command, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    aixtui("profile", "add", "work")
    aixtui("profile", "add", "home")
    stored_keys.store("home", Secret("fedcba98765432100abc"), ["https://a"], in_file=True)
    calls: list[str] = []

    def locked(name: str) -> None:
        calls.append(name)
        raise keyring_store.KeyringUnavailableError("The keyring is locked.", "Unlock it.")

    monkeypatch.setattr(keyring_store, "load", locked)
    listed = aixtui("auth", "list", "-o", "json")
    places = [one["place"] for one in json.loads(listed.out)["items"]]
    assert places == ["unknown", "unknown", "private file (unencrypted)", "sandbox"]
    assert calls == ["default"]
    assert listed.err.count("The keyring is locked. Unlock it.") == 1


def test_switch_names_the_profile_that_is_used(aixtui: Command) -> None:
    aixtui("profile", "add", "work")
    assert aixtui("auth", "switch", "work").code == DONE
    assert read_settings().profile == "work"
    assert "Did you mean work?" in aixtui("auth", "switch", "wrk").err


def test_import_takes_the_key_of_the_environment_if_it_works(
    aixtui: Command, sandbox_access: Any, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = aixtui("auth", "import")
    assert (done.code, "TEAM_API_KEY goes before it" in done.err) == (DONE, True)
    kept = stored_keys.load("default")
    assert kept is not None
    assert kept.stored.key.reveal() == sandbox_access.api_key
    memory_keyring.entries.clear()
    monkeypatch.setenv("TEAM_API_KEY", "wrong-key-0123456789")
    assert aixtui("auth", "import").code == KEY
    assert memory_keyring.entries == {}
    monkeypatch.delenv("TEAM_API_KEY")
    none = aixtui("auth", "import")
    assert (none.code, "neither TEAM_API_KEY nor AIXPLAIN_API_KEY is set" in none.err) == (USAGE, True)


def test_rotate_makes_a_key_keeps_it_and_deletes_the_old_one(
    aixtui: Command, at_fresh_sandbox: RunningSandbox, memory_keyring: Any, feed_stdin: Any
) -> None:
    old = limited_key(at_fresh_sandbox)
    feed_stdin(old)
    aixtui("auth", "login")
    assert aixtui("auth", "rotate").code == USAGE  # nobody can be asked
    done = aixtui("auth", "rotate", "--yes")
    assert done.code == DONE, done.err
    kept = stored_keys.load("default")
    assert kept is not None
    new = kept.stored.key.reveal()
    assert new != old
    assert aixtui("auth", "status", "--check").code == DONE
    keys = [one for one in request(at_fresh_sandbox, "GET", "/sdk/api-keys") if one["name"].startswith("ci")]
    assert len(keys) == 1
    assert keys[0]["name"].startswith("ci, rotated ")
    assert (keys[0]["budget"], keys[0]["globalLimits"]["rpm"]) == (5.0, 900)
    assert old not in done.err
    assert new not in done.err
    feed_stdin(old)
    assert aixtui("ls", "agents", "--api-key-stdin").code == KEY


def test_a_new_key_that_cannot_be_kept_is_deleted_again(
    aixtui: Command,
    at_fresh_sandbox: RunningSandbox,
    memory_keyring: Any,
    feed_stdin: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = limited_key(at_fresh_sandbox)
    feed_stdin(old)
    aixtui("auth", "login")

    def refuse(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(memory_keyring, "set_password", refuse)
    assert aixtui("auth", "rotate", "--yes").code == KEY
    names = [one["name"] for one in request(at_fresh_sandbox, "GET", "/sdk/api-keys")]
    assert [name for name in names if name.startswith("ci")] == ["ci"]
    assert aixtui("auth", "status", "--check").code == DONE


def test_an_old_key_that_stays_is_told_and_the_new_one_is_in_use(
    aixtui: Command, at_fresh_sandbox: RunningSandbox, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin(at_fresh_sandbox.api_key)
    aixtui("auth", "login")
    done = aixtui("auth", "rotate", "--yes")
    assert (done.code, "own key cannot be deleted" in done.err) == (FAILED, True)
    assert f"The old key …{at_fresh_sandbox.api_key[-4:]} was not deleted." in done.err
    assert ("aixtui rm" in done.err, "It stays valid beside the new one" in done.err) == (False, True)
    assert aixtui("auth", "status", "--check").code == DONE
    kept = stored_keys.load("default")
    assert kept is not None
    assert kept.stored.key.reveal() != at_fresh_sandbox.api_key


def test_an_old_key_that_could_not_be_asked_for_is_deleted_by_the_command_that_is_told(
    aixtui: Command,
    at_fresh_sandbox: RunningSandbox,
    memory_keyring: Any,
    feed_stdin: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert aixtui("profile", "add", "work").code == DONE
    feed_stdin(limited_key(at_fresh_sandbox))
    aixtui("auth", "login", "--profile", "work")

    def lose(_: KeyRotation) -> None:
        raise ConnectionFailedError("It hung up.")

    with monkeypatch.context() as only_now:
        only_now.setattr(KeyRotation, "delete_old", lose)
        done = aixtui("auth", "rotate", "--yes", "--profile", "work")
    assert done.code == FAILED
    command = done.err.rpartition("Delete it with: aixtui ")[2].split()
    assert command[-2:] == ["--profile", "work"]
    assert aixtui(*command, "--yes").code == DONE
    names = [one["name"] for one in request(at_fresh_sandbox, "GET", "/sdk/api-keys")]
    assert [name for name in names if name == "ci"] == []


def test_where_the_new_key_could_do_less_nothing_changes(
    aixtui: Command, at_fresh_sandbox: RunningSandbox, memory_keyring: Any, feed_stdin: Any, tmp_path: Path
) -> None:
    feed_stdin(limited_key(at_fresh_sandbox))
    aixtui("auth", "login")
    with closing(sqlite3.connect(tmp_path / "sandbox.db")) as database, database:
        database.execute("UPDATE api_keys SET is_admin = 1 WHERE name = 'ci'")
    before = dict(memory_keyring.entries)
    refused = aixtui("auth", "rotate", "--yes")
    assert (refused.code, "admin's key" in refused.err) == (KEY, True)
    assert memory_keyring.entries == before
    assert len(request(at_fresh_sandbox, "GET", "/sdk/api-keys")) == 2


def test_a_key_of_the_environment_is_not_rotated(
    aixtui: Command, sandbox_access: Any, memory_keyring: Any
) -> None:
    refused = aixtui("auth", "rotate", "--yes")
    assert (refused.code, "environment variable TEAM_API_KEY" in refused.err) == (USAGE, True)


def test_a_read_only_profile_is_not_rotated(
    aixtui: Command, at_fresh_sandbox: RunningSandbox, memory_keyring: Any, feed_stdin: Any
) -> None:
    feed_stdin(limited_key(at_fresh_sandbox))
    aixtui("auth", "login")
    assert aixtui("auth", "rotate", "--yes", "--read-only=yes").code == FAILED
    assert len(request(at_fresh_sandbox, "GET", "/sdk/api-keys")) == 2


class TestAnotherAddress:
    """A stored key, and a BACKEND_URL that it was not checked against."""

    def test_off_a_terminal_it_is_refused_and_the_option_named(
        self, aixtui: Command, sandbox_addresses: Any, memory_keyring: Any
    ) -> None:
        stored_keys.store("default", Secret(sandbox_addresses.api_key), ["https://elsewhere.test"])
        refused = aixtui("ls", "agents")
        assert refused.code == KEY
        assert f"--trust-origin {sandbox_addresses.backend_url}" in refused.err
        assert aixtui("ls", "agents", "--trust-origin", sandbox_addresses.backend_url).code == DONE
        assert aixtui("ls", "agents", "--trust-origin", "https://third.test").code == KEY
        assert aixtui("ls", "agents").code == KEY  # this once is this once
        assert aixtui("ls", "agents", "--trust-origin", "ftp://x").code == USAGE

    @pytest.mark.parametrize(("answer", "code"), [("y", DONE), ("n", KEY)])
    @pytest.mark.parametrize("command", [("ls", "agents"), ("rm", "agent/no-such-agent", "--yes")])
    def test_on_a_terminal_it_is_asked_about(
        self,
        sandbox_addresses: Any,
        memory_keyring: Any,
        on_terminal: Callable[..., tuple[int, str]],
        command: tuple[str, ...],
        answer: str,
        code: int,
    ) -> None:
        stored_keys.store(
            "default", Secret(sandbox_addresses.api_key), ["https://elsewhere.test"], in_file=True
        )
        ended, said = on_terminal(command, answer)
        assert f"to {sandbox_addresses.backend_url}, this once?" in said
        assert sandbox_addresses.api_key not in said
        assert (ended == KEY) == (code == KEY)


@pytest.fixture
def on_terminal() -> Callable[..., tuple[int, str]]:
    """Run a command line on a terminal of its own and answer its first question."""

    def run(command: tuple[str, ...], answer: str) -> tuple[int, str]:
        parent, child = pty.openpty()
        with os.fdopen(parent, "r+b", buffering=0) as terminal:
            process = subprocess.Popen(
                [sys.executable, "-m", "aixtui", *command], stdin=child, stdout=child, stderr=child
            )
            os.close(child)
            said = b""
            try:
                while b"[y/N]" not in said:
                    said += terminal.read(4096)
                terminal.write(f"{answer}\n".encode())
                while piece := terminal.read(4096):
                    said += piece
            except OSError:  # the terminal has been left
                pass
            return process.wait(60), said.decode()

    return run


class TestExec:
    """A program that is given the key."""

    SHOW = (
        "import os; print(*(os.environ.get(n) for n in ('TEAM_API_KEY', 'BACKEND_URL', 'AIXPLAIN_API_KEY')))"
    )

    def test_the_program_has_the_key_in_its_environment_and_not_in_our_arguments(
        self, sandbox_addresses: Any
    ) -> None:
        key, url = sandbox_addresses.api_key, sandbox_addresses.backend_url
        stored_keys.store("default", Secret(key), [url], in_file=True)
        arguments = "open(f'/proc/{os.getppid()}/cmdline').read()"
        show = f"{self.SHOW}; print({arguments}.count(os.environ['TEAM_API_KEY']))"
        environ = {**os.environ, "AIXPLAIN_API_KEY": ""}
        done = subprocess.run(
            [sys.executable, "-m", "aixtui", "exec", "--", sys.executable, "-c", show],
            capture_output=True,
            text=True,
            check=False,
            env=environ,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == [f"{key} {url} None", "0"]

    def test_it_ends_as_the_program_does(self, aixtui: Command, sandbox_access: Any) -> None:
        assert aixtui("exec", "--", sys.executable, "-c", "raise SystemExit(9)").code == 9
        assert aixtui("exec", "--", "sh", "-c", "kill -TERM $$").code == 143
        missing = aixtui("exec", "--", "no-such-program")
        assert (missing.code, "no-such-program: No such file" in missing.err) == (127, True)

    def test_the_sandbox_is_there_for_as_long_as_the_program(self, tmp_path: Path) -> None:
        ask = (
            "import os, urllib.request as u; q = u.Request(os.environ['BACKEND_URL'] + '/sdk/billing/wallet',"
            " headers={'x-api-key': os.environ['TEAM_API_KEY']}); print(u.urlopen(q).status)"
        )
        command = [sys.executable, "-m", "aixtui", "exec", "--ephemeral", "--", sys.executable, "-c", ask]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "200\n"), done.stderr

    def test_options_behind_the_command_are_its_own(self, aixtui: Command, sandbox_access: Any) -> None:
        assert aixtui("exec", "sh", "-c", 'exit "$#"', "--profile", "--sandbox", "x").code == 2

    def test_without_a_key_nothing_is_started(
        self, aixtui: Command, sandbox_addresses: Any, memory_keyring: Any, tmp_path: Path
    ) -> None:
        assert aixtui("exec", "--", "touch", str(tmp_path / "started")).code == KEY
        assert not (tmp_path / "started").exists()
