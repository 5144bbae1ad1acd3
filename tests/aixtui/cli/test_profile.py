"""`aixtui profile`: named workspaces."""

import json
import shutil
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from aixtui.auth import key_file
from aixtui.auth.secret import Secret
from aixtui.cli.exit_codes import FAILED, USAGE
from aixtui.sandbox import start
from aixtui.settings.connection import BACKEND_URL
from aixtui.settings.reading import read_settings, settings_file
from aixtui.settings.tree import Profile
from tests.aixtui.cli.conftest import Command

FACTS = "name,backend_url,models_url,key_from"


def test_a_profile_is_added_changed_used_and_removed(aixtui: Command, memory_keyring: Any) -> None:
    added = aixtui("profile", "add", "work", "--backend-url", "https://work.test", "--tint", "warn")
    assert added.code == 0
    assert "aixtui auth login --profile work" in added.err
    assert read_settings().profiles == {"work": Profile("https://work.test", tint="warn")}
    assert aixtui("profile", "add", "work").code == FAILED
    assert aixtui("profile", "edit", "work", "--tint", "", "--read-only", "yes").code == 0
    assert read_settings().profiles["work"] == Profile("https://work.test", read_only=True)
    assert aixtui("profile", "use", "work").code == 0
    listed = json.loads(aixtui("profile", "ls", "-o", "json").out)["items"]
    assert [(one["name"], one["in_use"]) for one in listed] == [
        ("default", False),
        ("work", True),
        ("sandbox", False),
    ]
    assert aixtui("profile", "rm", "work").code == USAGE
    memory_keyring.set_password("aixtui", "work", "{}")
    assert aixtui("profile", "rm", "work", "--yes").code == 0
    assert (read_settings().profiles, read_settings().profile) == ({}, "default")
    assert memory_keyring.entries == {}


@pytest.mark.usefixtures("memory_keyring")
def test_how_a_profile_gets_its_key_is_told_by_what_there_is(aixtui: Command) -> None:
    added = aixtui("profile", "add", "one", "--key-command", "pass show one")
    assert added.err == "Added the profile one. Its key is what the key command prints.\n"
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    added = aixtui("profile", "add", "two")
    assert "Set TEAM_API_KEY" in added.err
    assert "aixtui auth login --profile two --insecure-storage" in added.err  # alone it is another's key
    assert (
        "aixtui auth login --profile two --insecure-storage" in aixtui("ls", "agents", "--profile", "two").err
    )
    assert "aixtui auth login --insecure-storage" in aixtui("ls", "agents").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("edit", "wrk", "--tint", "bad"), "Did you mean work?"),
        (("edit", "work"), "Say what is to change: --backend-url"),
        (("use", "nothing"), "There is no profile 'nothing'"),
        (("rm", "nothing", "--yes"), "There is no profile 'nothing'"),
        (("add", "a.b"), "is no name of a profile"),
        (("add", "x", "--backend-url", "ftp://x"), "is not usable"),
        (("add", "x", "--tint", "red"), "must be one of good, info, warn, bad"),
        (("edit", "work", "--backend-url", "http://example.com"), "https"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    aixtui: Command, arguments: tuple[str, ...], words: str
) -> None:
    aixtui("profile", "add", "work")
    before = settings_file().read_text(encoding="utf-8")
    outcome = aixtui("profile", *arguments)
    assert outcome.code != 0
    assert words in outcome.err
    assert settings_file().read_text(encoding="utf-8") == before


def test_the_sandbox_is_built_in(aixtui: Command) -> None:
    outcome = aixtui("profile", "add", "sandbox")
    assert outcome.code == USAGE
    assert "the built-in profile of the sandbox" in outcome.err

    for verb in (("edit", "sandbox", "--tint", "bad"), ("rm", "sandbox", "--yes")):
        assert "sandbox is built in" in aixtui("profile", *verb).err
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("[profiles.sandbox]\n", encoding="utf-8")
    assert "'profiles.sandbox' is built in" in aixtui("config", "check").err


IDS = ("ls", "models", "-o", "ids", "--limit", "3")


