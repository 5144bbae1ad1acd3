"""Whether a screen is still there is asked in one place: elsewhere it would be asked by halves."""

import ast

from tests.architecture.sources import ROOT, name_of, python_sources

PRESENCE = ROOT / "aixtui" / "screens" / "presence.py"


def questions(text: str) -> list[int]:
    """The lines that ask Textual itself whether a widget is there."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in ("is_attached", "is_mounted")
    ]


def test_only_presence_asks_whether_a_screen_is_there() -> None:
    assert questions(PRESENCE.read_text(encoding="utf-8"))
    others = [path for path in python_sources() if path != PRESENCE]
    assert {name_of(one): at for one in others if (at := questions(one.read_text(encoding="utf-8")))} == {}


def test_such_a_question_is_seen() -> None:
    assert questions("def draw(self):\n  if self.app.screen.is_mounted: self.x()") == [2]
    assert questions("ready = [w for w in ws if w.is_attached]") == [1]
    assert questions("if self.is_running and self.is_current: pass") == []
