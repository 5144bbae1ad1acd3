from pathlib import Path

import pytest

from aixtui.system.path_completion import complete_path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("notes.md", "notes.md.bak", "Read me.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    (tmp_path / "skills" / "pdf filler").mkdir(parents=True)
    (tmp_path / "skills-old").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("no", "tes.md"),
        ("notes.md", ""),
        ("read", " me.txt"),
        ("ski", "lls/"),
        ("skills", "/"),
        ("skills/", ""),
        ("skills/p", "df filler/"),
        ("~", "/"),
        ("~/skills-", "old/"),
        (".h", "idden"),
        (".", ""),
        ("..", ""),
        ("", ""),
        ("zz", ""),
        ("none/a", ""),
        ("~nobody-is-called-so/a", ""),
        ("a\0b/c", ""),
    ],
)
def test_the_rest_of_a_path(place: Path, typed: str, rest: str) -> None:
    assert complete_path(typed) == rest


def test_an_absolute_path_and_one_that_is_hidden_only(place: Path) -> None:
    assert complete_path(f"{place}/skills/p") == "df filler/"
    assert complete_path(f"{place}/h") == ""
