"""Entries that the end of the app has left in forms of their own: taken up again, or told in words."""

from collections.abc import Iterator

from aixtui.editing.form import Form
from aixtui.face import FieldChange
from aixtui.kindspec.cells import clean, clean_block
from aixtui.kindspec.field import Field
from aixtui.kindspec.records import Around, Names, Records
from aixtui.kindspec.words import words
from aixtui.stores.unfinished_entry import Unfinished, UnfinishedEntry

NOT_PUT_BACK = "one not put back"


def take_up(form: Form, unfinished: Unfinished) -> None:
    """Have a form open them again, the first of them at once; it is not saved before."""
    for field in form.fields:
        if field.records is not None and field.name in unfinished:
            form.unfinished.hold(field.name, unfinished[field.name])
            form.checks.check(field.name)
    form.moves.to_one_of(form.unfinished.held)


def unfinished_words(form: Form, unfinished: Unfinished) -> Iterator[FieldChange]:
    """What was typed in the entries of the fields of a form."""
    for field in form.fields:
        if field.records is not None and field.name in unfinished:
            lines = _typed(field.records, unfinished[field.name], form.name_of)
            yield FieldChange(f"{field.label}, {NOT_PUT_BACK}", "", "\n".join(lines))


def _typed(records: Records[Field], left: UnfinishedEntry, names: Names) -> Iterator[str]:
    fields = {field.name: field for field in records.open(left.entry, Around()).fields}
    for name, text in left.texts.items():
        field = fields.get(name)  # of what the server knows of an entry there is nothing here
        yield (
            f"{field.label}: {words(field, text, names)}" if field else f"{clean(name)}: {clean_block(text)}"
        )
    for name, inner in left.inner.items():
        field = fields.get(name)
        if field is not None and field.records is not None:
            yield from _typed(field.records, inner, names)
