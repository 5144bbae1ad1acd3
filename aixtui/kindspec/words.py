"""The texts of fields as people read them: names for ids, and entries in words. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of
from aixtui.kindspec.records import Around, Names, Records, entries_of, entries_text, matched
from aixtui.kindspec.references import Reference, ids_in


def words(field: Field, text: str, names: Names) -> str:
    """A text of a field in full."""
    if field.reference is not None:
        return "\n".join(map(names, ids_in(text)))
    if field.records is not None:
        return "\n".join(line for entry in entries_of(text) for line in _entry(field.records, entry, names))
    return "\n".join(map(clean, ids_in(text))) if field.is_picked else text


def listed(field: Field, texts: Mapping[str, str], names: Names) -> str:
    """What a picked field holds, in one line for each, by the texts of all fields of its form."""
    text, records = texts[field.name], field.records
    if records is None:
        return words(field, text, names)
    if records.members is None:
        return lines_of(records, entries_of(text), names)
    ids = records.members(texts)
    entries = matched(records, entries_of(text), ids)
    return "\n".join(
        line_of(records, entry, names) if entry is not None else names(one)
        for one, entry in zip(ids, entries, strict=True)
    )


def lines_of(records: Records[Any], entries: Iterable[Any], names: Names = clean) -> str:
    """Entries in one line each."""
    return "\n".join(line_of(records, entry, names) for entry in entries)


def line_of(records: Records[Any], entry: Any, names: Names) -> str:
    """An entry in one line; one that cannot be read as JSON."""
    return records.line(entry, names) if isinstance(entry, Mapping) else clean(json.dumps(entry))


def field_texts(records: Records[Field], entry: Mapping[str, Any]) -> Iterator[tuple[Field, str]]:
    """The fields of an entry with their texts, as far as the entry itself tells."""
    opened = records.open(entry, Around())
    for field in opened.fields:
        value = opened.values.get(field.name)
        if field.records is None:
            yield field, codec_of(field).show(value)
        elif isinstance(value, list):
            yield field, entries_text(value)


def references_in(field: Field, text: str) -> Iterator[tuple[str, Reference]]:
    """The ids that a text names, each with what it refers to."""
    if field.reference is not None:
        for one in ids_in(text):
            yield one, field.reference
    elif field.records is not None:
        for entry in entries_of(text):
            for part, part_text in field_texts(field.records, entry) if isinstance(entry, Mapping) else ():
                yield from references_in(part, part_text)


def _entry(records: Records[Field], entry: Any, names: Names) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        yield line_of(records, entry, names)
        return
    yield names(records.id_of(entry)) or f"a {records.one}"
    for field, text in field_texts(records, entry):
        if lines := words(field, text, names).split("\n") if text.strip() else []:
            first = "" if len(lines) > 1 else f" {lines[0]}"
            yield f"  {field.label}:{first}"
            yield from (f"    {line}" for line in lines if len(lines) > 1)
