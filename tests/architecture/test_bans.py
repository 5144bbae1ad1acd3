"""What the project has sworn off, each for a reason that was measured or suffered."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, name_of, python_sources, text_files


def _nodes() -> Iterator[tuple[str, ast.AST]]:
    """Every node of every source, with where it stands."""
    for path in python_sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield f"{name_of(path)}:{getattr(node, 'lineno', 0)}", node


def test_no_thread_workers() -> None:
    # A stuck thread worker holds up the exit and takes a slot of the loop's executor.
    assert [place for place, node in _nodes() if isinstance(node, ast.keyword) and node.arg == "thread"] == []


def test_no_private_names_of_textual() -> None:
    private = []
    for place, node in _nodes():
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        private += [f"{place} {name}" for name in names if name.startswith("textual.") and "._" in name]
    assert private == []


def test_no_styles_in_python() -> None:
    # Every look is in styles/, where a theme reaches it.
    styles = {"CSS", "DEFAULT_CSS"}
    assert [
        place
        for place, node in _nodes()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in styles
    ] == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a package registry's host", r"(?:pypi|pythonhosted|npmjs|crates|rubygems)" + r"\.(?:org|io|com)\b"),
        ("a folder of one machine", r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)" + "/"),
        ("a folder outside the project", r"\.\./" + "shared"),
    ],
)
def test_no_file_holds(what: str, pattern: str) -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == [], f"{what}: {found}"


def test_stylesheets_take_their_colours_from_the_theme() -> None:
    sheets = sorted((ROOT / "styles").glob("*.tcss"))
    assert sheets
    literal = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![\w-])|\brgba?\(|\bhsla?\(")
    for sheet in sheets:
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        values = [line.partition(":")[2] for line in rules.splitlines() if ":" in line and "{" not in line]
        assert [value for value in values if literal.search(value)] == [], name_of(sheet)
