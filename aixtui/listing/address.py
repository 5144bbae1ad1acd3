"""Where one is, as text: `KIND[/ID[/TAB]]?q=&FILTER=&sort=&page=&size=`, and the shorthand typed after `:`.

In the full form ids and values are percent-encoded, since paths of assets hold slashes. The shorthand reads
`agents invoice status=draft sort=-updated page=2`: words without `=` are searched for, and double quotes hold
together what has spaces in it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode

from aixtui.kindspec.filters import Filter
from aixtui.listing.source import Listable
from aixtui.workspace.query import DEFAULT_PAGE_SIZE, Query

TABS = ("overview", "inputs", "actions", "json", "runs", "code")
"""The parts of a resource's page."""
SETTINGS = ("q", "sort", "page", "size")
"""What an address may set for every kind; all other names are filters."""
TOKEN = re.compile(r'(?:"[^"]*"|\S)+')
"""One word of the shorthand."""

_LIMITS = {"page": 1_000_000, "size": 100}
_SETTING = re.compile(r"([A-Za-z][\w-]*)=(.*)", re.DOTALL)


class AppAddress(NamedTuple):
    """A list of a kind, or with `id` one resource of it; `tab` is one of TABS, empty for the first."""

    kind: str
    id: str = ""
    tab: str = ""
    query: Query = Query()


class AddressError(ValueError):
    """A text that is no address; says which part and, in `hint`, what would be one."""

    title = "Not an address"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


def parse(text: str, kinds: Sequence[Listable], others: Collection[str] = ()) -> AppAddress:
    """Read either form; a leading `:` is allowed.

    An id may also be written with plain slashes. Without a sort the query has none, which leaves it to the
    kind's own. `others` are the words beside kinds that may have been meant.

    Raises:
        AddressError: an unknown kind, filter, value or sort column, or a page or size out of bounds.
    """
    line = text.strip().removeprefix(":").strip()
    first = line.split(maxsplit=1)[0] if line else ""
    if "/" in first or "?" in first:
        path, _, remainder = line.partition("?")
        word, identifier, tab = _place(path)
        pairs: Iterable[tuple[str, str]] = parse_qsl(remainder, keep_blank_values=True)
    else:
        word, identifier, tab = first, "", ""
        pairs = _shorthand_pairs(line[len(first) :])
    kind = find_kind(word, kinds, others)
    return AppAddress(kind.id, identifier, tab, with_settings(Query(), kind, pairs))


def with_settings(query: Query, kind: Listable, pairs: Iterable[tuple[str, str]]) -> Query:
    """A query with more said of it, by the names that an address has; filters are added.

    Raises:
        AddressError: an unknown filter, value or sort column, or a page or size out of bounds.
    """
    words: list[str] = []
    filters = list(query.filters)
    for name, value in pairs:
        if name == "q":
            words.append(value)
        elif name == "sort":
            query = query._replace(sort=_sort(kind, value))
        elif name == "page":
            query = query._replace(page=_number(name, value))
        elif name == "size":
            query = query._replace(size=_number(name, value))
        else:
            filters.append((name, _filter_value(kind, name, value)))
    return query._replace(text=" ".join(words) or query.text, filters=tuple(filters))


def format(address: AppAddress, kinds: Sequence[Listable]) -> str:  # noqa: A001  # read as address.format
    """Write the full form, which `parse` reads back.

    Raises:
        AddressError: the kind is unknown.
    """
    kind = find_kind(address.kind, kinds)
    parts = (address.id, address.tab if address.id else "")
    path = "/".join([kind.plural, *(quote(part, safe="", errors="replace") for part in parts if part)])
    query = address.query
    pairs = [("q", query.text)] if query.text else []
    pairs += query.filters
    if query.sort:
        field = query.sort.removeprefix("-")
        names = (name for name, sorts_by in sort_names(kind).items() if sorts_by == field)
        pairs.append(("sort", ("-" if query.sort.startswith("-") else "") + next(names, field)))
    if query.page != 1:
        pairs.append(("page", str(query.page)))
    if query.size != DEFAULT_PAGE_SIZE:
        pairs.append(("size", str(query.size)))
    return f"{path}?{urlencode(pairs, safe='/:,', errors='replace')}" if pairs else path


def find_kind(word: str, kinds: Sequence[Listable], others: Collection[str] = ()) -> Listable:
    """The kind of this id, plural or alias, in any case.

    Raises:
        AddressError: there is none.
    """
    name = word.lower()
    for kind in kinds:
        if name in (kind.id, kind.plural, *kind.aliases):
            return kind
    plurals = [kind.plural for kind in kinds]
    problem = f"There is no kind {word!r}." if word else "It names no kind."
    hint = nearest(name, [*plurals, *others]) or _choice("", plurals, "The kinds are")
    raise AddressError(problem, hint)


def sort_names(kind: Listable) -> dict[str, str]:
    """What an address may name to sort by -> the server's field: columns by their ids."""
    names = {column.id: column.sort for column in kind.columns if column.sort}
    default = kind.sort.removeprefix("-")
    return names if not default or default in names.values() else names | {default: default}


def _place(path: str) -> tuple[str, str, str]:
    word, _, remainder = path.partition("/")
    remainder = remainder.strip("/")
    identifier, _, last = remainder.rpartition("/")
    if identifier and last in TABS:
        return word, unquote(identifier), last
    return word, unquote(remainder), ""


def _shorthand_pairs(words: str) -> Iterator[tuple[str, str]]:
    for token in TOKEN.findall(words):
        match = _SETTING.fullmatch(token)
        name, value = match.groups() if match else ("q", token)
        yield name, re.sub(r'"([^"]*)"', r"\1", value)


def _sort(kind: Listable, value: str) -> str:
    names = sort_names(kind)
    name = value.removeprefix("-")
    if name not in names:
        raise AddressError(f"{kind.plural} cannot be sorted by {name!r}.", _choice(name, names, "Sort by"))
    return ("-" if value.startswith("-") else "") + names[name]


def _number(name: str, value: str) -> int:
    # isdecimal would take digits of any script, and int() white space and underscores.
    if not re.fullmatch(r"[0-9]{1,7}", value) or not 1 <= int(value) <= _LIMITS[name]:
        raise AddressError(f"{value!r} is no {name}.", f"Give a number from 1 to {_LIMITS[name]}.")
    return int(value)


def _filter_value(kind: Listable, name: str, value: str) -> str:
    filters: dict[str, Filter] = {filter_.id: filter_ for filter_ in kind.filters}
    if name not in filters:
        names = (*SETTINGS, *filters)
        raise AddressError(f"{kind.plural} have no filter {name!r}.", _choice(name, names, "There is"))
    filter_ = filters[name]
    is_fixed = filter_.options and not filter_.free_text and filter_.suggest_from is None
    if not value or (is_fixed and value not in filter_.options):
        problem = f"{value!r} is no {name} of {kind.plural}." if value else f"{name}= has no value."
        raise AddressError(problem, _choice(value, filter_.options, "Choose"))
    return value


def _choice(word: str, names: Collection[str], lead: str) -> str:
    return nearest(word, names) or (f"{lead} {', '.join(names)}." if names else "")


def nearest(word: str, names: Collection[str]) -> str:
    """Which name may have been meant, as a sentence; empty where none is near."""
    matches = get_close_matches(word, names, n=1)
    return f"Did you mean {matches[0]!r}?" if matches else ""
