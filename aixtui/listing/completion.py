"""Ghost completion of what is typed after `:`."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote_plus

from aixtui.listing.address import SETTINGS, TOKEN, AddressError, kind_named, sort_names
from aixtui.listing.source import Listable

_KIND = re.compile(r"([^\s?/]+)([\s?])")


def complete(
    text: str, kinds: Sequence[Listable], *, views: Iterable[str] = (), recents: Iterable[str] = ()
) -> str:
    """What is missing from the best completion of a typed line; empty where nothing fits.

    Kinds come before their aliases, both before `views` and `recents`: whole lines that the caller
    understands, such as names of views and addresses of resources, the best first.
    """
    line = text.lstrip().removeprefix(":").lstrip()
    if not line:
        return ""
    found = _KIND.match(line)
    if found:
        missing = _argument(found[1], line[found.end() :], kinds, full=found[2] == "?")
    else:
        plurals = [kind.plural for kind in kinds]
        missing = _missing(line, (*plurals, *(word for kind in kinds for word in (kind.id, *kind.aliases))))
    return missing or _missing(line, (*views, *recents))


def _argument(word: str, rest: str, kinds: Sequence[Listable], *, full: bool) -> str:
    try:
        kind = kind_named(word, kinds)
    except AddressError:
        return ""
    fragment = rest.rpartition("&")[2] if full else _last_token(rest)
    name, given, value = fragment.partition("=")
    if not given:
        names = (*(held.id for held in kind.filters), *SETTINGS)
        return _missing(name, [f"{known}=" for known in names]) if name else ""
    if name == "sort":
        sorts = list(sort_names(kind))
        return _missing(value, (*sorts, *(f"-{column}" for column in sorts)))
    options = (option for held in kind.filters if held.id == name for option in held.options)
    return _missing(value, map(quote_plus if full else _quoted, options))


def _last_token(words: str) -> str:
    tokens = TOKEN.findall(words)
    return str(tokens[-1]) if tokens and not words[-1].isspace() else ""


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def _missing(typed: str, candidates: Iterable[str]) -> str:
    wanted = typed.lower()
    for candidate in candidates:
        if len(candidate) > len(typed) and candidate[: len(typed)].lower() == wanted:
            return candidate[len(typed) :]
    return ""
