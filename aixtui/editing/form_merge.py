"""What was typed into a form, and what somebody else changed of the same fields, brought together."""

from collections.abc import Sequence
from typing import Any

from aixtui.auth.redaction import hide_known
from aixtui.editing.form import Form
from aixtui.editing.merge import Conflict, FieldVersions, Merge, Rule, merge_fields
from aixtui.editing.reference_names import load_names_of
from aixtui.face import Face
from aixtui.kindspec.cells import clean, editable
from aixtui.kindspec.field import Field
from aixtui.kindspec.field_conflict import FieldConflict, Side
from aixtui.kindspec.fields import is_same_value, text_of
from aixtui.kindspec.kind import Resource
from aixtui.kindspec.plain_text import counted
from aixtui.kindspec.records import entries_of, entries_text
from aixtui.kindspec.references import ids_in
from aixtui.workspace.stale_edit import StaleEditError


class FormMerge:
    """Merges into one form. What the user has not decided leaves it as it is."""

    def __init__(self, form: Form, face: Face) -> None:
        self._form, self._face = form, face
        self.merged = ""
        """The fields that the last merge brought together by itself, where nothing was to be decided."""
        self.taken: tuple[str, ...] = ()
        """The labels of the fields that hold what somebody else changed, where nothing was decided."""

    async def take_in(self, current: Resource) -> bool:
        """Make the form one of what the server has now; where both changed a field, as `merge` does it."""
        theirs = self.moved(current)
        if theirs:
            return await self.merge(StaleEditError(theirs, current), tells=True)
        self._rebase(current, ())
        self._tell()
        return True

    def moved(self, current: Resource) -> dict[str, str]:
        """The fields that are changed here and otherwise on the server, with their texts there."""
        form = self._form
        theirs = {name: hide_known(editable(text_of(form.field(name), current))) for name in form.changes}
        return {
            name: text
            for name, text in theirs.items()
            if text != form.base[name] and not is_same_value(form.field(name), text, form.texts[name])
        }

    async def merge(self, stale: StaleEditError, *, tells: bool = False) -> bool:
        """Bring both together, asking where lines or values conflict; whether it is all decided.

        Then the form is one of what the server has now, and what was typed is a change of that. With `tells`
        it is said what of it is somebody else's, where nobody was asked.
        """
        form = self._form
        theirs = {name: hide_known(editable(text)) for name, text in stale.theirs.items()}
        merge = merge_fields({name: self._versions(form.field(name), text) for name, text in theirs.items()})
        await load_names_of(
            form, {conflict.field: theirs[conflict.field] for conflict in merge.conflicts}, self._face
        )
        sides = await self._decide(clean(stale.current.name), merge)
        if sides is None:
            return False
        for conflict in merge.conflicts:
            merge.resolve(conflict.field, sides[conflict.field])
            if sides[conflict.field] == "marked" and conflict.marks is not None:
                form.marks[conflict.field] = conflict.marks
        labels = ", ".join(form.field(name).label for name in theirs)
        self.merged = "" if merge.conflicts else labels
        self._rebase(stale.current, [conflict.field for conflict in merge.conflicts])
        texts = {name: _text(form.field(name), value) for name, value in merge.values.items()}
        form.fill({name: texts.pop(name) for name in sides})  # as one step: undo gives back what was typed
        for name, text in texts.items():
            form.put(name, text)
        form.activity.end()
        if tells:
            self._tell()
        if merge.unsettled:
            form.checks.check_all()
        return merge.is_settled

    def _rebase(self, current: Resource, decided: Sequence[str]) -> None:
        """Make the form one of what the server has now, and note what of that is somebody else's."""
        form = self._form
        before, typed = form.base, form.changes
        form.rebase(current)
        self.taken = tuple(
            field.label
            for field in form.fields
            if field.name not in decided
            and form.base[field.name] != before.get(field.name)
            and not is_same_value(field, form.base[field.name], typed.get(field.name, ""))
        )

    def _tell(self) -> None:
        if self.taken:
            labels = ", ".join(self.taken)
            self._face.tell(
                f"Somebody else changed {labels} meanwhile: that holds, with what was typed here."
            )

    async def _decide(self, name: str, merge: Merge) -> dict[str, Side] | None:
        """A side for each conflict, one after the other and back again; None where one is left undecided."""
        sides: dict[str, Side] = {}
        place = 0
        while place < len(merge.conflicts):
            conflict = merge.conflicts[place]
            shown = self._shown(conflict)._replace(can_go_back=place > 0, chosen=sides.get(conflict.field))
            title = f"{name} was changed by somebody else"
            answer = await self._face.settle(title, _note(merge, place + 1), shown)
            if answer is None:
                return None
            if answer == "back":
                place -= 1
            else:
                sides[conflict.field] = answer
                place += 1
        return sides

    def _versions(self, field: Field, theirs: str) -> FieldVersions:
        form, rule = self._form, _rule(field)
        base, mine = form.base[field.name], form.texts[field.name]
        if rule == "references":
            return FieldVersions(ids_in(base), ids_in(mine), ids_in(theirs), rule)
        if rule == "records":
            return FieldVersions([*entries_of(base)], [*entries_of(mine)], [*entries_of(theirs)], rule)
        return FieldVersions(base, mine, theirs, rule)

    def _shown(self, conflict: Conflict) -> FieldConflict:
        field = self._form.field(conflict.field)
        base, mine, theirs = (
            self._form.shown(field, _text(field, value))
            for value in (conflict.base, conflict.mine, conflict.theirs)
        )
        return FieldConflict(field.label, base, mine, theirs, can_mark=conflict.marked is not None)


def _rule(field: Field) -> Rule:
    if field.records is not None:
        return "records"
    if field.is_list:
        return "references"
    return "text" if field.lines > 1 else "value"


def _text(field: Field, value: str | list[Any]) -> str:
    if isinstance(value, str):
        return value
    return entries_text(value) if field.records is not None else "\n".join(value)


def _note(merge: Merge, place: int) -> str:
    merged = f"{counted(merge.merged_count, 'field')} merged by themselves, " if merge.merged_count else ""
    return f"{merged}{place} of {len(merge.conflicts)} to decide."
