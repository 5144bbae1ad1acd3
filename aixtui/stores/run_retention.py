"""How long runs are kept: the oldest go first, and never one that is starred or goes on."""

from datetime import timedelta
from typing import NamedTuple

from aixtui.stores.document_blobs import sweep_documents
from aixtui.stores.exact_json import encode_text
from aixtui.stores.run_record import OPEN_PHASES
from aixtui.stores.runs import forget_run
from aixtui.stores.sqlite_file import SqliteFile
from aixtui.system import clock


class Retention(NamedTuple):
    """What is kept of a workspace."""

    days: int = 90
    max_bytes: int = 200_000_000
    """Of inputs and replies."""


_OLD = f"""
    SELECT id, started_at, length(i.content) + ifnull(length(r.content), 0)
    FROM runs LEFT JOIN documents AS i ON i.digest = inputs LEFT JOIN documents AS r ON r.digest = reply
    WHERE workspace = ? AND NOT starred AND phase NOT IN ({", ".join(map(repr, OPEN_PHASES))})
    ORDER BY number DESC
"""


def prune_runs(file: SqliteFile, workspace: str, retention: Retention) -> int:
    """Forget the runs of a workspace that are too old or too many; how many those were.

    Raises:
        StoreError: the file cannot be read or written; then all are there.
    """
    oldest = (clock.now() - timedelta(days=retention.days)).isoformat(timespec="microseconds")
    with file.write() as connection:
        size, gone = 0, []
        for run_id, started_at, length in connection.execute(_OLD, (encode_text(workspace),)).fetchall():
            size += length or 0
            if started_at < oldest or size > retention.max_bytes:
                gone.append(run_id)
        for run_id in gone:
            forget_run(connection, run_id)
        if gone:
            sweep_documents(connection)
    return len(gone)
