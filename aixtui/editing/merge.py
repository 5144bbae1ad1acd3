"""The fields of a document that both sides changed: most merge by themselves, the rest by a choice. Pure."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from aixtui.editing.merge_of_lines import ConflictMarkers, Hunk, merge_lines
from aixtui.editing.merge_of_records import merge_records
from aixtui.editing.merge_of_references import merge_references
from aixtui.editing.three_way import merge_value, same

Rule = Literal["value", "text", "references", "records"]
"""How the changes of both sides meet: as one value, line by line, as a set by id, or entry by entry."""
_OF_LISTS = {"references": merge_references, "records": merge_records}
Choice = Literal["mine", "theirs", "marked"]
"""My side, their side, or for a text both between marks, to be edited."""


class FieldVersions(NamedTuple):
    """A field as both began with it, as I have it and as the server has it.

    JSON values, None for what is not there. References are a list of ids, or of objects with an id;
    records are a list.
    """

    base: Any
    mine: Any
    theirs: Any
    rule: Rule = "value"


class Conflict(NamedTuple):
    """A field that each side changed in its own way.

    `mine` and `theirs` are what the choices give. Of a text and of references they hold what merged by itself
    too, and differ only in what has to be chosen.
    """

    field: str
    base: Any
    mine: Any
    theirs: Any
    hunks: tuple[Hunk, ...] = ()
    """Of a text, the lines that both changed."""
    marked: str | None = None
    """Of a text, both sides between marks; None of anything else."""
    marks: ConflictMarkers | None = None


class Merge:
    """What becomes of every field. `merge_fields` makes it."""

    def __init__(
        self, values: Mapping[str, Any], conflicts: Mapping[str, Conflict], merged_count: int
    ) -> None:
        self.values = dict(values)
        """Of every field what it is to be; mine, as long as nothing was chosen."""
        self.merged_count = merged_count
        """How many fields took in a change of theirs by themselves."""
        self._conflicts, self._unsettled = conflicts, list(conflicts)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All that were found, settled or not."""
        return tuple(self._conflicts.values())

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The fields that still want a choice, or have marks left in their text."""
        return tuple(self._unsettled)

    @property
    def is_settled(self) -> bool:
        """Whether there is a result."""
        return not self._unsettled

    def resolve(self, field: str, choice: Choice) -> None:
        """Choose a side of a conflict; a text that is `marked` is settled once it is written without marks.

        Raises:
            KeyError: there is no conflict about this field.
            ValueError: this is no text, and cannot be marked.
        """
        conflict = self._conflicts[field]
        if choice == "marked" and conflict.marked is None:
            raise ValueError(f"{field} is no text that marks could stand in.")
        self.write(field, getattr(conflict, choice))

    def write(self, field: str, value: Any) -> None:
        """Settle a conflict with a value of one's own; a text with marks in it is taken, and stays unsettled.

        Raises:
            KeyError: there is no conflict about this field.
        """
        marks = self._conflicts[field].marks
        self.values[field] = value
        has_marks = marks is not None and isinstance(value, str) and marks.are_in(value)
        if has_marks and field not in self._unsettled:
            self._unsettled.append(field)
        elif not has_marks and field in self._unsettled:
            self._unsettled.remove(field)

    def result(self) -> dict[str, Any]:
        """The value of every field.

        Raises:
            ValueError: some are not settled; names them.
        """
        if self._unsettled:
            raise ValueError(f"Not settled: {', '.join(self._unsettled)}.")
        return dict(self.values)


def merge_fields(fields: Mapping[str, FieldVersions]) -> Merge:
    """Merge by fields: what one side changed, or both alike, is taken; the rest are conflicts."""
    merged = {name: _merge(name, versions) for name, versions in fields.items()}
    conflicts = {
        name: conflict for name, conflict in merged.items() if not same(conflict.mine, conflict.theirs)
    }
    taken_in = [
        name
        for name, (base, mine, theirs, _) in fields.items()
        if not same(base, theirs) and not same(mine, theirs)
    ]
    values = {name: conflict.mine for name, conflict in merged.items()}
    return Merge(values, conflicts, len([name for name in taken_in if name not in conflicts]))


def _merge(name: str, versions: FieldVersions) -> Conflict:
    """Both outcomes for one field, which are the same where there is no conflict."""
    base, mine, theirs, rule = versions
    sides = merge_value(base, mine, theirs)
    if same(sides.mine, sides.theirs):
        return Conflict(name, base, *sides)
    if rule == "text" and isinstance(mine, str) and isinstance(theirs, str):
        text = merge_lines(base if isinstance(base, str) else "", mine, theirs)
        marks = ConflictMarkers.apart_from(text)
        return Conflict(name, base, text.mine, text.theirs, text.hunks, marks.put_into(text), marks)
    if rule in _OF_LISTS and all(isinstance(one, list | None) for one in (base, mine, theirs)):
        return Conflict(name, base, *_OF_LISTS[rule](base or [], mine or [], theirs or []))
    return Conflict(name, base, *sides)
