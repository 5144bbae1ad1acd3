"""The fields of a form as YAML that people edit: a comment for each, exact texts, the rest as comments."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from aixtui.editing.document_text.entries import entry_lines, fits
from aixtui.editing.document_text.yaml_pieces import STEP, block, comment, inline, scalar
from aixtui.kindspec.cells import clean, clean_block
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of
from aixtui.kindspec.plain_text import json_text
from aixtui.kindspec.records import Around, Records, entries_of
from aixtui.kindspec.references import ids_in
from aixtui.kindspec.text_codec import TEXT
from aixtui.workspace.wire_fields import name_path

_BARE = re.compile(r"[0-9]+(\.[0-9]+)?|yes|no|true|false")
"""What means the same without quotes to whatever reads YAML, where the field is no text."""
_MOST_REST_LINES = 300
_NO_ENTRIES = "It holds what is no list of entries: it is not written here, and stays as it is."
_REST = "The rest of it, which is not changed in this document:"


class Shown(NamedTuple):
    """What a document is made of."""

    heading: Sequence[str]
    """Sentences for its beginning."""
    fields: Sequence[Field]
    texts: Mapping[str, str]
    name_of: Callable[[str], str]
    """The name of a resource by its id; the id where that is not known."""
    notes: Mapping[str, str]
    """More to know of some fields, as sentences."""
    rest: Mapping[str, Any]
    """What the platform's document has beside the fields."""


def document_text(shown: Shown) -> str:
    """The YAML of what is edited."""
    lines = [line for sentence in shown.heading for line in comment(sentence)]
    for holder, fields in _groups(shown.fields).items():
        if len(fields) == 1 and name_path(fields[0], shown.fields) == (holder,):
            lines += ["", *_field(shown, fields[0], "")]
            continue
        body = [line for field in fields for line in ("", *_field(shown, field, STEP))][1:]
        is_written = any(not line.lstrip().startswith("#") for line in body if line)
        lines += ["", *([f"{inline(holder)}:"] if is_written else []), *body]
    if shown.rest:
        lines += ["", *_rest(shown.rest)]
    return "\n".join(lines) + "\n"


def _groups(fields: Sequence[Field]) -> dict[str, list[Field]]:
    groups: dict[str, list[Field]] = {}
    for field in fields:
        groups.setdefault(name_path(field, fields)[0], []).append(field)
    return groups


def _field(shown: Shown, field: Field, indent: str) -> Iterator[str]:
    yield from comment(_about(field), indent)
    if field.name in shown.notes:
        yield from comment(shown.notes[field.name], indent)
    if field.is_secret:
        return
    key, text = f"{indent}{inline(name_path(field, shown.fields)[-1])}:", shown.texts[field.name]
    if field.records is not None:
        yield from _entries(shown, field.records, text, key, indent)
        return
    if field.reference is None and not field.many:
        is_bare = codec_of(field) is not TEXT and _BARE.fullmatch(text) is not None
        write = (lambda text, _: text) if is_bare else block if field.lines > 1 else scalar
        value = write(text, indent + STEP)
        yield f"{key} {value}".rstrip(" ") if "\n" not in value else f"{key} {value}"
        return
    ids = [_named(shown, one) for one in ids_in(text)]
    if not field.is_list:
        yield f"{key} {ids[0]}" if ids else key
        return
    yield key if ids else f"{key} []"
    yield from (f"{indent}{STEP}- {one}" for one in ids)


def _entries(shown: Shown, records: Records[Field], text: str, key: str, indent: str) -> Iterator[str]:
    """A list of entries; one that YAML cannot have as it is stands there in lines of JSON."""
    entries = entries_of(text)
    if not all(isinstance(entry, Mapping) for entry in entries):
        yield from comment(_NO_ENTRIES, indent)
    elif not entries:
        yield f"{key} []"
    elif not fits([*entries]):
        yield f"{key} {block(text, indent + STEP)}"
    else:
        fields = records.open(entries[0], Around()).fields
        about = {field.name: _about(field) for field in fields}
        yield key
        yield from entry_lines(entries, indent + STEP, about=about, name_of=shown.name_of)


def _about(field: Field) -> str:
    """`Output (required). What an answer is written as. One of: text, markdown.`"""
    parts = [f"{field.label}{' (required)' if field.required else ''}.", field.help]
    if field.is_secret:
        parts.append("A secret: it is typed in the form, and is not written here.")
    if field.options:
        parts.append(f"{'Any' if field.many else 'One'} of: {', '.join(field.options)}.")
    if field.records is not None:
        parts.append("A list: a dash begins an entry. The form shows them in words.")
    if field.reference is not None:
        many = "Ids" if field.reference.many else "The id"
        parts.append(f"{many} of: {', '.join(field.reference.kinds)}.")
    return clean(" ".join(part for part in parts if part))


def _named(shown: Shown, resource_id: str) -> str:
    name = clean(shown.name_of(resource_id))
    written = scalar(resource_id, "")
    return written if name in ("", clean(resource_id)) else f"{written}  # {name}"


def _rest(rest: Mapping[str, Any]) -> list[str]:
    import yaml

    plain = json.loads(json_text(dict(rest)))
    dumped = yaml.dump(plain, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=math.inf)
    lines = clean_block(dumped).rstrip("\n").split("\n")
    left = len(lines) - _MOST_REST_LINES
    end = [f"# ... and {left:,} more lines: the tab JSON shows all of it."] if left > 0 else []
    return [f"# {_REST}", *(f"#   {line}".rstrip() for line in lines[:_MOST_REST_LINES]), *end]
