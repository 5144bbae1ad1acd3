"""The runs that were kept, found again: by text, state, kind, resource, time and cost."""

from datetime import UTC, datetime
from typing import Literal, NamedTuple, get_args

from aixtui.stores.document_blobs import read_document
from aixtui.stores.exact_json import decode_names, decode_object, decode_text, encode_text
from aixtui.stores.json_head import decode_head
from aixtui.stores.owner import Owner
from aixtui.stores.run_passages import RunPassages
from aixtui.stores.run_record import (
    IN_FLIGHT_SQL,
    Face,
    Poll,
    Progress,
    RunPhase,
    RunRecord,
    StoredRun,
)
from aixtui.stores.sqlite_file import SqliteFile, Value

_SELECT = """
    SELECT runs.id, workspace, kind, resource, name, i.digest, i.content, face, phase, url, request_id,
        status, r.digest, r.content, credits, run_time, sentence, started_at, changed_at, hidden,
        note, starred, sent, pid, started, window
    FROM runs LEFT JOIN documents AS i ON i.digest = inputs LEFT JOIN documents AS r ON r.digest = reply
"""
HEAD_BYTES = 1_000
"""Of what a run was asked, in lists that show a line of it."""
_SELECT_HEADS = (
    _SELECT.replace("i.content", f"substr(i.content, 1, {HEAD_BYTES})")
    .replace("r.digest, r.content", "NULL, NULL")
    .replace("starred, sent,", "starred, NULL,")
)
_SECONDS = "COALESCE(NULLIF(run_time, 0), 86400 * (julianday(changed_at) - julianday(started_at)))"
"""What the server says, else from when it was sent until its end."""
_ORDERS = {"started": "number", "credits": "credits", "time": _SECONDS, "name": "name"}
_WITH_WORD = """
    number IN (SELECT rowid FROM run_texts WHERE run_texts MATCH ?
        UNION ALL SELECT rowid FROM run_notes WHERE run_notes MATCH ?)
"""
_WITH_SHORT_WORD = """
    number IN (SELECT rowid FROM run_texts WHERE instr(lower(asked || char(10) || answered), lower(?))
        UNION ALL SELECT rowid FROM run_notes WHERE instr(lower(noted), lower(?)))
"""
_SHORTEST_WORD = 3
"""Letters that the index knows: shorter ones are looked for in every text."""
RunOrder = Literal["started", "credits", "time", "name"]


class RunQuery(NamedTuple):
    """Which runs are wanted. What is empty or None narrows nothing."""

    workspace: str = ""
    """As it is kept; empty means those of all workspaces."""
    text: str = ""
    """Words that all are in what was asked, answered or noted."""
    phases: tuple[RunPhase, ...] = ()
    kind: str = ""
    resource_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    least_credits: float | None = None
    is_starred: bool | None = None
    face: Face | None = None
    order: RunOrder = "started"
    descending: bool = True
    page: int = 1
    size: int = 20


