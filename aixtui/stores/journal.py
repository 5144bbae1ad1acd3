"""`journal.db`: runs, drafts, and the documents that were overwritten or deleted from here."""

from pathlib import Path

from aixtui.files.database import DatabaseKind
from aixtui.stores.document_blobs import DOCUMENTS_SCHEMA
from aixtui.stores.drafts import DRAFTS_OF_EDITORS, DRAFTS_OF_ENTRIES, DRAFTS_SCHEMA, Drafts
from aixtui.stores.exact_json import encode_text
from aixtui.stores.kept_documents import KEPT_SCHEMA, KeptDocuments
from aixtui.stores.owner import Owner
from aixtui.stores.run_list import RunList
from aixtui.stores.run_retention import RunRetention
from aixtui.stores.runs import (
    POLLS_TELL_MORE,
    RUN_NOTES_SCHEMA,
    RUN_ORDER_SCHEMA,
    RUNS_SCHEMA,
    SENT_INPUTS_SCHEMA,
    Runs,
)
from aixtui.stores.sqlite_file import SqliteFile, StoreError, open_or_do_without
from aixtui.system.paths import data_dir

_MIGRATIONS = (
    f"{DOCUMENTS_SCHEMA}; {DRAFTS_SCHEMA}; {KEPT_SCHEMA}",
    RUNS_SCHEMA,
    DRAFTS_OF_EDITORS,
    RUN_ORDER_SCHEMA,
    RUN_NOTES_SCHEMA,
    SENT_INPUTS_SCHEMA,
    POLLS_TELL_MORE,
    DRAFTS_OF_ENTRIES,
)
JOURNAL = DatabaseKind("the app's journal", int.from_bytes(b"aixj", "big"), _MIGRATIONS, is_checked=True)


class Journal:
    """The file as one window of the app uses it.

    `problem` is a StoreError to tell the user once: where the file was damaged it is kept under another name
    and a new one takes its place; where it cannot be used it is left alone, and all is kept in memory.
    """

    def __init__(self, file: SqliteFile, problem: StoreError | None = None) -> None:
        self._file, self.problem = file, problem
        file.rows("PRAGMA synchronous=FULL")  # what was acknowledged outlives a power cut, too
        owner = Owner.new_window()
        self.drafts = Drafts(file, owner)
        self.runs, self.run_list = Runs(file, owner), RunList(file, owner)
        self.retention = RunRetention(file)
        self.kept = KeptDocuments(file)

    @classmethod
    def open(cls, path: Path | None = None) -> "Journal":
        """Open the file, the user's own where no other is named. Never fails: see `problem`."""
        return cls(*open_or_do_without(path or data_dir() / "journal.db", JOURNAL))

    def adopt(self, former: str, workspace: str) -> None:
        """Have a workspace own what an older version kept under another name.

        What goes wrong with that is the `problem`, if there is none yet: it all stays as it is.
        """
        try:
            with self._file.write() as connection:
                for table in ("drafts", "kept", "runs"):
                    sql = f"UPDATE {table} SET workspace = ? WHERE workspace = ?"
                    connection.execute(sql, (encode_text(workspace), encode_text(former)))
        except StoreError as error:
            self.problem = self.problem or error

    def close(self) -> None:
        """Close the file."""
        self._file.close()
