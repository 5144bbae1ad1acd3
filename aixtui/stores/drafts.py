"""The table of drafts."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime
from typing import get_args

from aixtui.stores.document_blobs import keep_document, read_document, sweep_documents
from aixtui.stores.draft import DamagedDraft, Draft, DraftState, StoredDraft
from aixtui.stores.editor_note import EditorNote
from aixtui.stores.exact_json import (
    JsonObject,
    decode_names,
    decode_object,
    decode_text,
    encode_json,
    encode_text,
    strip_keys,
)
from aixtui.stores.owner import Holder, Owner
from aixtui.stores.sqlite_file import SqliteFile, StoreError, Value
from aixtui.stores.unfinished_entry import decode_unfinished, encode_unfinished, lent_of
from aixtui.system import clock

DRAFTS_SCHEMA = """
CREATE TABLE drafts (
    id TEXT PRIMARY KEY, workspace BLOB NOT NULL, kind BLOB NOT NULL, resource BLOB NOT NULL,
    name BLOB NOT NULL, base TEXT, read_at TEXT NOT NULL, changes BLOB NOT NULL, secrets BLOB NOT NULL,
    written_at TEXT NOT NULL, state TEXT NOT NULL, sent BLOB, sentence BLOB NOT NULL,
    pid INTEGER NOT NULL, started TEXT NOT NULL, window TEXT NOT NULL
);
CREATE INDEX drafts_by_resource ON drafts (workspace, kind, resource)
"""

DRAFTS_OF_EDITORS = "ALTER TABLE drafts ADD COLUMN editor BLOB"
DRAFTS_OF_ENTRIES = "ALTER TABLE drafts ADD COLUMN unfinished BLOB"
_SELECT = """
    SELECT drafts.id, workspace, kind, resource, name, base, content, read_at, changes, secrets,
        written_at, state, sent, sentence, pid, started, window, editor, unfinished
    FROM drafts LEFT JOIN documents ON digest = base