class RunList:
    """Reads the runs of all workspaces, as one window sees them. Methods block, from any thread.

    Raises:
        StoreError: from every method, when the file cannot be read.
    """

    def __init__(self, file: SqliteFile, owner: Owner) -> None:
        self._file, self._owner = file, owner
        self.passages = RunPassages(file)

    def get(self, workspace: str, run_id: str) -> StoredRun | None:
        """The run of an id, or the only one that begins so; None where there is none."""
        found = self.beginning(workspace, run_id)
        return found[0] if len(found) == 1 else None

    def beginning(self, workspace: str, start: str) -> tuple[StoredRun, ...]:
        """Those whose ids begin so, two at most; none where it is no beginning of an id."""
        if not start.isalnum():
            return ()
        where = "WHERE workspace = ? AND runs.id GLOB ? LIMIT 2"
        return self._read(where, encode_text(workspace), f"{start}*")

    @property
    def version(self) -> tuple[int, int]:
        """Another one whenever anything was written into the file."""
        return self._file.version

    def find(self, query: RunQuery, *, is_whole: bool = True) -> tuple[tuple[StoredRun, ...], int]:
        """One page of what is wanted, and how many there are of it; those in flight come first.

        Those that are not whole have the beginning of what was asked, and no reply.
        """
        conditions, values = _conditions(query)
        where = f"WHERE {' AND '.join(conditions) or '1'}"
        total = self._file.rows(f"SELECT count(*) FROM runs {where}", *values)[0][0]
        direction = "DESC" if query.descending else "ASC"
        order = f"ORDER BY {IN_FLIGHT_SQL} DESC, {_ORDERS[query.order]} {direction}, number DESC"
        # Sorted by what is small: the documents of all rows would be sorted along.
        of_page = f"SELECT number FROM runs {where} {order} LIMIT ? OFFSET ?"
        first = (query.page - 1) * query.size
        where = f"WHERE number IN ({of_page}) {order}"
        found = self._read(where, *values, query.size, first, is_whole=is_whole)
        return found, total if isinstance(total, int) else 0

    def in_flight(self, workspace: str) -> tuple[StoredRun, ...]:
        """Those that the server may be at work on and that nobody watches, the latest first."""
        query = RunQuery(workspace, phases=("accepted", "polling"), size=100)
        return tuple(run for run in self.find(query)[0] if run.holder == "nobody")

    def polls(self, run_id: str) -> tuple[Poll, ...]:
        """The replies of a run that said something else than the one before."""
        sql = "SELECT at, status, credits, share, stage FROM polls WHERE run = ? ORDER BY rowid"
        try:
            return tuple(
                Poll(
                    datetime.fromisoformat(str(at)),
                    decode_text(status),
                    _number(spent),
                    _number(share),
                    decode_text(stage),
                )
                for at, status, spent, share, stage in self._file.rows(sql, run_id)
            )
        except ValueError as error:
            raise self._file.damage(f"a reply: {error}") from error

    def _read(self, clauses: str, *values: Value, is_whole: bool = True) -> tuple[StoredRun, ...]:
        rows = self._file.rows((_SELECT if is_whole else _SELECT_HEADS) + clauses, *values)
        try:
            return tuple(self._stored_run(*row, is_whole=is_whole) for row in rows)
        except (ValueError, RecursionError) as error:
            raise self._file.damage(f"a run: {error}") from error

    def _stored_run(self, *row: Value, is_whole: bool) -> StoredRun:
        run_id, workspace, kind, resource, name, digest, content, face, phase, url, request_id = row[:11]
        status, reply_digest, reply_content, spent, run_time, sentence = row[11:17]
        started_at, changed_at, hidden, note, starred, sent, *owner = row[17:]
        known_phase: RunPhase | None = next((one for one in get_args(RunPhase) if one == phase), None)
        known_face: Face | None = next((one for one in get_args(Face) if one == face), None)
        inputs = read_document(digest, content) if is_whole else decode_head(content)
        if known_phase is None or known_face is None or inputs is None:
            raise ValueError(f"phase {phase!r}, face {face!r}, inputs {digest!r}")
        return StoredRun(
            RunRecord(
                str(run_id),
                decode_text(workspace),
                decode_text(kind),
                decode_text(resource),
                decode_text(name),
                inputs,
                known_face,
                None if sent is None else decode_object(sent),
            ),
            Progress(
                known_phase,
                decode_text(url),
                decode_text(request_id),
                decode_text(status),
                read_document(reply_digest, reply_content),
                _number(spent),
                _number(run_time),
                decode_text(sentence),
            ),
            datetime.fromisoformat(str(started_at)),
            datetime.fromisoformat(str(changed_at)),
            self._owner.holder(*owner),
            decode_names(hidden),
            decode_text(note),
            bool(starred),
            is_whole,
        )


def _conditions(query: RunQuery) -> tuple[list[str], list[Value]]:
    """What has to hold, and the values in it."""
    conditions: list[str] = []
    values: list[Value] = []

    def require(condition: str, *of: Value) -> None:
        conditions.append(condition)
        values.extend(of)

    if query.workspace:
        require("workspace = ?", encode_text(query.workspace))
    for word in query.text.encode("utf-8", "replace").decode().split():
        if len(word) < _SHORTEST_WORD:
            require(_WITH_SHORT_WORD, word, word)
        else:
            phrase = '"{}"'.format(word.replace('"', '""'))
            require(_WITH_WORD, phrase, phrase)
    if query.phases:
        require(f"phase IN ({', '.join('?' * len(query.phases))})", *query.phases)
    if query.kind:
        require("kind = ?", encode_text(query.kind))
    if query.resource_id:
        require("resource = ?", encode_text(query.resource_id))
    if query.since is not None:
        require("started_at >= ?", _moment(query.since))
    if query.until is not None:
        require("started_at < ?", _moment(query.until))
    if query.least_credits is not None:
        require("credits >= ?", query.least_credits)
    if query.is_starred is not None:
        require("starred = ?", int(query.is_starred))
    if query.face is not None:
        require("face = ?", query.face)
    return conditions, values


def _moment(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _number(value: Value) -> float | None:
    return value if isinstance(value, int | float) else None
