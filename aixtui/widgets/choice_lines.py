"""Choices as lines of a list."""

from textual.content import Content

from aixtui.face import Choice
from aixtui.widgets.fitting import fit

KEY_CELLS = 9
"""Columns for the keys of choices that have keys."""


def line(choice: Choice, *, is_switch: bool) -> Content:
    """Its mark, its label and its note."""
    mark = ("[x] " if choice.is_selected else "[ ] ") if is_switch else ("* " if choice.is_selected else "  ")
    note = (f"  {choice.note}", "$quiet") if choice.note else ""
    return Content.assemble((mark, "bold $key" if choice.is_selected else "$faint"), choice.label, note)


def line_with_key(choice: Choice, label_cells: int) -> Content:
    """Its label and its key in columns, and its note."""
    key = (f"{fit(choice.key, KEY_CELLS)} ", "bold $key")
    return Content.assemble(f"{fit(choice.label, label_cells)} ", key, (choice.note, "$quiet"))
