"""How long runs are kept: the oldest go first, and never one that is starred or goes on."""

from datetime import timedelta

from aixtui.stores.document_blobs import sweep_documents
from aixtui.stores.exact_json import encode_text
from aixtui.stores.run_record import OPEN_PHASES
from aixtui.stores.runs import forget_run
from aixtui.stores.sqlite_file import SqliteFile
from aixtui.system import clock

_OLD = f"""
    SELECT id, started_at, length(i.content) + ifnull(length(r.content), 0)
    FROM runs LEFT JOIN documents AS i ON i.digest = inputs LEFT JOIN documents AS r ON r.digest = reply
    WHERE workspace = ? AND NOT starred AND phase NOT IN ({", ".join(map(repr, OPEN_PHASES))})
    ORDER BY number DESC
"""


class RunRetention:
    """Forgets runs. Methods block, from any thread.

    Raises:
        StoreError: from every method, when the file cannot be read or written; then all are there.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def beyond(
        self, workspace: str, *, age: timedelta | None = None, most_bytes: int | None = None
    ) -> tuple[str, ...]:
        """The ids of the runs of a workspace that are older, or more, than this; None is no bound."""
        oldest = "" if age is None else (clock.now() - age).isoformat(timespec="microseconds")
        size, found = 0, []
        for run_id, started_at, length in self._file.rows(_OLD, encode_text(workspace)):
            size += length if isinstance(length, int) else 0
            if str(started_at) < oldest or (most_bytes is not None and size > most_bytes):
                found.append(str(run_id))
        return tuple(found)

    def prune(self, workspace: str, *, age: timedelta | None = None, most_bytes: int | None = None) -> int:
        """Forget those; how many they were."""
        gone = self.beyond(workspace, age=age, most_bytes=most_bytes)
        if gone:
            with self._file.write() as connection:
                for run_id in gone:
                    forget_run(connection, run_id)
                sweep_documents(connection)
        return len(gone)
