"""An entry of a form's field, in a form of its own."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from aixtui.editing.form import Form
from aixtui.face import Face
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field, text_of
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.records import Entry, Opened, Records, Wrong

PAUSE = 0.3
"""Seconds until what is typed is put into the parent's field: that draws all of its form."""


class EntryResource:
    """An entry as the resource of a form."""

    def __init__(self, title: str, fields: Iterable[Field], values: Mapping[str, Any]) -> None:
        self._values = values
        self.name = title
        vars(self).update({field.name: values.get(field.name) for field in fields})

    def stored(self, key: str) -> Any:
        """What is stored under a key."""
        return self._values.get(key)


class EntryForm:
    """Has what is typed stand in the parent's field soon after it is typed, so that it is kept with that.

    Until it is taken the field can be put back to what it was.
    """

    def __init__(
        self,
        parent: Form,
        field: Field,
        records: Records[Field],
        opened: Opened[Field],
        *,
        title: str,
        others: Sequence[Entry],
        face: Face,
        write: Callable[[Entry], str],
    ) -> None:
        """A `title` of a new entry is empty; `write` says what the field's text is with the entry in it."""
        self._parent, self._field, self._records, self._opened = parent, field, records, opened
        self._others, self._write, self._face = others, write, face
        self._before = parent.texts[field.name]
        self.saved_with: str = (
            parent.taker.saved_with if isinstance(parent.taker, EntryForm) else parent.kind.id
        )
        self.place = (
            f"The {records.one} stands in {field.label}. It is not saved until the {self.saved_with} is."
        )
        self.form = self._form_of(title)
        parent.names |= self.form.names
        self.form.names, self.form.makers = parent.names, parent.makers
        self.form.taker = self
        self._is_taken = self._is_over = self._is_waiting = False
        self._texts = dict(self.form.texts)
        self._is_whole = True
        """Whether all that was put into the parent's field fits the fields of the entry."""
        self._was_kept = self.is_kept
        self.form.changed.listen(self._follow)
        parent.changed.listen(self._follow_parent)

    def _form_of(self, title: str) -> Form:
        """A form of the fields of the entry."""
        resource = EntryResource(title, self._opened.fields, self._opened.values)
        fields = self._opened.fields
        if not title:
            fields = tuple(one._replace(default=text_of(one, resource)) for one in fields)
        kind = Kind(
            id=self._records.one,
            plural=f"{self._records.one}s",
            label=" › ".join((*self._parent.crumbs[:-1], self._field.label)),
            source=lambda _: None,
            columns=(),
            sections=(),
            fields=fields,
        )
        return Form(self._parent.session, kind, resource if title else None)

    @property
    def entry(self) -> Entry:
        """The entry with what is typed, as far as that fits its fields."""
        return self._opened.store(self._values)

    @property
    def _values(self) -> dict[str, Any]:
        form, values = self.form, dict[str, Any]()
        for name, text in form.changes.items():
            field = form.field(name)
            try:
                if field.applies(form.texts):
                    values[name] = parse_field(field, text)
            except InvalidValueError:
                continue
        return values

    @property
    def is_kept(self) -> bool:
        """Whether what is typed stands in the parent's field, and that outlives this process."""
        return self._parent.is_kept and self._is_whole and self._texts == self.form.texts

    def _follow_parent(self) -> None:
        if self.is_kept != self._was_kept:
            self._was_kept = self.is_kept
            self.form.changed()

    def _follow(self) -> None:
        if self._texts != self.form.texts and not self._is_waiting:
            self._is_waiting = True
            self._face.start(self._put_soon())

    async def _put_soon(self) -> None:
        await asyncio.sleep(PAUSE)
        self._is_waiting = False
        if not (self._is_taken or self._is_over):
            self._texts = dict(self.form.texts)
            self._is_whole = self._values.keys() == self.form.changes.keys()
            self._parent.put(self._field.name, self._write(self.entry))

    def take(self) -> Wrong | None:
        """Have the field hold the entry, and end its form; or what is wrong with it."""
        entry = self.entry
        if wrong := self._records.check(entry, self._others):
            return wrong
        self._is_taken = True
        self._parent.put(self._field.name, self._before)
        self._parent.type(self._field.name, self._write(entry))
        self.form.finish()
        return None

    def end(self) -> None:
        """The user has left the form: what was not taken is gone."""
        self._is_over = True
        self.form.changed.forget(self._follow)
        self._parent.changed.forget(self._follow_parent)
        if not self._is_taken:
            self._parent.put(self._field.name, self._before)
