"""An entry of a form's field, in a form of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from aixtui.editing.form import Form
from aixtui.editing.left_entries import take_up
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field, text_of
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.records import Entry, Opened, Wrong
from aixtui.stores.editor_note import EditorNote
from aixtui.stores.unfinished_entry import UnfinishedEntry


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
    """Has what is typed be kept with what is typed into the parent, as an entry that is on its way."""

    def __init__(
        self,
        parent: Form,
        field: Field,
        opened: Opened[Field],
        begun: UnfinishedEntry,
        *,
        title: str,
        others: Sequence[Entry],
        write: Callable[[Entry], str],
    ) -> None:
        """`begun` is what was opened, with what was typed before; a `title` of a new entry is empty; `write`
        says what the field's text is with the entry in it.
        """
        assert field.records is not None, "it holds no entries"
        self._parent, self._field, self._records, self._opened = parent, field, field.records, opened
        self._begun, self._others, self._write = begun, others, write
        self.saved_with: str = (
            parent.taker.saved_with if isinstance(parent.taker, EntryForm) else parent.kind.id
        )
        one, saved_with = self._records.one, self.saved_with
        self.place = f"The {one} stands in {field.label}. It is not saved until the {saved_with} is."
        self.form = self._form_of(title)
        parent.names |= self.form.names
        self.form.names, self.form.makers = parent.names, parent.makers
        self.form.taker = self
        if parent.lender is not None:
            self.form.lender = self
        self._is_over, self._lent = False, begun.editor
        for name, text in begun.texts.items():
            if name in self.form.texts:
                self.form.put(name, text)
        take_up(self.form, begun.inner)
        self.form.changed.listen(self._follow)
        self.form.unfinished.changed.listen(self._follow)
        parent.changed.listen(self.form.changed)

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
        """Whether all that is typed outlives this process; secrets never do."""
        form = self.form
        is_secret_typed = any(form.texts[field.name] for field in form.fields if field.is_secret)
        return self._parent.is_kept and not is_secret_typed

    def _follow(self) -> None:
        form, held = self.form, None
        texts = {
            field.name: form.texts[field.name]
            for field in form.fields
            if form.is_changed(field) and not field.is_secret
        }
        if not self._is_over and (texts or form.unfinished.held or self._lent):
            inner, editor = form.unfinished.held, self._lent
            held = self._begun._replace(texts=texts, inner=inner, editor=editor)
        self._parent.unfinished.hold(self._field.name, held)

    async def flush(self) -> bool:
        """Have the draft hold what is typed here; whether it does."""
        return self._parent.lender is not None and await self._parent.lender.flush()

    @property
    def lent(self) -> EditorNote | None:
        """What the user's own editor has, or had when it was given up."""
        return self._lent

    async def lend(self, note: EditorNote) -> None:
        """The editor is about to have it: to be found again whatever happens meanwhile."""
        self._lent = note
        self._follow()
        await self.flush()

    async def take_back(self) -> None:
        """What the editor had is typed, or not wanted: its file goes, once all that is typed is on disk."""
        is_written = await self.flush()
        note, self._lent = self._lent, None
        if note is not None and is_written:
            note.file.remove()
        self._follow()
        await self.flush()

    def take(self) -> Wrong | None:
        """Have the field hold the entry, and end its form; or what is wrong with it."""
        entry = self.entry
        if wrong := self._records.check(entry, self._others):
            return wrong
        # It is on its way until it is there: whoever looks in between finds it twice, and never not at all.
        self._parent.type(self._field.name, self._write(entry))
        self._is_over = True
        self.form.finish()
        return None

    def end(self) -> None:
        """The user has left the form: what was not taken is gone."""
        self._is_over = True
        self._follow()
        if self._lent is not None:
            self._lent.file.remove()
        self.put_off()
        self._parent.checks.check(self._field.name)

    def put_off(self) -> None:
        """The user wants it later: all stays as it is."""
        self.form.changed.forget(self._follow)
        self.form.unfinished.changed.forget(self._follow)
        self._parent.changed.forget(self.form.changed)
