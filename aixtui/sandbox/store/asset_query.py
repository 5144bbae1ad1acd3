"""A search of assets -> SQL. Every filter and every sort is the database's work."""

from typing import NamedTuple

from aixtui.sandbox.store.availability import Availability
from aixtui.sandbox.store.database import Value
from aixtui.sandbox.store.text_query import WITH_WORDS, Tier, query

SORTS = {
    "name": "name COLLATE NOCASE",
    "createdAt": "created_at",
    "updatedAt": "updated_at",
    "normalizedPrice": "price",
    "totalSubscribed": "(SELECT count(*) FROM bookmarks WHERE asset = number)",
}

_BELOW = (
    "number IN (SELECT number FROM assets WHERE instance_id COLLATE NOCASE BETWEEN ? AND ?"
    " UNION SELECT number FROM assets WHERE asset_path COLLATE NOCASE BETWEEN ? AND ?)"
)
_LAST = "\U0010ffff"
"""The greatest letter: whatever begins with a text is between it and it with this at its end."""


class AssetSearch(NamedTuple):
    """What a caller looks for. An empty tuple or None does not filter."""

    kinds: tuple[str, ...]
    team_id: int
    text: str = ""
    ownership: frozenset[str] = frozenset()
    saved: bool | None = None
    hosts: tuple[str, ...] = ()
    developers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    path: str = ""
    source_languages: tuple[str, ...] = ()
    target_languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    finetunable: bool | None = None
    available: bool | None = None
    sort: str | None = None
    descending: bool = False


class Clauses(NamedTuple):
    """The SQL of a search: what follows FROM, WHERE (with its values) and ORDER BY."""

    source: str
    where: str
    values: tuple[Value, ...]
    order: str


def clauses(
    availability: Availability,
    search: AssetSearch,
    tier: Tier | None = None,
    *,
    words_first: bool = False,
) -> Clauses:
    """Compile a search, or the part of it that is in `tier`.

    `words_first` suits few matches: it starts from the words and ranks what has them. Many matches are
    taken in the default order instead, from its index, since ranking them would cost much.
    """
    conditions: list[tuple[str, tuple[Value, ...]]] = [
        (_among("kind", search.kinds), search.kinds),
        ("(public OR team_id = ?)", (search.team_id,)),
        *_ownership(search),
        *_columns(search),
        *_languages(search),
    ]
    if search.text:
        match = tier.match if tier else query(search.text)
        within = "asset_words MATCH ?" if words_first else f"number IN ({WITH_WORDS})"
        conditions.append((within, (match,)))
    if tier:
        conditions += tier.conditions
    if search.path:
        conditions.append((_BELOW, (search.path, search.path + _LAST) * 2))
    if search.finetunable is not None:
        conditions.append(("finetunable = ?", (int(search.finetunable),)))
    if search.available is not None:
        conditions.append(availability.condition(search.available))
    where = " AND ".join(sql for sql, _ in conditions)
    values = tuple(value for _, part in conditions for value in part)
    ranked = bool(search.text) and words_first
    # CROSS JOIN fixes the order of the loops: first the words, then the rows that have them.
    source = "asset_words CROSS JOIN assets ON number = asset_words.rowid" if ranked else "assets"
    return Clauses(source, where, values, _order(search, ranked=ranked))


def _among(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join('?' * len(values))})"


def _columns(search: AssetSearch) -> list[tuple[str, tuple[Value, ...]]]:
    filters = (
        ("host COLLATE NOCASE", search.hosts),
        ("developer COLLATE NOCASE", search.developers),
        ("supplier COLLATE NOCASE", search.suppliers),
        ("function", search.functions),
        ("status", search.statuses),
    )
    return [(_among(column, values), values) for column, values in filters if values]


def _ownership(search: AssetSearch) -> list[tuple[str, tuple[Value, ...]]]:
    wanted: list[str] = []
    values: list[Value] = []
    if search.ownership & {"PRIVATE", "OWNED", "TEAM"}:
        wanted.append("team_id = ?")
        values.append(search.team_id)
    if "PUBLIC" in search.ownership:
        wanted.append("public")
    saved = "number IN (SELECT asset FROM bookmarks WHERE team_id = ?)"
    if "SUBSCRIBED" in search.ownership:
        wanted.append(saved)
        values.append(search.team_id)
    found: list[tuple[str, tuple[Value, ...]]] = []
    if wanted:
        found.append((f"({' OR '.join(wanted)})", tuple(values)))
    if search.saved is not None:
        found.append((saved if search.saved else f"NOT {saved}", (search.team_id,)))
    return found


def _languages(search: AssetSearch) -> list[tuple[str, tuple[Value, ...]]]:
    found: list[tuple[str, tuple[Value, ...]]] = []
    for role, codes in (("source", search.source_languages), ("target", search.target_languages)):
        if codes:
            marks = ", ".join("?" * len(codes))
            found.append(
                (
                    f"number IN (SELECT asset FROM asset_languages WHERE role = ? AND code IN ({marks}))",
                    (role, *(code.lower() for code in codes)),
                )
            )
    if search.tags:
        marks = ", ".join("?" * len(search.tags))
        found.append(
            (f"EXISTS (SELECT 1 FROM json_each(doc, '$.tags') WHERE value IN ({marks}))", search.tags)
        )
    return found


def _order(search: AssetSearch, *, ranked: bool) -> str:
    if search.sort:
        direction = "DESC" if search.descending else "ASC"
        return f"{SORTS[search.sort]} {direction}, number {direction}"
    if ranked:
        return "engine IS NULL, bm25(asset_words, 8, 4, 1), place, number"
    return "place, created_at DESC, number"
