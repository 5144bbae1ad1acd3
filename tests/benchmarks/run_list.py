"""A page of 10,000 runs in the journal, listed and searched, against a page of models of the sandbox."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from aixtui.kinds.model import MODEL
from aixtui.running.run_rows import RUNS
from aixtui.sandbox import start
from aixtui.stores.document_blobs import keep_document
from aixtui.stores.exact_json import encode_json, encode_text
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunQuery
from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.benchmarks.measuring import Measurement, compared
from tests.driving import connection_to

_RUNS = 10_000
_WORDS = ["invoice", "zebra", "contract", "river", "summary", "ledger", "harbour", "protein"]
_INSERT = """
    INSERT INTO runs (id, workspace, kind, resource, name, face, inputs, hidden, started_at, changed_at,
        phase, reply, credits, run_time, pid, started, window)
    VALUES (?, ?, ?, ?, ?, 'app', ?, ?, ?, ?, 'done', ?, ?, 1.5, 0, '', '')
"""


_ALL = RunQuery("sandbox")
_QUERIES = (
    ("first page", _ALL, 1),
    ("last page", _ALL._replace(page=_RUNS // _ALL.size), 1),
    ("by credits", _ALL._replace(order="credits"), 1),
    ("by name", _ALL._replace(order="name"), 5),
    ("found by a word of its output", _ALL._replace(text="number 4711"), 2),
    ("found by a word that 1,250 have", _ALL._replace(text="zebra"), 5),
    ("found by two letters, which no index has", _ALL._replace(text="47"), 25),
    ("failed ones", _ALL._replace(phases=("failed",)), 1),
)
"""What is asked for, and the largest good ratio."""


def measure() -> Iterator[Measurement]:
    """Each page as rows of cells."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        journal = stack.enter_context(closing(Journal.open(folder / "journal.db")))
        gateway = WorkspaceGateway.open(connection_to(stack.enter_context(start(folder / "s.db"))))
        _fill(journal)

        def models() -> object:
            return gateway.search(MODEL, Query())

        for what, query, target in _QUERIES:
            yield compared(what, _page(journal, query), models, target=target, rounds=10)


def _page(journal: Journal, query: RunQuery) -> Callable[[], object]:
    def page() -> object:
        runs, _ = journal.run_list.find(query)
        return [[column.value(run) for column in RUNS.columns] for run in runs]

    return page


def _fill(journal: Journal) -> None:
    now, workspace = clock.now().isoformat(timespec="microseconds"), encode_text("sandbox")
    with journal._file.write() as connection:  # noqa: SLF001  # one by one it would take minutes
        for number in range(_RUNS):
            asked = f"What is {_WORDS[number % len(_WORDS)]}? " * 5
            output = f"It is number {number}. " + f"{_WORDS[number // 7 % len(_WORDS)]} " * 60
            inputs = keep_document(connection, {"text": asked, "number": number})
            reply = keep_document(connection, {"data": {"output": output}, "status": "SUCCESS"})
            names = (encode_text("model"), encode_text(f"m{number % 50}"), encode_text("Sentiment"))
            values = (
                f"{number:012x}",
                workspace,
                *names,
                inputs,
                encode_json([]),
                now,
                now,
                reply,
                number / 100,
            )
            place = connection.execute(_INSERT, values).lastrowid
            sql = "INSERT INTO run_texts (rowid, asked, answered) VALUES (?, ?, ?)"
            connection.execute(sql, (place, asked, output))
