"""The body of a paginate request -> a search of assets."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.asset_query import SORTS, AssetSearch

_SORT_NAMES = {"NAME": "name", "CREATED_AT": "createdAt", "UPDATED_AT": "updatedAt"}
_OWNERS = {"PRIVATE", "PUBLIC", "TEAM", "OWNED", "SUBSCRIBED"}


class PageRequest(NamedTuple):
    """A search and the page of it that is wanted, counted from 0."""

    search: AssetSearch
    page: int
    size: int


def page_request(body: Mapping[str, Any], kinds: tuple[str, ...], caller: Caller) -> PageRequest:
    """Read a paginate body. Enum members that leak as `Class.MEMBER` are understood.

    Raises:
        PlatformError: 400, a sort or an owner that is not known.
    """
    sort, descending = _sort(body)
    search = AssetSearch(
        kinds=kinds,
        team_id=caller.team_id,
        text=(body.get("q") or "").strip(),
        ownership=_ownership(body.get("ownership")),
        saved=body.get("saved"),
        hosts=_texts(body, "hosts"),
        developers=_texts(body, "developers"),
        suppliers=tuple(_member(name).lower() for name in _texts(body, "suppliers")),
        functions=tuple(_function(name) for name in _texts(body, "functions")),
        statuses=tuple(status.lower() for status in _texts(body, "status")),
        path=(body.get("path") or "").strip(),
        source_languages=_languages(body, "sourceLanguages"),
        target_languages=_languages(body, "targetLanguages"),
        tags=_texts(body, "tags"),
        finetunable=body.get("isFineTunable"),
        available=body.get("available"),
        sort=sort,
        descending=descending,
    )
    return PageRequest(search, body.get("pageNumber", 0), body.get("pageSize", 20))


def _texts(body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(body.get(key) or ())


def _member(name: str) -> str:
    """`Supplier.OPENAI` -> `OPENAI`: the text form of an enum member without its class."""
    return re.sub(r"^[A-Z]\w*\.", "", name)


def _function(name: str) -> str:
    return _member(name).lower().replace("_", "-")


def _languages(body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Codes of languages; enum members send the name instead, such as `ENGLISH`."""
    sent = _texts(body, key)
    if not sent:
        return ()
    from aixtui.sandbox.catalogue.languages import LANGUAGES  # few searches need it: not at the start

    codes = {_member_name(name): code for code, name in LANGUAGES.items()}
    return tuple(codes.get(_member_name(_member(name)), _member(name)) for name in sent)


def _member_name(language: str) -> str:
    return re.sub(r"\W+", "_", language.upper())


def _ownership(value: object) -> frozenset[str]:
    """The owners named in a string, in a list, or in the text form of either."""
    if value is None:
        return frozenset()
    named = {word for word in re.findall(r"[A-Z]+", str(value).upper()) if word in _OWNERS}
    if not named:
        raise bad_request(f"ownership must be one of {', '.join(sorted(_OWNERS))}")
    return frozenset(named)


def _sort(body: Mapping[str, Any]) -> tuple[str | None, bool]:
    entries = body.get("sort")
    entry = entries[0] if entries else {}
    field = entry.get("field") or body.get("sortBy")
    if field is None and not entry.get("dir") and not body.get("sortOrder"):
        return None, False
    named = _member(str(field or "name"))
    name = _SORT_NAMES.get(named, named)
    if name not in SORTS:
        raise bad_request(f"sort field must be one of {', '.join(SORTS)}")
    direction = _member(str(entry.get("dir") or body.get("sortOrder") or "ASC")).upper()
    if direction not in {"1", "-1", "ASC", "DESC"}:
        raise bad_request("sort direction must be 1, -1, ASC or DESC")
    return name, direction in {"-1", "DESC"}
