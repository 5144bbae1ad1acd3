"""The table of runs: each phase is written before the next act, so that no kill makes one forgotten."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from aixtui.stores.document_blobs import drop_document, keep_document, sweep_documents
from aixtui.stores.exact_json import JsonObject, encode_json, encode_text, strip_keys
from aixtui.stores.owner import Owner
from aixtui.stores.run_record import IN_FLIGHT_SQL, OPEN_PHASES, Progress, RunRecord
from aixtui.stores.sqlite_file import SqliteFile, StoreError
from aixtui.system import clock

RUNS_SCHEMA = """
CREATE TABLE runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, workspace BLOB NOT NULL,
    kind BLOB NOT NULL, resource BLOB NOT NULL, name BLOB NOT NULL, face TEXT NOT NULL,
    inputs TEXT NOT NULL, hidden BLOB NOT NULL, started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
    phase TEXT NOT NULL, url BLOB NOT NULL DEFAULT x'', request_id BLOB NOT NULL DEFAULT x'',
    status BLOB NOT NULL DEFAULT x'', reply TEXT, credits REAL, run_time REAL,
    sentence BLOB NOT NULL DEFAULT x'', note BLOB NOT NULL DEFAULT x'', starred INTEGER NOT NULL DEFAULT 0,
    pid INTEGER NOT NULL, started TEXT NOT NULL, window TEXT NOT NULL
);
CREATE INDEX runs_by_resource ON runs (workspace, kind, resource, number);
CREATE TABLE polls (run TEXT NOT NULL, at TEXT NOT NULL, status BLOB NOT NULL, credits REAL);
CREATE INDEX polls_by_run ON polls (run);
CREATE VIRTUAL TABLE run_texts USING fts5 (asked, answered, tokenize = 'trigram')
"""
RUN_ORDER_SCHEMA = f"""
CREATE INDEX runs_in_order ON runs (workspace, {IN_FLIGHT_SQL} DESC, number DESC);
CREATE INDEX runs_by_credits ON runs (workspace, {IN_FLIGHT_SQL} DESC, credits DESC, number DESC);
CREATE INDEX runs_by_phase ON runs (workspace, phase, number)
"""
"""What lists of thousands are counted and paged by."""
RUN_NOTES_SCHEMA = """
CREATE VIRTUAL TABLE run_notes USING fts5 (noted, tokenize = 'trigram');
INSERT INTO run_notes (rowid, noted) SELECT number, CAST(note AS TEXT) FROM runs WHERE note != x''
"""
"""A table of its own: to have it beside what was asked and answered, all of that would be indexed anew."""
POLLS_TELL_MORE = """
ALTER TABLE polls ADD COLUMN share REAL;
ALTER TABLE polls ADD COLUMN stage BLOB NOT NULL DEFAULT x''
"""
SENT_INPUTS_SCHEMA = "ALTER TABLE runs ADD COLUMN sent BLOB"
_INSERT = """
    INSERT INTO runs (id, workspace, kind, resource, name, face, inputs, hidden, sent, started_at, changed_at,
        phase, pid, started, window)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'intent', ?, ?, ?)
"""
_OPEN = ", ".join(f"'{phase}'" for phase in OPEN_PHASES)
_OURS = "id = ? AND pid = ? AND started = ? AND window = ?"
_ADVANCE = f"""
    UPDATE runs SET phase = ?, url = COALESCE(?, url), request_id = COALESCE(?, request_id),
        status = COALESCE(?, status), reply = COALESCE(?, reply), credits = COALESCE(?, credits),
        run_time = COALESCE(?, run_time), sentence = ?, changed_at = ?
    WHERE phase IN ({_OPEN}) AND {_OURS}
"""
NEVER_SENT = "The app ended before it was sent."
NO_ANSWER = "The app ended before the server answered: what became of it is not known."
_LONGEST_TEXT = 100_000
"""Characters of a text that a search looks through."""


class NotWatchedError(StoreError):
    """The run is not, or no longer, this window's."""


