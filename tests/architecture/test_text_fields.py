"""Text is typed into the fields of ours alone: those of Textual cut and change it."""

import ast
from pathlib import Path

from tests.architecture.sources import name_of, python_sources

DOORS = {
    ("aixtui/widgets/text_line.py", "Input"),
    ("aixtui/widgets/text_block.py", "TextArea"),
}
_FIELDS = {"Input", "MaskedInput", "TextArea", "CommandInput"}


def fields_of_textual(path: Path, text: str) -> set[tuple[str, str]]:
    """The fields of Textual that a source names."""
    imports = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom))
    names = (alias.name for node in imports if "textual" in str(node.module) for alias in node.names)
    return {(name_of(path), name) for name in names if name in _FIELDS}


def test_fields_of_textual_are_named_where_ours_are_made_of_them() -> None:
    sources = python_sources()
    assert (
        set().union(*(fields_of_textual(path, path.read_text(encoding="utf-8")) for path in sources)) == DOORS
    )


def test_a_field_of_textual_elsewhere_is_seen() -> None:
    path = python_sources()[0]
    assert fields_of_textual(path, "from textual.widgets import Input, Static") == {(name_of(path), "Input")}
    assert fields_of_textual(path, "from aixtui.widgets.text_line import TextLine") == set()
