"""The entries of a form's field: added, opened, moved, taken away."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from aixtui.editing.entry_form import EntryForm
from aixtui.editing.form import Form
from aixtui.editing.left_text import take_lent
from aixtui.editing.reference_picker import pick_one
from aixtui.face import Choice, Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.records import Around, Entry, Opened, Records, entries_of, entries_text, matched
from aixtui.kindspec.references import ids_in
from aixtui.kindspec.words import line_of
from aixtui.stores.unfinished_entry import UnfinishedEntry
from aixtui.workspace.notice import Notice

_MADE, _BLANK = "made", "blank"


class EntryList:
    """What one field of a form holds, and what becomes of it at once."""

    def __init__(self, form: Form, field: Field, face: Face) -> None:
        assert field.records is not None, "it holds no entries"
        self._form, self._field, self._face = form, field, face
        self._records: Records[Field] = field.records
        self.is_fixed = self._records.members is not None
        self.changed = Notice()
        self._new_ids = map(str, count())
        self._ids = [next(self._new_ids) for _ in self._entries]
        """What tells the entries apart while they are moved."""

    @property
    def _entries(self) -> tuple[Any, ...]:
        return entries_of(self._form.texts[self._field.name])

    async def show(self) -> None:
        """Have the user look at them, after one that was not put back; of none make the first."""
        if (left := self._left) is not None:
            await self._open_left(left)
        elif not self.is_fixed and not self._entries:
            await self.add()
            return
        if self.choices():
            await self._face.arrange(self._field.label, self)

    def choices(self) -> Sequence[Choice]:
        """The entries, in one line each."""
        names = self._form.name_of
        if self._records.members is None:
            return [
                Choice(one, line_of(self._records, entry, names))
                for one, entry in zip(self._ids, self._entries, strict=True)
            ]
        ids = self._records.members(self._form.texts)
        entries = matched(self._records, self._entries, ids)
        return [
            Choice(one, names(one) if entry is None else line_of(self._records, entry, names))
            for one, entry in zip(ids, entries, strict=True)
        ]

    async def open(self, entry_id: str) -> None:
        """Show an entry in a form of its own."""
        if self.is_fixed:
            left = self._left
            if left is not None and left.member != entry_id:
                name = self._form.name_of(left.member)
                self._face.tell(f"Open {name} first: what you typed there was not put back.", warning=True)
            else:
                await self._open_member(entry_id, left)
            return
        place = self._ids.index(entry_id)
        entries = self._entries
        if not isinstance(entries[place], Mapping):
            self._face.tell("It cannot be read: it stays as it is, or is taken away.", warning=True)
            return
        others = tuple(one for one in entries[:place] + entries[place + 1 :] if isinstance(one, Mapping))
        opened = self._records.open(entries[place], self._around(others))
        begun = UnfinishedEntry(entries[place], "", is_new=False)
        await self._fill(opened, begun, self._title(entries[place]), others, place)

    async def add(self) -> None:
        """Have the user make another one, of a resource where it can be made of one."""
        seed = await self._seed()
        if seed is None:
            return
        others = tuple(one for one in self._entries if isinstance(one, Mapping))
        opened = self._records.open(seed, self._around(others))
        await self._fill(opened, UnfinishedEntry(seed, "", is_new=True), "", others, len(self._entries))

    def move(self, entry_id: str, by: int) -> None:
        """Put an entry so many places further, as far as there are places."""
        entries, place = list(self._entries), self._ids.index(entry_id)
        target = min(max(place + by, 0), len(entries) - 1)
        for places in (entries, self._ids):
            places.insert(target, places.pop(place))
        self._hold(entries)

    def remove(self, entry_id: str) -> None:
        """Take an entry away."""
        entries, place = list(self._entries), self._ids.index(entry_id)
        del entries[place], self._ids[place]
        self._hold(entries)
        self._face.tell(f"Taken away: {self._face.way_to('field.undo')} in the form brings it back.")

    def _hold(self, entries: Sequence[Any]) -> None:
        self._form.type(self._field.name, entries_text(entries))
        self.changed()

    def _title(self, entry: Entry) -> str:
        return self._form.name_of(self._records.id_of(entry)) or f"a {self._records.one}"

    def _around(self, others: tuple[Entry, ...]) -> Around:
        form = self._form
        return Around(others, lambda name: tuple(map(form.name_of, ids_in(form.texts.get(name, "")))))

    async def _seed(self) -> Entry | None:
        """What a new one holds; None where the user wants none."""
        records, face, session = self._records, self._face, self._form.session
        kind = find_kind(records.made_of)
        if kind is None:
            return records.blank
        ways = (Choice(_MADE, f"From one of the {kind.plural} that there are"), Choice(_BLANK, "From blank"))
        way = await face.choose(f"A new {records.one}", lambda _: ways)
        if way != _MADE:
            return records.blank if way else None
        picked = await pick_one(session, face, kind)
        if picked is None:
            return None
        try:
            return await session.read(lambda ws: records.seed(ws.get(kind, picked)))
        except Exception as error:
            face.problem(error)
            return None

    @property
    def _left(self) -> UnfinishedEntry | None:
        return self._form.unfinished.held.get(self._field.name)

    async def _open_left(self, left: UnfinishedEntry) -> None:
        """Open one again that was not put back, with what was typed in it."""
        if not self.is_fixed:
            entries, place = self._entries, self._place_of(left)
            is_there = place < len(entries)
            others = tuple(one for one in entries[:place] + entries[place + 1 :] if isinstance(one, Mapping))
            opened = self._records.open(entries[place] if is_there else left.entry, self._around(others))
            await self._fill(opened, left, self._title(left.entry) if is_there else "", others, place)
        elif left.member in [choice.id for choice in self.choices()]:
            await self._open_member(left.member, left)
        elif await self._face.confirm(
            f"Throw away what you typed for {self._form.name_of(left.member)}?",
            f"{self._field.label} has no place for it any more.",
            yes="Throw away",
            danger=True,
        ):
            self._form.unfinished.hold(self._field.name, None)
            self._form.checks.check(self._field.name)

    def _place_of(self, left: UnfinishedEntry) -> int:
        """Where the entry stands now, though somebody may have changed it; at the end where it is gone."""
        entries = self._entries
        if left.is_new:
            return len(entries)
        if left.entry in entries:
            return entries.index(left.entry)
        (found,) = matched(self._records, entries, (self._records.id_of(left.entry),))
        return next((place for place, one in enumerate(entries) if one is found), len(entries))

    async def _open_member(self, member_id: str, left: UnfinishedEntry | None) -> None:
        records, form, face = self._records, self._form, self._face
        (entry,) = matched(records, self._entries, (member_id,))
        places = [at for at, one in enumerate(self._entries) if entry is not None and one is entry]
        place = places[0] if places else len(self._entries)
        look, title = records.look, form.name_of(member_id) or f"a {records.one}"
        opened: Opened[Field]
        try:
            if look is not None:
                with face.busy(f"asking what {title} can do"):
                    opened = await form.session.read(
                        lambda ws: ws.ask(form.kind, lambda source: look(source, member_id, entry))
                    )
            else:
                assert entry is not None, "all that is known of it is in the entry"
                opened = records.open(entry, Around())
        except Exception as error:
            face.problem(error)
            return
        begun = left or UnfinishedEntry(entry or {}, member_id, is_new=False)
        await self._fill(opened, begun, title, (), place)

    async def _fill(
        self,
        opened: Opened[Field],
        begun: UnfinishedEntry,
        title: str,
        others: Sequence[Entry],
        place: int,
    ) -> None:
        """Fill the form of the entry at this place; without a title it is a new one."""
        records, before = self._records, self._entries
        old_id = records.id_of(before[place]) if place < len(before) else ""

        def write(entry: Entry) -> str:
            now = [*before[:place], entry, *before[place + 1 :]]
            new_id = records.id_of(entry)
            if old_id and new_id != old_id:
                now = [
                    records.renamed(one, old_id, new_id) if isinstance(one, Mapping) else one for one in now
                ]
            return entries_text(now)

        entry_form = EntryForm(
            self._form, self._field, opened, begun, title=title, others=others, write=write
        )
        if self._left is not None:
            what = clean(title) or f"A new {records.one}"
            if begun.editor is not None and not await take_lent(entry_form, begun.editor, what, self._face):
                entry_form.put_off()
                return
            self._face.tell(f"This {records.one} was not put back into {self._field.label} yet.")
        await self._face.open(entry_form.form)
        entry_form.end()
        if len(self._ids) < len(self._entries):  # there is one more now
            self._ids.append(next(self._new_ids))
        self.changed()
