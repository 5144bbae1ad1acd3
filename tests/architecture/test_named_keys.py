"""Sentences name the key of an action by `key_of`: what they spell out would be untrue once it is moved."""

import ast
import re
from collections.abc import Iterator

from aixtui.screens.dialogs.hand_over import NOT_BY_ESC  # by keys of that dialog alone
from tests.architecture.sources import ROOT, name_of, python_sources

FACES = {
    *("controllers", "editing", "kinds", "kindspec", "listing", "running", "screens", "widgets"),
    "workspace",
}
KEY = re.compile(
    r"\b(?:F\d{1,2}|Ctrl\+[A-Z])\b"
    r"|(?:^|[:;.,] )(?:[B-HJ-Zb-z/#+*] [a-z]+s|[aA] (?:makes|adds))\b"
)


def texts(source: str) -> Iterator[str]:
    """The texts in a source that are no docstrings."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_sentence_spells_out_a_key_that_can_be_moved() -> None:
    folders = [ROOT / "aixtui" / name for name in FACES]
    sources = [path for path in python_sources() if any(path.is_relative_to(folder) for folder in folders)]
    assert len(sources) > 200
    assert [
        f"{name_of(path)}: {text}"
        for path in sources
        for text in texts(path.read_text(encoding="utf-8"))
        if KEY.search(text) and text != NOT_BY_ESC
    ] == []


def test_one_that_does_is_seen() -> None:
    source = (
        'def f():\n    """F4 runs it."""\n    return "F5 runs it.", f"{1}: R lists it.", "A run.", "a adds."'
    )
    assert {text for text in texts(source) if KEY.search(text)} == {
        "F5 runs it.",
        ": R lists it.",
        "a adds.",
    }