def test_the_sandbox_is_a_profile_by_name(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = aixtui(*IDS, "--sandbox").out
    assert expected
    assert aixtui(*IDS, "--profile", "sandbox").out == expected
    assert aixtui("--profile", "sandbox", *IDS).out == expected
    monkeypatch.setenv("AIXTUI_PROFILE", "sandbox")
    assert aixtui(*IDS).out == expected
    monkeypatch.delenv("AIXTUI_PROFILE")
    assert aixtui("profile", "use", "sandbox").code == 0
    assert aixtui(*IDS).out == expected
    assert '"sandbox"' in aixtui("config", "get", "profile").out


def test_the_sandbox_has_an_address_while_it_runs(
    aixtui: Command, sandbox_file: Path, tmp_path: Path
) -> None:
    database = tmp_path / "sandbox.db"
    shutil.copy(sandbox_file, database)

    def listed() -> list[Any]:
        documents = json.loads(aixtui("--db", str(database), "profile", "ls", "--json", FACTS).out)
        return [list(one.values()) for one in documents if one["name"] == "sandbox"]

    assert listed() == [["sandbox", None, None, "sandbox"]]
    with start(database) as running:
        assert listed() == [["sandbox", running.backend_url, running.models_url, "sandbox"]]
    assert listed() == [["sandbox", None, None, "sandbox"]]


def test_the_sandbox_by_name_is_refused_an_address_and_left_for_another_profile(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "another --profile" in aixtui(*IDS, "--profile", "sandbox", "--backend-url", "https://x.test").err
    monkeypatch.setenv("AIXTUI_PROFILE", "sandbox")
    assert aixtui("auth", "login").err.startswith("The sandbox has a key of its own")
    assert "no API key for profile 'default'" in aixtui(*IDS, "--profile", "default").err


def test_each_profile_is_listed_with_where_it_leads_and_where_its_key_is(
    aixtui: Command, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    aixtui("profile", "add", "work", "--backend-url", "https://work.test")
    aixtui("profile", "add", "pass", "--key-command", "pass show x")
    aixtui("profile", "add", "filed")
    memory_keyring.set_password("aixtui", "work", "{}")
    key_file.store("filed", Secret("a-key-of-a-file"), ["https://x.test"])
    fields = ("profile", "ls", "--json", "name,backend_url,key_from,in_use")
    monkeypatch.setenv("AIXTUI_PROFILE", "work")

    def listed() -> list[list[Any]]:
        return [list(one.values()) for one in json.loads(aixtui(*fields).out)]

    assert listed() == [
        ["default", BACKEND_URL, "none", False],
        ["work", "https://work.test", "keyring", True],
        ["pass", BACKEND_URL, "the profile's key_command", False],
        ["filed", BACKEND_URL, "private file (unencrypted)", False],
        ["sandbox", None, "sandbox", False],
    ]
    monkeypatch.setenv("TEAM_API_KEY", "a-key-of-the-environment")
    monkeypatch.setenv("BACKEND_URL", "https://environment.test")
    assert listed()[1] == ["work", "https://environment.test", "TEAM_API_KEY", True]


def test_a_profile_that_is_not_there_is_refused_with_the_nearest_one(aixtui: Command) -> None:
    aixtui("profile", "add", "work")
    assert "Did you mean work?" in aixtui("ls", "models", "--profile", "wrok").err
    assert "Add it: aixtui profile add 'far away'" in aixtui("ls", "models", "--profile", "far away").err


@pytest.mark.usefixtures("memory_keyring")
def test_one_address_alone_is_told_with_where_the_rest_goes(aixtui: Command) -> None:
    backend, models = ("--backend-url", "https://work.test"), ("--models-url", "https://work.test/run")
    assert "models still run at https://models" in aixtui("profile", "add", "work", *backend).err
    assert aixtui("profile", "edit", "work", "--tint", "warn").err == "Changed the profile work.\n"
    assert aixtui("profile", "edit", "work", *models).err == "Changed the profile work.\n"
    assert "all but runs still goes to https" in aixtui("profile", "edit", "work", "--backend-url", "").err
    assert "Note" not in aixtui("profile", "add", "both", *backend, *models).err


def test_an_empty_option_says_nothing_of_a_profile(aixtui: Command) -> None:
    empty = ("--key-command", "", "--tint", "", "--backend-url", "")
    added = aixtui("profile", "add", "work", *empty)
    assert (added.code, read_settings().profiles) == (0, {"work": Profile()})
    assert aixtui("config", "set", "profiles.other.tint", "--unset").code == 0
    assert list(read_settings().profiles) == ["work"]


@pytest.mark.parametrize("name", ["", " ", "a.b", "a'b", "we\nird", "--x", "-", "a\x1b[31m"])
def test_what_is_no_name_of_a_profile_is_refused(aixtui: Command, name: str) -> None:
    refused = aixtui("profile", "add", "--", name)
    assert (refused.code, "no name of a profile" in refused.err) == (USAGE, True)
    assert read_settings().profiles == {}


def test_the_one_that_needs_no_setting_is_not_told_to_be_none(aixtui: Command) -> None:
    refused = aixtui("profile", "rm", "default", "--yes")
    assert (refused.code, "Did you mean" in refused.err) == (USAGE, False)
    assert "aixtui auth logout" in refused.err