class Runs:
    """The runs of all workspaces, as one window writes them. Methods block, from any thread.

    What is written is clean of keys already.

    Raises:
        StoreError: from every method, when the file cannot be read or written; all is then as it was.
    """

    def __init__(self, file: SqliteFile, owner: Owner) -> None:
        self._file, self._owner = file, owner

    def add(self, record: RunRecord, *, secret_inputs: Collection[str] = ()) -> None:
        """Write what is to be run, before anything is sent. What the secret inputs hold is left out."""
        inputs, hidden = strip_keys(record.inputs, secret_inputs)
        sent = None if record.sent is None else encode_json(strip_keys(record.sent, secret_inputs)[0])
        with self._file.write() as connection:
            now = _now()
            values = (
                record.id,
                *map(encode_text, (record.workspace, record.kind, record.resource_id, record.name)),
                record.face,
                keep_document(connection, inputs),
                encode_json(sorted(hidden)),
                sent,
                now,
                now,
                *self._owner,
            )
            number = connection.execute(_INSERT, values).lastrowid
            sql = "INSERT INTO run_texts (rowid, asked, answered) VALUES (?, ?, '')"
            connection.execute(sql, (number, _searched(record.name, inputs)))

    def advance(self, run_id: str, progress: Progress) -> None:
        """Write how far a run of this window has come.

        Raises:
            NotWatchedError: it is not this window's, or has ended.
        """
        now = _now()
        with self._file.write() as connection:
            before = connection.execute("SELECT reply FROM runs WHERE id = ?", (run_id,)).fetchone()
            values = (
                progress.phase,
                *(encode_text(one) if one else None for one in (progress.url, progress.request_id)),
                encode_text(progress.status) if progress.status else None,
                keep_document(connection, progress.reply),
                progress.credits,
                progress.run_time,
                encode_text(progress.sentence),
                now,
                run_id,
                *self._owner,
            )
            if not connection.execute(_ADVANCE, values).rowcount:
                raise NotWatchedError("This run is over, or another window watches it.")
            if before is not None and before[0] is not None:
                drop_document(connection, before[0])
            if progress.phase == "polling":
                _note_poll(connection, run_id, now, progress)
            if progress.phase not in OPEN_PHASES:
                sql = "UPDATE run_texts SET answered = ? WHERE rowid = (SELECT number FROM runs WHERE id = ?)"
                answered = _searched(progress.sentence, progress.reply, _names(progress.reply))
                connection.execute(sql, (answered, run_id))

    def release(self, run_id: str) -> None:
        """Let any window watch a run of this one, which does so no more."""
        with self._file.write() as connection:
            sql = f"UPDATE runs SET pid = 0, started = '' WHERE {_OURS}"
            connection.execute(sql, (run_id, *self._owner))

    def take(self, run_id: str) -> bool:
        """Have this window watch a run from now on; no where it is gone, or another open window does.

        One that nobody waited for any more is watched again where it is known where to ask for it.
        """
        with self._file.write() as connection:
            sql = "SELECT pid, started, window FROM runs WHERE id = ?"
            row = connection.execute(sql, (run_id,)).fetchone()
            if row is None or self._owner.holder(*row) == "others":
                return False
            sql = f"""
                UPDATE runs SET pid = ?, started = ?, window = ?, phase = CASE
                    WHEN phase IN ('stopped', 'unknown') AND url != x'' THEN 'polling' ELSE phase END
                WHERE id = ? AND (phase IN ({_OPEN}) OR phase IN ('stopped', 'unknown') AND url != x'')
            """
            return bool(connection.execute(sql, (*self._owner, run_id)).rowcount)

    def settle_lost(self, workspace: str) -> None:
        """Say of the runs whose window has ended before an answer came that nobody knows, or was asked."""
        where = "workspace = ? AND phase IN ('intent', 'sent')"
        sql = f"SELECT id, phase, pid, started, window FROM runs WHERE {where}"
        lost = [
            (run_id, phase)
            for run_id, phase, *owner in self._file.rows(sql, encode_text(workspace))
            if self._owner.holder(*owner) == "nobody"
        ]
        for run_id, phase in lost:
            ending, sentence = ("failed", NEVER_SENT) if phase == "intent" else ("unknown", NO_ANSWER)
            with self._file.write() as connection:
                sql = "UPDATE runs SET phase = ?, sentence = ?, changed_at = ? WHERE id = ? AND phase = ?"
                connection.execute(sql, (ending, encode_text(sentence), _now(), run_id, phase))

    def note(self, run_id: str, text: str) -> None:
        """Have the user's own note stand at a run."""
        with self._file.write() as connection:
            connection.execute("UPDATE runs SET note = ? WHERE id = ?", (encode_text(text), run_id))
            _drop_texts(connection, "run_notes", run_id)
            if text:
                sql = "INSERT INTO run_notes (rowid, noted) SELECT number, ? FROM runs WHERE id = ?"
                connection.execute(sql, (_searched(text, None), run_id))

    def star(self, run_id: str, *, on: bool) -> None:
        """Mark a run as one to keep, or no longer: those that are never go by themselves."""
        with self._file.write() as connection:
            connection.execute("UPDATE runs SET starred = ? WHERE id = ?", (int(on), run_id))

    def delete(self, run_ids: Collection[str]) -> None:
        """Forget runs, if they are there.

        Raises:
            NotWatchedError: another window that is open watches one of them; then none is forgotten.
        """
        with self._file.write() as connection:
            for run_id in run_ids:
                sql = f"SELECT pid, started, window FROM runs WHERE id = ? AND phase IN ({_OPEN})"
                row = connection.execute(sql, (run_id,)).fetchone()
                if row is not None and self._owner.holder(*row) == "others":
                    raise NotWatchedError("Another window watches this run: it cannot be deleted yet.")
                forget_run(connection, run_id)
            sweep_documents(connection)


