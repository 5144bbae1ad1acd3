import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from aixsdk import Limits
from aixtui.settings.reading import read_settings, settings_file
from aixtui.settings.tree import Browse, Profile, ReplyLimits, Settings
from aixtui.setup_error import SettingsError
from tests.other_files import NOT_FILES, give_away


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_no_file_means_defaults(file: Path) -> None:
    assert read_settings(file) == Settings(profile="default", browse=Browse(page_size=None), profiles={})


def test_all_settings_are_read(file: Path) -> None:
    file.write_text(
        'profile = "work"\n[browse]\npage_size = 50\n'
        '[profiles.work]\nbackend_url = "https://b"\nmodels_url = "https://m"\nkey_command = "pass show k"\n'
        "[profiles.other]\n"
    )
    assert read_settings(file) == Settings(
        "work", Browse(50), {"work": Profile("https://b", "https://m", "pass show k"), "other": Profile()}
    )


@pytest.mark.parametrize(
    ("text", "key", "rest"),
    [
        ("profil = 'x'", "profil", "is unknown"),
        ("[browse]\npagesize = 3", "browse.pagesize", "is unknown"),
        ("[profiles.work]\ntint = 'red'", "profiles.work.tint", "must be one of good, info, warn, bad"),
        ("[profiles.w]\nbackend = 'x'", "profiles.w.backend", "is unknown"),
        ("[profiles.w]\nzzz = 'x'", "profiles.w.zzz", "is unknown"),
        ("profile = 3", "profile", "must be text"),
        ("profile = ''", "profile", "must be text"),
        ("profile = {}", "profile", "must be text"),
        ("browse = 3", "browse", "must be a table"),
        ("profiles = []", "profiles", "must be a table"),
        ("[profiles]\nw = 1", "profiles.w", "must be a table"),
        ("[runs]\nkeep_days = 0", "runs.keep_days", "must be a whole number from 1 to 36,500"),
        ("[runs]\nreattach = true", "runs.reattach", "must be one of ask, auto"),
        ("[runs]\nnotify = 'horn'", "runs.notify", "must be one of message, bell, osc9, osc777, none"),
        ("editing = 1", "editing", "must be a table"),
        ("[editing]\nask-before-save = 0", "editing.ask-before-save", "must be one of true, false"),
        ("[editing]\nask-before-save = 'no'", "editing.ask-before-save", "must be one of true, false"),
        ("[editing]\nask = false", "editing.ask", "is unknown"),
        ("[limits]\ndepth = 0", "limits.depth", "must be a whole number from 1 to 500"),
        ("[limits]\nreply_mb = 9999", "limits.reply_mb", "must be a whole number from 1 to 1,024"),
        ("[limits]\nreply = 9", "limits.reply", "is unknown"),
        ("[browse]\npage_size = 0", "browse.page_size", "must be a whole number from 1 to 100"),
        ("[browse]\npage_size = 101", "browse.page_size", "must be a whole number from 1 to 100"),
        ("[browse]\npage_size = true", "browse.page_size", "must be a whole number from 1 to 100"),
        ("[browse]\npage_size = '20'", "browse.page_size", "must be a whole number from 1 to 100"),
    ],
)
def test_a_wrong_setting_is_refused_by_file_and_key(file: Path, text: str, key: str, rest: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError) as excinfo:
        read_settings(file)
    assert str(file) in str(excinfo.value)
    assert f"{key!r} {rest}" in str(excinfo.value)


def test_the_nearest_key_is_offered_only_if_one_is_near(file: Path) -> None:
    file.write_text("[browse]\npagesize = 3")
    with pytest.raises(SettingsError) as near:
        read_settings(file)
    file.write_text("[browse]\nzzz = 3")
    with pytest.raises(SettingsError) as far:
        read_settings(file)
    assert near.value.hint == "Did you mean 'page_size'?"
    assert far.value.hint == ""


@pytest.mark.parametrize(("data", "reason"), [(b"a = ", "not valid TOML"), (b'a = "\xff"', "not UTF-8")])
def test_a_broken_file_is_named(file: Path, data: bytes, reason: str) -> None:
    file.write_bytes(data)
    with pytest.raises(SettingsError, match=reason) as excinfo:
        read_settings(file)
    assert str(file) in str(excinfo.value)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="it is a folder") as excinfo:
        read_settings(tmp_path)
    assert str(tmp_path) in str(excinfo.value)


def test_the_file_is_in_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_file().parent.parent == tmp_path
    settings_file().parent.mkdir()
    settings_file().write_text('profile = "here"')
    assert read_settings().profile == "here"


def test_the_first_screen_can_be_set(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('start = "models?sort=price"\n', encoding="utf-8")
    assert read_settings(file).start == "models?sort=price"


@pytest.mark.parametrize("key", ["ask_before_save", "ask-before-save"])
def test_the_question_before_a_save_can_be_left_out(file: Path, key: str) -> None:
    assert Settings().editing.ask_before_save
    file.write_text(f"[editing]\n{key} = false\n")
    assert not read_settings(file).editing.ask_before_save


def test_a_byte_order_mark_is_no_part_of_the_settings(file: Path) -> None:
    file.write_text("[browse]\npage_size = 7\n", encoding="utf-8-sig")
    assert read_settings(file).browse.page_size == 7


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_is_named(file: Path, encoding: str) -> None:
    file.write_text("[browse]\n", encoding=encoding)
    with pytest.raises(SettingsError, match=f"{file}: it is UTF-16 text: save it as UTF-8"):
        read_settings(file)


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
def test_what_is_no_file_is_refused_and_not_waited_for(
    file: Path, words: str, make: Callable[[Path], object]
) -> None:
    make(file)
    with pytest.raises(SettingsError, match=f"{file}: it is {words}, not a file"):
        read_settings(file)


def test_a_link_to_the_null_device_means_defaults(file: Path) -> None:
    file.symlink_to(os.devnull)
    assert read_settings(file) == Settings()


def test_somebody_elses_settings_are_not_followed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("[profiles.default]\nkey_command = 'id'\n")
    give_away(file, monkeypatch)
    with pytest.raises(SettingsError, match="belongs to"):
        read_settings(file)


def test_the_limits_are_those_of_the_client(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[limits]\nreply_mb = 2\n")
    assert asdict(ReplyLimits()) == asdict(Limits())
    assert read_settings(file).limits == ReplyLimits(reply_mb=2)
