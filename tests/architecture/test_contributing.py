"""CONTRIBUTING.md is one page, and sends nobody to a file that is not there."""

import re

from tests.architecture.package_map import CONTRIBUTING
from tests.architecture.sources import ROOT, text_files

MOST_LINES, MOST_COLUMNS = 90, 110
_QUOTED = re.compile(r"`([^`\n]+)`")
_BLOCK = re.compile(r"^```$.*?^```$", re.DOTALL | re.MULTILINE)
_PATH = re.compile(r"[\w.]+(?:/[\w.]+)*/?")
_CONSTANT = re.compile(r"_?[A-Z][A-Z_]+")


def quotations(text: str) -> list[str]:
    """What stands in backticks, blocks left out."""
    return _QUOTED.findall(_BLOCK.sub("", text))


def missing_paths(text: str) -> list[str]:
    """The paths in backticks that lead nowhere."""
    paths = [
        one
        for one in quotations(text)
        if _PATH.fullmatch(one) and ("/" in one or one.endswith((".py", ".md")))
    ]
    return [one for one in paths if not (ROOT / one).exists()]


def missing_names(text: str, sources: str) -> list[str]:
    """The names of tables in backticks that are in no source."""
    names = [one for one in quotations(text) if _CONSTANT.fullmatch(one)]
    return [one for one in names if not re.search(rf"^{one}\b", sources, re.MULTILINE)]


def test_every_path_and_table_is_there() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    assert len(quotations(text)) > 20
    assert missing_paths(text) == []
    python = [path.read_text(encoding="utf-8") for path in text_files() if path.suffix == ".py"]
    assert missing_names(text, "\n".join(python)) == []


def test_it_is_one_page() -> None:
    lines = CONTRIBUTING.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert [line for line in lines if len(line) > MOST_COLUMNS] == []


def test_the_readme_leads_to_it() -> None:
    assert "](CONTRIBUTING.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_is_not_there_is_seen() -> None:
    text = "`aixtui/gone.py` `aixtui/` `README.md` `gone.md` `make test` `a/b c`\n```\n`aixtui/x.py`\n```\n"
    assert missing_paths(text) == ["aixtui/gone.py", "gone.md"]
    assert missing_names("`KINDS` `KIND` `Kind` `_GONE`", "KINDS: tuple = ()\n_KIND = KIND\n") == [
        "KIND",
        "_GONE",
    ]