def forget_run(connection: sqlite3.Connection, run_id: str) -> None:
    """Remove all that is kept of a run but its documents, which others may have too."""
    for table in ("run_texts", "run_notes"):
        _drop_texts(connection, table, run_id)
    connection.execute("DELETE FROM polls WHERE run = ?", (run_id,))
    connection.execute("DELETE FROM runs WHERE id = ?", (run_id,))


def _drop_texts(connection: sqlite3.Connection, table: str, run_id: str) -> None:
    sql = f"DELETE FROM {table} WHERE rowid = (SELECT number FROM runs WHERE id = ?)"
    connection.execute(sql, (run_id,))


def _note_poll(connection: sqlite3.Connection, run_id: str, at: str, progress: Progress) -> None:
    said = (encode_text(progress.status), progress.credits, progress.share, encode_text(progress.stage))
    sql = "SELECT status, credits, share, stage FROM polls WHERE run = ? ORDER BY rowid DESC LIMIT 1"
    if connection.execute(sql, (run_id,)).fetchone() != said:
        connection.execute("INSERT INTO polls VALUES (?, ?, ?, ?, ?, ?)", (run_id, at, *said))


def _searched(name: str, document: object, names: Iterable[str] = ()) -> str:
    """All texts of a document, and these names, as SQLite can hold them."""
    text = "\n".join([name, *dict.fromkeys(names), *_texts(document)])[:_LONGEST_TEXT]
    return text.encode("utf-8", "replace").decode()


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [] if value is None or isinstance(value, bool) else [str(value)]


def _names(reply: JsonObject | None) -> Iterator[str]:
    """The names of the fields of what was given; those on top are the same in every reply."""
    waiting: list[object] = [*(reply or {}).values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from value
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _now() -> str:
    return clock.now().isoformat(timespec="microseconds")
