"""`aixtui profile`: named workspaces."""

import json
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from aixtui.cli.exit_codes import FAILED, USAGE
from aixtui.settings.reading import read_settings, settings_file
from aixtui.settings.tree import Profile
from tests.aixtui.cli.conftest import Command


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
    assert [(one["name"], one["in_use"]) for one in listed] == [("default", False), ("work", True)]
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
    assert "auth login --profile" not in added.err


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


def test_a_profile_that_is_not_there_is_refused_with_the_nearest_one(aixtui: Command) -> None:
    aixtui("profile", "add", "work")
    assert "Did you mean work?" in aixtui("ls", "models", "--profile", "wrok").err
    assert "Add it: aixtui profile add 'far away'" in aixtui("ls", "models", "--profile", "far away").err
