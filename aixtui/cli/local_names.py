"""Names that this machine knows, for completion: kinds, profiles, what was opened, run or seen lately.

What cannot be read gives no names: a press of Tab is no place for a complaint.
"""

import os
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from aixtui.system.paths import config_dir, data_dir, state_dir

KINDS = {
    "agents": "agent",
    "models": "model",
    "tools": "tool",
    "integrations": "integration",
    "utilities": "utility",
    "skills": "skill",
    "sessions": "session",
    "triggers": "trigger",
    "files": "file",
    "keys": "key",
    "inspectors": "inspector",
}
"""Plural and id of each kind: loading the kinds themselves takes longer than one waits for Tab."""
PLURALS = {kind: plural for plural, kind in KINDS.items()}
SANDBOX = "sandbox"
MOST, MOST_SEEN = 100, 1000
_WORKSPACE = "(CAST(workspace AS TEXT) = 'sandbox' OR CAST(workspace AS TEXT) LIKE 'sandbox %') = ?"
_RECENTS = f"SELECT kind, id, name FROM recents WHERE {_WORKSPACE} ORDER BY opened DESC LIMIT {MOST}"
_OF_RUNS = f"""
    SELECT CAST(kind AS TEXT), CAST(resource AS TEXT), CAST(name AS TEXT) FROM runs WHERE {_WORKSPACE}
    GROUP BY kind, resource ORDER BY MAX(number) DESC LIMIT {MOST}
"""
_SEEN = f"""
    SELECT kind, json_extract(row.value, '$.id'), json_extract(row.value, '$.name')
    FROM seen_pages, json_each(document, '$.rows') AS row WHERE {_WORKSPACE}
    ORDER BY seen DESC LIMIT {MOST_SEEN}
"""
_RUNS = f"""
    SELECT id, CAST(name AS TEXT), phase FROM runs WHERE {_WORKSPACE} ORDER BY number DESC LIMIT {MOST}
"""


class Name(NamedTuple):
    """What a word may become."""

    value: str
    about: str = ""


def kinds() -> Iterator[Name]:
    """The kinds, as one lists them."""
    return map(Name, KINDS)


def profiles() -> Iterator[Name]:
    """The profiles of the settings, and those that need none."""
    yield from map(Name, dict.fromkeys(("default", *own_profiles(), SANDBOX)))


def own_profiles() -> tuple[str, ...]:
    """The profiles of the settings."""
    found = _settings().get("profiles")
    return (*found,) if isinstance(found, dict) else ()


def profile_in_use() -> str:
    """The profile that is used where no option names one; empty where nobody says so."""
    return os.environ.get("AIXTUI_PROFILE") or str(_settings().get("profile", ""))


def _settings() -> dict[str, Any]:
    try:
        return tomllib.loads((config_dir() / "config.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def resources(typed: str, *, in_sandbox: bool) -> Iterator[Name]:
    """Resources that were opened, run or listed here, as KIND/ID; before a slash which kinds there are.

    Once something of an id is typed it may also be a name, where no other one here has that.
    """
    word, slash, begun = typed.partition("/")
    if not slash:
        yield from (Name(f"{plural}/") for plural in KINDS)
    start = f"{word}/" if slash and word in (*KINDS, *PLURALS) else ""
    kind = KINDS.get(word, word) if start else "model"
    if not typed:
        return
    found = _known(kind, in_sandbox=in_sandbox)
    yield from (Name(f"{start}{identifier}", name) for identifier, name in found.items())
    if begun or not start:
        names = Counter(found.values())
        yield from (
            Name(f"{start}{name}", identifier)
            for identifier, name in found.items()
            if names[name] == 1 and "/" not in name and name != identifier
        )


def _known(wanted: str, *, in_sandbox: bool) -> dict[str, str]:
    """The names of all of a kind that are known here, by their ids."""
    state, journal = state_dir() / "state.db", data_dir() / "journal.db"
    places = ((state, _RECENTS), (journal, _OF_RUNS), (state, _SEEN))
    found = dict[str, str]()
    for kind, identifier, name in (row for file, sql in places for row in _rows(file, sql, in_sandbox)):
        if kind == wanted:
            found.setdefault(identifier, name)
    return found


def runs(*, in_sandbox: bool) -> Iterator[Name]:
    """The ids of the runs that were sent last."""
    for run_id, name, phase in _rows(data_dir() / "journal.db", _RUNS, in_sandbox):
        yield Name(run_id, f"{name}, {phase}")


def _rows(file: Path, sql: str, in_sandbox: bool) -> Iterator[tuple[str, str, str]]:
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=0.2)) as connection:
            rows = connection.execute(sql, (in_sandbox,)).fetchall()
    except sqlite3.Error:
        return
    for one, two, three in rows:
        yield _plain(one), _plain(two), _plain(three)


def _plain(text: object) -> str:
    """A text of a server in one line that does nothing to a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in str(text))
