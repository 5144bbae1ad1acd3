"""The fields of a form as YAML that people edit: a comment for each, exact texts, the rest as comments."""

import json
import math
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from aixtui.kindspec.cells import clean, clean_block
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of
from aixtui.kindspec.plain_text import json_text
from aixtui.kindspec.references import ids_in
from aixtui.kindspec.text_codec import TEXT
from aixtui.workspace.wire_fields import name_path

_ESCAPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What no block can hold: other line breaks, and what acts on a terminal or turns lines around."""
_BARE = re.compile(r"[0-9]+(\.[0-9]+)?|yes|no|true|false")
"""What means the same without quotes to whatever reads YAML, where the field is no text."""
WIDTH = 78
"""Cells of a line of comment: editors of 80 show it whole."""
_STEP = "  "
_MOST_REST_LINES = 300
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
    lines = [line for sentence in shown.heading for line in _comment(sentence)]
    for holder, fields in _groups(shown.fields).items():
        if len(fields) == 1 and name_path(fields[0], shown.fields) == (holder,):
            lines += ["", *_field(shown, fields[0], "")]
            continue
        body = [line for field in fields for line in ("", *_field(shown, field, _STEP))][1:]
        is_written = any(not line.lstrip().startswith("#") for line in body if line)
        lines += ["", *([f"{_inline(holder)}:"] if is_written else []), *body]
    if shown.rest:
        lines += ["", *_rest(shown.rest)]
    return "\n".join(lines) + "\n"


def _groups(fields: Sequence[Field]) -> dict[str, list[Field]]:
    groups: dict[str, list[Field]] = {}
    for field in fields:
        groups.setdefault(name_path(field, fields)[0], []).append(field)
    return groups


def _comment(sentence: str, indent: str = "") -> list[str]:
    start = f"{indent}# "
    lines = textwrap.wrap(sentence, WIDTH - len(start), break_on_hyphens=False, break_long_words=False)
    return [f"{start}{line}" for line in lines]


def _field(shown: Shown, field: Field, indent: str) -> Iterator[str]:
    yield from _comment(_about(field), indent)
    if field.name in shown.notes:
        yield from _comment(shown.notes[field.name], indent)
    if field.is_secret:
        return
    key, text = f"{indent}{_inline(name_path(field, shown.fields)[-1])}:", shown.texts[field.name]
    if field.reference is None and not field.many:
        is_bare = codec_of(field) is not TEXT and _BARE.fullmatch(text) is not None
        write = (lambda text, _: text) if is_bare else _block if field.lines > 1 or field.records else _scalar
        value = write(text, indent + _STEP)
        yield f"{key} {value}".rstrip(" ") if "\n" not in value else f"{key} {value}"
        return
    ids = [_named(shown, one) for one in ids_in(text)]
    if not field.is_list:
        yield f"{key} {ids[0]}" if ids else key
        return
    yield key if ids else f"{key} []"
    yield from (f"{indent}{_STEP}- {one}" for one in ids)


def _about(field: Field) -> str:
    """`Output (required). What an answer is written as. One of: text, markdown.`"""
    parts = [f"{field.label}{' (required)' if field.required else ''}.", field.help]
    if field.is_secret:
        parts.append("A secret: it is typed in the form, and is not written here.")
    if field.options:
        parts.append(f"{'Any' if field.many else 'One'} of: {', '.join(field.options)}.")
    if field.records is not None:
        parts.append("An entry a line, as JSON: the form shows them in words.")
    if field.reference is not None:
        many = "Ids" if field.reference.many else "The id"
        parts.append(f"{many} of: {', '.join(field.reference.kinds)}.")
    return clean(" ".join(part for part in parts if part))


def _named(shown: Shown, resource_id: str) -> str:
    name = clean(shown.name_of(resource_id))
    written = _scalar(resource_id, "")
    return written if name in ("", clean(resource_id)) else f"{written}  # {name}"


def _block(text: str, indent: str) -> str:
    """A text of any number of lines, each on a line of its own, where YAML can have it so."""
    body = text.removesuffix("\n")
    if not body or body.endswith("\n") or _ESCAPED.search(text):
        return _scalar(text, indent)
    indentation = str(len(_STEP)) if text[0] in " \t\n" else ""
    sign = f"|{indentation}{'-' if body == text else ''}"
    return "\n".join([sign, *(f"{indent}{line}" if line else "" for line in body.split("\n"))])


def _scalar(text: str, indent: str) -> str:
    if not text:
        return ""
    if "\n" in text or _ESCAPED.search(text):
        return _quoted(text, indent)
    return _inline(text)


def _inline(text: str) -> str:
    """A text in one line, in quotes where YAML would take it for something else."""
    import yaml

    if _ESCAPED.search(text) or "\n" in text:
        return _quoted(text, "")
    written: str = yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, width=math.inf)
    return written.removesuffix("\n").removesuffix("\n...")


def _quoted(text: str, indent: str) -> str:
    """A text with escapes; each of its lines is one here, too."""
    lines = []
    for line in text.split("\n"):
        escaped = _ESCAPED.sub(_escape, json.dumps(line, ensure_ascii=False)[1:-1])
        lines.append(f"\\{escaped}" if escaped.startswith(" ") else escaped)
    return '"' + (f"\\n\\\n{indent}" if indent else "\\n").join(lines) + '"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _rest(rest: Mapping[str, Any]) -> list[str]:
    import yaml

    plain = json.loads(json_text(dict(rest)))
    dumped = yaml.dump(plain, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=math.inf)
    lines = clean_block(dumped).rstrip("\n").split("\n")
    left = len(lines) - _MOST_REST_LINES
    end = [f"# ... and {left:,} more lines: the tab JSON shows all of it."] if left > 0 else []
    return [f"# {_REST}", *(f"#   {line}".rstrip() for line in lines[:_MOST_REST_LINES]), *end]
