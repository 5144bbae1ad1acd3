"""Ghost completion of what is typed after `:`."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote_plus

from aixtui.listing.address import SETTINGS, TOKEN, AddressError, find_kind, sort_names
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
    match = _KIND.match(line)
    if match:
        completion = _argument(match[1], line[match.end() :], kinds, is_full=match[2] == "?")
    else:
        plurals = [kind.plural for kind in kinds]
        completion = _completion(
            line, (*plurals, *(word for kind in kinds for word in (kind.id, *kind.aliases)))
        )
    return completion or _completion(line, (*views, *recents))


def _argument(word: str, text: str, kinds: Sequence[Listable], *, is_full: bool) -> str:
    try:
        kind = find_kind(word, kinds)
    except AddressError:
        return ""
    fragment = text.rpartition("&")[2] if is_full else _last_token(text)
    name, equals, value = fragment.partition("=")
    if not equals:
        names = (*(filter_.id for filter_ in kind.filters), *SETTINGS)
        return _completion(name, [f"{option}=" for option in names]) if name else ""
    if name == "sort":
        sorts = list(sort_names(kind))
        return _completion(value, (*sorts, *(f"-{column}" for column in sorts)))
    options = (option for filter_ in kind.filters if filter_.id == name for option in filter_.options)
    return _completion(value, map(quote_plus if is_full else _quote, options))


def _last_token(words: str) -> str:
    tokens = TOKEN.findall(words)
    return str(tokens[-1]) if tokens and not words[-1].isspace() else ""


def _quote(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def _completion(text: str, candidates: Iterable[str]) -> str:
    prefix = text.lower()
    for candidate in candidates:
        if len(candidate) > len(text) and candidate[: len(text)].lower() == prefix:
            return candidate[len(text) :]
    return ""
