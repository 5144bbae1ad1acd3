"""A SQLite database for each connection, in the sandbox's folder."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.tools.action import Action, ActionInput, Call, Config, Toolbox

_MOST_ROWS = 1000
_MOST_STEPS = 20_000_000
_STEPS_A_LOOK = 10_000
_REFUSED = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}
_SQL = ActionInput("query", required=True, description="One SQL statement.")


@contextmanager
def _open(call: Call, *, write: bool) -> Iterator[sqlite3.Connection]:
    folder = call.job.services.folder / "databases"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / f"{call.asset_id}.db", isolation_level=None)
    looks = iter(range(_MOST_STEPS // _STEPS_A_LOOK))
    try:
        connection.execute(f"PRAGMA query_only={'OFF' if write else 'ON'}")
        # No other file of this machine, and no statement without an end.
        connection.set_authorizer(
            lambda code, *_: sqlite3.SQLITE_DENY if code in _REFUSED else sqlite3.SQLITE_OK
        )
        connection.set_progress_handler(lambda: next(looks, None) is None, _STEPS_A_LOOK)
        yield connection
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise EngineError(f"SQLite: {error}.") from error
    finally:
        connection.close()


def _query(call: Call) -> object:
    with _open(call, write=False) as connection:
        cursor = connection.execute(str(call.inputs["query"]))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchmany(_MOST_ROWS)]


def _commit(call: Call) -> object:
    with _open(call, write=True) as connection:
        return {"changedRows": connection.execute(str(call.inputs["query"])).rowcount}


def _schema(call: Call) -> object:
    with _open(call, write=False) as connection:
        return [row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]


_ACTIONS = (
    Action(
        "query",
        "Reads with one SQL statement; at most 1,000 rows.",
        (_SQL,),
        _query,
        topics=("query", "select"),
    ),
    Action("commit", "Changes the database with one SQL statement.", (_SQL,), _commit),
    Action("schema", "Shows the tables.", (), _schema, topics=("schema", "tables")),
)


def _actions(_config: Config) -> tuple[Action, ...]:
    return _ACTIONS


SQLITE = Toolbox("sqlite", _actions)
