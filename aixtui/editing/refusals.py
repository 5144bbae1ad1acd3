"""What a server has against a form, at the fields that it is about. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.words import references_in
from aixtui.workspace.refusal import NAME, REFERENCE, Objection

_NAMED = re.compile(r"The (\w+) (?:is|has|must|needs|cannot|should)\b")
_NOT_THERE = "{label}: the server does not know {what}, or it is not available here."


class Refusals(NamedTuple):
    """Sentences by field, and those that are about none."""

    by_field: dict[str, str]
    others: tuple[str, ...]


def refusals(
    objections: Sequence[Objection],
    fields: Sequence[Field],
    changes: Mapping[str, str],
    names: Mapping[str, str],
) -> Refusals:
    """Each objection at the field that it is about, in the form's own words.

    `changes` are the texts that were sent; `names` those of the resources that are known.
    """
    by_field: dict[str, list[str]] = {}
    others = []
    for objection in objections:
        said = [*_said(objection, fields, changes, names)]
        for name, sentence in said:
            by_field.setdefault(name, []).append(sentence)
        if not said:
            others.append(objection.sentence)
    in_order = [field.name for field in fields if field.name in by_field]
    return Refusals({name: " ".join(dict.fromkeys(by_field[name])) for name in in_order}, tuple(others))


def _said(
    objection: Objection,
    fields: Sequence[Field],
    changes: Mapping[str, str],
    names: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    if objection.subject == NAME:
        yield from ((field.name, objection.text) for field in fields if field.name == "name")
    elif objection.subject == REFERENCE:
        for field, unknown in _suspects(fields, changes, names):
            yield field.name, _NOT_THERE.format(label=field.label, what=unknown or "what it refers to")
    elif (at_path := _at_path(objection, fields)) is not None:
        yield at_path
    elif (named := _at_name(objection.text, fields)) is not None:
        yield named.name, objection.sentence
    else:
        for field in fields:
            if any(_names(objection.text, one) for one in _picked(field, changes)):
                yield field.name, objection.sentence


def _picked(field: Field, changes: Mapping[str, str]) -> list[str]:
    """What was sent that is known by what it is called on the server."""
    text = changes.get(field.name, "")
    return [text] if field.offers is not None and text else _ids(field, changes)


def _names(said: str, one: str) -> bool:
    """Whether it is named, and not a part of another word."""
    return re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", said) is not None


def _at_path(objection: Objection, fields: Sequence[Field]) -> tuple[str, str] | None:
    """The field that the longest part of its path leads to, with what is said of it."""
    parts = _parts(objection.path) if objection.path else []
    for length in range(len(parts), 0, -1):
        about = _field_at(".".join(parts[:length]), fields)
        if about is not None:
            return about.name, _sentence(about, objection.path.split(".")[length:], objection.text)
    return None


def _at_name(text: str, fields: Sequence[Field]) -> Field | None:
    """The field that a sentence begins with: `The code is not valid Python`."""
    if (named := _NAMED.match(text)) is None:
        return None
    name = named[1].lower()
    return next((one for one in fields if name in (_parts(one.wire)[-1], _parts(one.name)[-1])), None)


def _suspects(
    fields: Sequence[Field], changes: Mapping[str, str], names: Mapping[str, str]
) -> list[tuple[Field, str]]:
    """The fields that may hold what is not available: those with an id of which no name came, else all."""
    sent = [(field, ids) for field in fields if (ids := _ids(field, changes))]
    unknown = [(field, [one for one in ids if one not in names]) for field, ids in sent]
    return [(field, ", ".join(map(clean, ids))) for field, ids in unknown if ids] or [
        (field, "") for field, _ in sent
    ]


def _ids(field: Field, changes: Mapping[str, str]) -> list[str]:
    """The ids that were sent in a field, in its entries, too."""
    return [one for one, _ in references_in(field, changes.get(field.name, ""))]


def _field_at(path: str, fields: Sequence[Field]) -> Field | None:
    """The field with this path, else the first one within it."""
    paths = {field.name: ".".join(_parts(field.wire or field.name)) for field in fields}
    exact = (field for field in fields if path in (paths[field.name], ".".join(_parts(field.name))))
    within = (field for field in fields if paths[field.name].startswith(f"{path}."))
    return next(exact, None) or next(within, None)


def _parts(path: str) -> list[str]:
    """The names of a path, however they are spelt."""
    return [re.sub(r"[^a-z0-9]", "", part.lower()) for part in path.split(".")]


def _sentence(field: Field, rest: Sequence[str], text: str) -> str:
    places = [f"number {int(part) + 1}" if part.isdecimal() else part for part in rest]
    stop = "" if text.endswith((".", "!", "?", "…")) else "."
    return f"{', '.join((field.label, *places))} {text}{stop}"
