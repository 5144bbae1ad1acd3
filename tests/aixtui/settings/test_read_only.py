from pathlib import Path
from typing import get_args

import pytest

from aixtui.settings.read_only import Change, Mode, ReadOnly, ReadOnlyError, resolve_read_only
from aixtui.settings.reading import read_settings
from aixtui.settings.tree import Profile, ReadOnlySetting, Settings
from aixtui.setup_error import SettingsError

PROFILES = {"work": Profile(read_only="except-runs"), "own": Profile()}
ALL = Settings(read_only=True, profiles=PROFILES)
VARIABLE = "AIXTUI_READ_ONLY"


def test_option_beats_environment_beats_profile_beats_what_holds_for_all() -> None:
    by_option = resolve_read_only(ALL, "work", {VARIABLE: "1"}, "no")
    assert by_option == ReadOnly("no", "--read-only")
    by_variable = resolve_read_only(ALL, "work", {VARIABLE: "1"})
    assert by_variable == ReadOnly("yes", "environment variable AIXTUI_READ_ONLY")
    by_profile = resolve_read_only(ALL, "work", {})
    assert by_profile == ReadOnly("except-runs", "profiles.work.read_only of config.toml")
    assert resolve_read_only(ALL, "own", {}) == ReadOnly("yes", "read_only of config.toml")
    assert resolve_read_only(Settings(), "default", {}) == ReadOnly()


def test_the_sandbox_follows_what_holds_for_all_and_no_profile() -> None:
    named = Settings(profiles={"sandbox": Profile(read_only=True)})
    assert resolve_read_only(named, None, {}).mode == "no"
    assert resolve_read_only(ALL, None, {}).mode == "yes"
    assert resolve_read_only(ALL, None, {VARIABLE: "0"}).mode == "no"


def test_a_profile_may_be_written_to_where_all_others_are_only_read() -> None:
    settings = Settings(read_only=True, profiles={"own": Profile(read_only=False)})
    assert resolve_read_only(settings, "own", {}).mode == "no"


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_variable_loosens_nothing(text: str) -> None:
    assert resolve_read_only(ALL, "work", {VARIABLE: text}).mode == "except-runs"


@pytest.mark.parametrize(
    ("text", "mode"), [("1", "yes"), ("0", "no"), ("except-runs", "except-runs"), (" 1 ", "yes")]
)
def test_what_the_variable_may_say(text: str, mode: Mode) -> None:
    assert resolve_read_only(Settings(), "default", {VARIABLE: text}).mode == mode


@pytest.mark.parametrize("text", ["true", "2", "yes", "except_runs"])
def test_another_word_of_the_variable_is_refused_with_what_it_may_be(text: str) -> None:
    with pytest.raises(SettingsError, match=f"{VARIABLE} is '{text}'") as caught:
        resolve_read_only(Settings(), "default", {VARIABLE: text})
    assert caught.value.hint == "It must be one of 1, 0, except-runs."


@pytest.mark.parametrize("key", ["read-only", "read_only"])
@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("false", False), ('"except-runs"', "except-runs")]
)
def test_it_is_set_for_all_and_for_a_profile(
    tmp_path: Path, key: str, text: str, value: ReadOnlySetting
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"{key} = {text}\n[profiles.work]\n{key} = {text}\n", encoding="utf-8")
    assert read_settings(file) == Settings(read_only=value, profiles={"work": Profile(read_only=value)})


@pytest.mark.parametrize("text", ["1", "0", "1.0", "'yes'", "'true'", "[]", "{}", "''"])
@pytest.mark.parametrize("table", ["", "profiles.work."])
def test_another_value_is_refused_by_file_and_key(tmp_path: Path, text: str, table: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"{table}read-only = {text}", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    expected = f"In {file}, line 1, the key '{table}read-only' must be one of true, false, except-runs."
    assert str(caught.value) == expected


def test_two_spellings_of_a_key_contradict_each_other(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("read-only = true\nread_only = false\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="'read_only' stands there with - and with _"):
        read_settings(file)


@pytest.mark.parametrize("change", get_args(Change))
def test_a_change_is_refused_with_who_says_so_and_the_way_out(change: Change) -> None:
    ReadOnly().check(change)
    for origin in ("environment variable AIXTUI_READ_ONLY", "profiles.work.read_only of config.toml"):
        with pytest.raises(ReadOnlyError, match=r"^Nothing is [\w ]+ here\.$") as caught:
            ReadOnly("yes", origin).check(change)
        assert caught.value.hint == f"Set by {origin}; start again with --read-only=no to change that."


def test_what_only_reads_is_never_refused() -> None:
    for capability in ("search", "get", "messages", "download", ""):
        assert ReadOnly("yes", "--read-only").refuses(capability) is None
    assert ReadOnly("except-runs", "--read-only").refuses("run") is None
