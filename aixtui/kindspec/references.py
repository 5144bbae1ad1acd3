"""Fields that name other resources: how these are stored, and written as text. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.text_codec import TextCodec


class Reference(NamedTuple):
    """What a field refers to: one resource or, with `many`, any number in their order."""

    kinds: tuple[str, ...]
    """Ids of the kinds that it may be of, in the order in which they are shown."""
    many: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    """What narrows the list that one is picked from."""
    is_looked_up: bool = False
    """Whether it is looked for before a save: the platform takes an id that nothing has."""


def id_of(entry: Any) -> str:
    """The id of a resource as it is stored: itself, in a document, or of an object."""
    if isinstance(entry, Mapping):
        entry = entry.get("id")
    found = entry if isinstance(entry, str) else getattr(entry, "id", None)
    return found if isinstance(found, str) else ""


def names_in(value: Any) -> dict[str, str]:
    """The names of the resources that a stored value knows, by their ids."""
    names = {}
    for entry in value if isinstance(value, list) else [value]:
        name = entry.get("name") if isinstance(entry, Mapping) else getattr(entry, "name", None)
        if id_of(entry) and name:
            names[id_of(entry)] = clean(name)
    return names


def ids_in(text: str) -> list[str]:
    """The ids that a text names, one a line."""
    return [line for line in text.split("\n") if line]


def with_stored(ids: Sequence[str], stored: Any, earlier: Any = None) -> list[Any]:
    """What is to be stored for these ids: what is stored of them already, so that nothing of it is lost.

    So is what has no id: nobody was shown it, and nobody took it away. Of what is not stored any more it is
    what was stored `earlier`.
    """
    entries, spare = _by_id(stored), _by_id(earlier)
    kept = [next((held[one].pop(0) for held in (entries, spare) if held.get(one)), one) for one in ids]
    return [*kept, *entries.get("", [])]


def _by_id(stored: Any) -> dict[str, list[Any]]:
    entries: dict[str, list[Any]] = {}
    for entry in stored or []:
        entries.setdefault(id_of(entry), []).append(entry)
    return entries


ONE = TextCodec(id_of, lambda text: text.strip() or None)
MANY = TextCodec(lambda entries: "\n".join(map(id_of, entries or [])), ids_in)