"""
_PUT = """
    INSERT INTO drafts (id, workspace, kind, resource, name, base, read_at, changes, secrets, written_at,
        editor, unfinished, pid, started, window, state, sentence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', x'')
    ON CONFLICT (id) DO UPDATE SET
        kind = excluded.kind, resource = excluded.resource,
        name = excluded.name, base = excluded.base, read_at = excluded.read_at, changes = excluded.changes,
        secrets = excluded.secrets, written_at = excluded.written_at, sentence = excluded.sentence,
        editor = excluded.editor, unfinished = excluded.unfinished,
        state = CASE state WHEN 'sending' THEN 'sending' ELSE 'open' END
    WHERE pid = excluded.pid AND started = excluded.started AND window = excluded.window
"""
_OF_WORKSPACE = "WHERE workspace = ? ORDER BY written_at DESC"
_OF_RESOURCE = "WHERE workspace = ? AND kind = ? AND resource = ? ORDER BY written_at DESC"
_OURS = "id = ? AND pid = ? AND started = ? AND window = ?"


class NotHeldError(StoreError):
    """The draft is not, or no longer, this window's."""


class Drafts:
    """The drafts of all workspaces, as one window sees them. Methods block, from any thread.

    Raises:
        StoreError: from every method, when the file cannot be read or written; all is then as it was.
    """

    def __init__(self, file: SqliteFile, owner: Owner) -> None:
        self._file, self._owner = file, owner

    def put(self, draft: Draft, *, secret_fields: Collection[str]) -> None:
        """Write a draft of this window, over the one of the same id.

        What stands under `secret_fields` in the changes and in the document, however deep, is left out; the
        names of those in the changes are kept. What is being sent stays so, what failed is open again.

        Raises:
            NotHeldError: another window has taken it; it needs another id.
        """
        changes, typed = strip_keys(draft.changes, secret_fields)
        base = None if draft.base is None else strip_keys(draft.base, secret_fields)[0]
        with self._file.write() as connection:
            values = (
                draft.id,
                *map(encode_text, (draft.workspace, draft.kind, draft.resource_id, draft.name)),
                keep_document(connection, base),
                draft.read_at.isoformat(),
                encode_json(changes),
                encode_json(sorted(typed.union(draft.typed_secrets))),
                clock.now().isoformat(timespec="microseconds"),
                None if draft.editor is None else encode_json(draft.editor._asdict()),
                encode_unfinished(draft.unfinished),
                *self._owner,
            )
            _require(connection.execute(_PUT, values))

    def mark_sending(self, draft_id: str, sent: JsonObject, *, secret_fields: Collection[str]) -> None:
        """Write, before a save is sent, that it is, and what.

        Raises:
            NotHeldError: it is not this window's.
        """
        content = encode_json(strip_keys(sent, secret_fields)[0])
        with self._file.write() as connection:
            sql = f"UPDATE drafts SET state = 'sending', sent = ?, sentence = x'' WHERE {_OURS}"
            _require(connection.execute(sql, (content, draft_id, *self._owner)))

    def fail(self, draft_id: str, sentence: str) -> None:
        """Write that the save came to nothing, and why.

        Raises:
            NotHeldError: it is not this window's.
        """
        with self._file.write() as connection:
            sql = f"UPDATE drafts SET state = 'failed', sentence = ? WHERE {_OURS}"
            _require(connection.execute(sql, (encode_text(sentence), draft_id, *self._owner)))

    def release(self, draft_id: str) -> None:
        """Let any window take a draft of this one, which writes it no more; one that is gone stays so."""
        with self._file.write() as connection:
            sql = f"UPDATE drafts SET pid = 0, started = '' WHERE {_OURS}"
            connection.execute(sql, (draft_id, *self._owner))

    def drop(self, draft_id: str) -> None:
        """Remove a draft, if it is there, with the files of editors: it was saved, or nobody wants it.

        Raises:
            NotHeldError: another window that is open writes it.
        """
        with self._file.write() as connection:
            if self._holder(connection, draft_id) == "others":
                raise _not_held()
            sql = "SELECT editor, unfinished FROM drafts WHERE id = ?"
            for editor, unfinished in connection.execute(sql, (draft_id,)):
                _remove_files(editor, unfinished)
            connection.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
            sweep_documents(connection)

    def take(self, draft_id: str) -> StoredDraft | None:
        """Make a draft this window's; None where it is gone, or another window that is open writes it."""
        with self._file.write() as connection:
            if self._holder(connection, draft_id) in ("others", None):
                return None
            sql = "UPDATE drafts SET pid = ?, started = ?, window = ? WHERE id = ?"
            connection.execute(sql, (*self._owner, draft_id))
        return next(iter(self._sound("WHERE id = ?", draft_id)), None)

    def of(self, workspace: str, kind: str, resource_id: str) -> tuple[StoredDraft, ...]:
        """The drafts of one resource, whoever writes them, the latest first; those of `damaged_of` not."""
        return self._sound(_OF_RESOURCE, *map(encode_text, (workspace, kind, resource_id)))

    def all(self, workspace: str) -> tuple[StoredDraft, ...]:
        """The drafts of a workspace, whoever writes them, the latest first; those of `damaged` not."""
        return self._sound(_OF_WORKSPACE, encode_text(workspace))

    def damaged_of(self, workspace: str, kind: str, resource_id: str) -> tuple[DamagedDraft, ...]:
        """The drafts of one resource that cannot be read."""
        return self._damaged(_OF_RESOURCE, *map(encode_text, (workspace, kind, resource_id)))

    def damaged(self, workspace: str) -> tuple[DamagedDraft, ...]:
        """The drafts of a workspace that cannot be read; they can be dropped."""
        return self._damaged(_OF_WORKSPACE, encode_text(workspace))

    def _sound(self, clauses: str, *values: Value) -> tuple[StoredDraft, ...]:
        return tuple(one for one in self._read(clauses, *values) if isinstance(one, StoredDraft))

    def _damaged(self, clauses: str, *values: Value) -> tuple[DamagedDraft, ...]:
        return tuple(one for one in self._read(clauses, *values) if isinstance(one, DamagedDraft))

    def _read(self, clauses: str, *values: Value) -> Iterator[StoredDraft | DamagedDraft]:
        """Each row for itself: one that is damaged hides no other."""
        for row in self._file.rows(_SELECT + clauses, *values):
            try:
                yield self._stored_draft(*row)
            except (ValueError, RecursionError) as error:
                name = row[4].decode("utf-8", "replace") if isinstance(row[4], bytes) else ""
                yield DamagedDraft(str(row[0]), name, str(error))

    def _stored_draft(self, *row: Value) -> StoredDraft:
        draft_id, workspace, kind, resource, name, base, content, read_at, changes, secrets = row[:10]
        written_at, state, sent, sentence, *owner, editor, unfinished = row[10:]
        draft = Draft(
            str(draft_id),
            decode_text(workspace),
            decode_text(kind),
            decode_text(resource),
            decode_text(name),
            read_document(base, content),
            datetime.fromisoformat(str(read_at)),
            decode_object(changes),
            decode_names(secrets),
            _editor_note(editor),
            decode_unfinished(unfinished),
        )
        known_state: DraftState | None = next((one for one in get_args(DraftState) if one == state), None)
        if known_state is None:
            raise ValueError(f"its state is {state!r}")
        return StoredDraft(
            draft,
            datetime.fromisoformat(str(written_at)),
            self._owner.holder(*owner),
            known_state,
            None if sent is None else decode_object(sent),
            decode_text(sentence),
        )

    def _holder(self, connection: sqlite3.Connection, draft_id: str) -> Holder | None:
        row = connection.execute(
            "SELECT pid, started, window FROM drafts WHERE id = ?", (draft_id,)
        ).fetchone()
        return None if row is None else self._owner.holder(*row)


def _editor_note(value: Value) -> EditorNote | None:
    """Raises ValueError where it is damaged, or leads elsewhere."""
    return None if value is None else EditorNote.from_json(decode_object(value))


def _remove_files(editor: Value, unfinished: Value) -> None:
    with suppress(ValueError):  # the draft is damaged
        if note := _editor_note(editor):
            note.file.remove()
        for note in lent_of(decode_unfinished(unfinished)):
            note.file.remove()


def _require(cursor: sqlite3.Cursor) -> None:
    if not cursor.rowcount:
        raise _not_held()


def _not_held() -> NotHeldError:
    return NotHeldError("This draft is not written from here: another window has it, or it is gone.")
