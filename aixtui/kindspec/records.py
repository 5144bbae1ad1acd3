"""Fields that are lists of entries, each a JSON object with fields of its own. Pure.

Their text is one line of JSON for each entry, with all that is stored of it: whatever becomes of the text,
what is not known here stays.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from aixtui.kindspec.cells import clean
from aixtui.kindspec.references import id_of

F = TypeVar("F")
Entry: TypeAlias = Mapping[str, Any]
Names: TypeAlias = Callable[[str], str]
"""From the id of a resource to what it is called."""


class Around(NamedTuple):
    """What an entry stands among."""

    others: tuple[Entry, ...] = ()
    """The entries beside it."""
    named: Callable[[str], tuple[str, ...]] = lambda _: ()
    """The names of the resources that another field of the form refers to."""


class Opened(NamedTuple, Generic[F]):
    """An entry as a form has it."""

    fields: tuple[F, ...]
    values: Mapping[str, Any]
    """By the names of the fields, which have no dots."""
    store: Callable[[Mapping[str, Any]], Entry]
    """The entry with other values for some of the fields; what no field shows stays as it is."""


class Wrong(NamedTuple):
    """What is wrong with an entry, and in which of its fields."""

    field: str
    sentence: str


class Records(NamedTuple, Generic[F]):
    """What the entries of a field are. `F` is the type of fields, which are described with this."""

    one: str
    """What an entry is called."""
    key: str
    """The key of the document that they are stored under."""
    open: Callable[[Entry, Around], Opened[F]]
    line: Callable[[Entry, Names], str]
    """An entry in one clean line."""
    id_of: Callable[[Entry], str]
    """What tells it from the others."""
    blank: Entry = {}
    """What a new one holds."""
    check: Callable[[Entry, Sequence[Entry]], Wrong | None] = lambda *_: None
    """What is wrong with one among the others, where each of its fields is right by itself."""
    renamed: Callable[[Entry, str, str], Entry] = lambda entry, *_: entry
    """An entry after another one has got another name."""
    made_of: str = ""
    """Id of the kind whose resources can be made into one."""
    seed: Callable[[Any], Entry] = lambda _: {}
    """The entry that such a resource is made into."""
    assigned: Callable[[Sequence[Any]], Sequence[Any]] = lambda entries: entries
    """What a resource is given for its entries."""
    members: Callable[[Mapping[str, str]], Sequence[str]] | None = None
    """The ids of what there is an entry for, by the texts of the form, where none are added or taken away."""
    look: Callable[[Any, str, Entry | None], Opened[F]] | None = None
    """An entry by its id as a form has it, with what only the server knows of it. It is given the source of
    the form's kind, and the entry if there is one already."""


def entries_text(entries: Iterable[Any]) -> str:
    """The text of a field: the same for the same entries, and of ASCII alone, so that nothing can be lost."""
    return "\n".join(json.dumps(entry, sort_keys=True, separators=(",", ":")) for entry in entries)


@lru_cache(maxsize=32)  # a form shows them at every key
def entries_of(text: str) -> tuple[Any, ...]:
    """The entries of a text, not to be changed. Raises ValueError for a line that is no JSON."""
    return tuple(json.loads(line) for line in text.split("\n") if line)


def stored_entries(records: Records[Any], resource: Any) -> list[Any]:
    """What a resource holds, in whatever shape; what is no list is not for us to read."""
    entries = resource.stored(records.key) if resource is not None else None
    return entries if isinstance(entries, list) else []


def first_wrong(records: Records[Any], entries: Sequence[Any]) -> str:
    """What is wrong with the first entry that does not fit among the others, empty for none."""
    readable = [entry for entry in entries if isinstance(entry, Mapping)]
    for place, entry in enumerate(readable):
        wrong = records.check(entry, [*readable[:place], *readable[place + 1 :]])
        if wrong is not None:
            return f"{clean(records.id_of(entry)) or f'One {records.one}'}: {wrong.sentence}"
    return ""


def matched(records: Records[Any], entries: Iterable[Any], ids: Iterable[str]) -> list[Entry | None]:
    """The entry for each id, None where there is none; of those with one id the first goes to the first."""
    left: dict[str, list[Entry]] = {}
    for entry in entries:
        if isinstance(entry, Mapping):
            left.setdefault(records.id_of(entry), []).append(entry)
    return [left[one].pop(0) if left.get(one) else None for one in ids]


def into_members(records: Records[Any], entries: Iterable[Any], members: Iterable[Any]) -> list[Any]:
    """The members of a list, each by its entry where there is one."""
    all_members = list(members)
    found = matched(records, entries, map(id_of, all_members))
    return [member if entry is None else entry for member, entry in zip(all_members, found, strict=True)]
