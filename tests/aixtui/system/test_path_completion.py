from pathlib import Path

import pytest

from aixtui.system.path_completion import path_matches


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("notes.md", "notes.md.bak", "Read me.txt", ".hidden", "data-1.csv", "data-2.csv"):
        (tmp_path / name).write_text("x")
    (tmp_path / "skills" / "pdf filler").mkdir(parents=True)
    (tmp_path / "skills-old").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "rest", "names"),
    [
        ("no", "tes.md", ("notes.md", "notes.md.bak")),
        ("notes.md", "", ()),
        ("d", "ata-", ("data-1.csv", "data-2.csv")),
        ("data-", "", ("data-1.csv", "data-2.csv")),
        ("read", " me.txt", ("Read me.txt",)),
        ("ski", "lls", ("skills-old/", "skills/")),
        ("skills", "/", ("skills/",)),
        ("skills/", "", ()),
        ("skills/p", "df filler/", ("pdf filler/",)),
        ("~", "/", ("~/",)),
        ("~/skills-", "old/", ("skills-old/",)),
        (".h", "idden", (".hidden",)),
        (".", "", ()),
        ("..", "", ()),
        ("", "", ()),
        ("zz", "", ()),
        ("none/a", "", ()),
        ("~nobody-is-called-so/a", "", ()),
        ("a\0b/c", "", ()),
    ],
)
@pytest.mark.usefixtures("place")
def test_what_a_path_may_become(typed: str, rest: str, names: tuple[str, ...]) -> None:
    matches = path_matches(typed)
    assert (matches.rest, matches.names) == (rest, names)


def test_an_absolute_path_and_one_that_is_hidden_only(place: Path) -> None:
    assert path_matches(f"{place}/skills/p").rest == "df filler/"
    assert path_matches(f"{place}/h").names == ()


def test_a_name_in_other_capitals_is_taken_as_it_is_written(place: Path) -> None:
    (place / "README").write_text("x")
    matches = path_matches("read")
    assert matches.names == ("README", "Read me.txt")
    assert matches.common == "read", "they have no more in common"
    assert path_matches("readm").common == "README"
    assert path_matches(str(place / "REA")).names == ("README",), "just so goes first"
