"""Runs in a journal, written as a window writes them."""

from datetime import timedelta

from aixtui.stores.exact_json import JsonObject
from aixtui.stores.journal import Journal
from aixtui.stores.run_record import Progress, RunPhase, RunRecord, new_run_id
from aixtui.system import clock

URL = "http://127.0.0.1:1/poll"
DONE = Progress("done", status="SUCCESS", run_time=1.5)


def keep(
    journal: Journal,
    text: str = "What is it?",
    *progress: Progress,
    name: str = "Sentiment",
    of: str = "sandbox/sentiment",
    workspace: str = "sandbox",
    secret_inputs: tuple[str, ...] = (),
) -> str:
    """Keep a run that came so far; its id."""
    inputs: JsonObject = {"text": text, **dict.fromkeys(secret_inputs, "hidden")}
    record = RunRecord(new_run_id(), workspace, "model", of, name, inputs, "app")
    journal.runs.add(record, secret_inputs=secret_inputs)
    for step in progress:
        journal.runs.advance(record.id, step)
    return record.id


def answered(text: str, spent: float = 0.5) -> Progress:
    """It is done, with this output."""
    return DONE._replace(reply={"data": {"output": text}}, credits=spent)


def in_flight(phase: RunPhase = "accepted") -> Progress:
    """The server is at work on it."""
    return Progress(phase, URL)


def backdate(journal: Journal, run_id: str, days: float) -> None:
    """Have it sent so many days ago."""
    then = (clock.now() - timedelta(days=days)).isoformat(timespec="microseconds")
    with journal._file.write() as connection:  # noqa: SLF001  # no window writes another time than now
        connection.execute("UPDATE runs SET started_at = ? WHERE id = ?", (then, run_id))
