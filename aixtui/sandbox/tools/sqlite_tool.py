"""A SQLite database for each connection, in the sandbox's folder; SQL runs in a process of its own."""

import inspect
import shutil
from pathlib import Path

from aixtui.sandbox.confinement.call import Call as ProcessCall
from aixtui.sandbox.engines.isolated import run_isolated
from aixtui.sandbox.tools import sqlite_worker
from aixtui.sandbox.tools.action import Action, ActionInput, Call, Config, Toolbox

_SECONDS = 10
_MEMORY_BYTES = 500_000_000
_LARGEST_FILE = 60_000_000
_SQL = ActionInput("query", required=True, description="One SQL statement.")


def remove_database(files: Path, asset_id: str) -> None:
    """Remove what a connection kept, if it kept anything; `files` is the folder of the sandbox."""
    shutil.rmtree(_folder(files, asset_id), ignore_errors=True)
    for older in _older(files, asset_id):
        older.unlink(missing_ok=True)


def _folder(files: Path, asset_id: str) -> Path:
    """Where the database of a connection is, alone: its process may open nothing besides."""
    return files / "databases" / asset_id


def _older(files: Path, asset_id: str) -> list[Path]:
    """The files of a database that was made when all of them shared one folder."""
    return [*(files / "databases").glob(f"{asset_id}.db*")]


def _run(call: Call, function: str, **inputs: object) -> object:
    files = call.job.services.folder
    folder = _folder(files, call.asset_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "data.db"
    for older in _older(files, call.asset_id):
        older.rename(folder / older.name.replace(call.asset_id, "data", 1))
    return run_isolated(
        ProcessCall(
            inspect.getsource(sqlite_worker),
            function,
            {"path": str(path), **inputs},
            _SECONDS,
            memory_bytes=_MEMORY_BYTES,
            file_bytes=_LARGEST_FILE,
            writable=(str(folder),),
        )
    )


def _query(call: Call) -> object:
    return _run(call, "query", statement=str(call.inputs["query"]))


def _commit(call: Call) -> object:
    return _run(call, "commit", statement=str(call.inputs["query"]))


def _schema(call: Call) -> object:
    return _run(call, "schema")


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
