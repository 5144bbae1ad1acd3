from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from aixtui.stores.document_blobs import keep_document
from aixtui.stores.exact_json import encode_text
from aixtui.stores.journal import JOURNAL, Journal
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import Progress, RunPhase, RunRecord, new_run_id
from aixtui.stores.runs import NEVER_SENT, NO_ANSWER, NotWatchedError
from aixtui.stores.sqlite_file import SqliteFile
from aixtui.system import clock
from tests.aixtui.stores.journals import Opener, bytes_beside
from tests.nasty_texts import NASTY_TEXTS

URL = "http://127.0.0.1:1/sdk/agents/e1/result"


def asked(
    text: str = "What is it?", *, name: str = "Explainer", kind: str = "agent", of: str = "a1"
) -> RunRecord:
    return RunRecord(new_run_id(), "work", kind, of, name, {"query": text}, "app")


def start(journal: Journal, record: RunRecord, *phases: RunPhase) -> str:
    journal.runs.add(record)
    for phase in phases:
        journal.runs.advance(record.id, Progress(phase, URL if phase == "accepted" else ""))
    return record.id


def found(journal: Journal, **wanted: Any) -> list[str]:
    query = RunQuery("work")._replace(**wanted)
    runs, total = journal.run_list.find(query)
    assert total >= len(runs)
    return [run.record.name for run in runs]


def test_a_run_is_there_the_next_time_with_all_that_it_said(open_journal: Opener) -> None:
    first = open_journal()
    record = asked()
    first.runs.add(record)
    steps = (
        Progress("sent"),
        Progress("accepted", URL, "req-1", "IN_PROGRESS"),
        Progress("polling", status="IN_PROGRESS", credits=0.5),
        Progress("polling", status="IN_PROGRESS", credits=0.5),
        Progress("polling", status="IN_PROGRESS", credits=0.75),
        Progress("done", status="SUCCESS", reply={"data": {"output": "It is."}}, credits=1.5, run_time=2.0),
    )
    for step in steps:
        first.runs.advance(record.id, step)
    first.close()
    journal = open_journal()
    run = journal.run_list.get("work", record.id[:5])
    assert run is not None
    assert run.record == record
    reply = {"data": {"output": "It is."}}
    assert run.progress == Progress("done", URL, "req-1", "SUCCESS", reply, 1.5, 2.0)
    assert not run.is_open
    assert [(poll.status, poll.credits) for poll in journal.run_list.polls(record.id)] == [
        ("IN_PROGRESS", 0.5),
        ("IN_PROGRESS", 0.75),
    ]
    assert journal.run_list.get("sandbox", record.id) is None
    assert journal.run_list.find(RunQuery("sandbox")) == ((), 0)


def test_two_that_begin_alike_are_neither(journal: Journal) -> None:
    for last in "ab":
        journal.runs.add(asked()._replace(id=f"abc{last}"))
    assert journal.run_list.get("work", "abc") is None
    assert journal.run_list.get("work", "abca") is not None
    assert journal.run_list.get("work", "") is None
    assert journal.run_list.get("work", "*") is None


def test_what_is_over_says_nothing_more(journal: Journal) -> None:
    run_id = start(journal, asked(), "sent", "done")
    with pytest.raises(NotWatchedError, match="over"):
        journal.runs.advance(run_id, Progress("failed"))


def test_two_windows_never_write_one_run(open_journal: Opener) -> None:
    ours, theirs = open_journal(), open_journal()
    run_id = start(ours, asked(), "sent", "accepted")
    assert not theirs.runs.take(run_id)
    with pytest.raises(NotWatchedError):
        theirs.runs.advance(run_id, Progress("done"))
    with pytest.raises(NotWatchedError):
        theirs.runs.delete([run_id])
    seen = theirs.run_list.get("work", run_id)
    assert seen is not None
    assert (seen.holder, seen.progress.phase) == ("others", "accepted")
    assert theirs.run_list.in_flight("work") == ()


def test_what_a_window_left_behind_is_settled_or_taken(
    open_journal: Opener, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = open_journal()
    intent, sent = start(ours, asked()), start(ours, asked(), "sent")
    accepted = start(ours, asked(), "sent", "accepted")
    monkeypatch.setattr("aixtui.stores.owner.process_start", lambda _: "another time")
    later = open_journal()
    later.runs.settle_lost("work")
    said = {}
    for run_id in (intent, sent, accepted):
        run = later.run_list.get("work", run_id)
        assert run is not None
        said[run_id] = (run.progress.phase, run.progress.sentence)
    assert said == {intent: ("failed", NEVER_SENT), sent: ("unknown", NO_ANSWER), accepted: ("accepted", "")}
    assert [run.record.id for run in later.run_list.in_flight("work")] == [accepted]
    assert later.runs.take(accepted)
    assert not later.runs.take(sent), "nobody knows where to ask for it"
    later.runs.advance(accepted, Progress("done", status="SUCCESS"))
    with pytest.raises(NotWatchedError):
        ours.runs.advance(accepted, Progress("polling"))


def test_one_that_nobody_waited_for_is_taken_up_again(journal: Journal) -> None:
    run_id = start(journal, asked(), "sent", "accepted", "stopped")
    assert journal.runs.take(run_id)
    journal.runs.release(run_id)
    assert [run.record.id for run in journal.run_list.in_flight("work")] == [run_id]
    assert journal.runs.take(run_id)
    journal.runs.advance(run_id, Progress("done"))
    assert not journal.runs.take(run_id)


def test_runs_are_found_by_what_was_asked_and_answered(journal: Journal) -> None:
    record = asked("Wie heißt der Ort?", name="Places")
    start(journal, record, "sent")
    journal.runs.advance(
        record.id, Progress("done", reply={"data": "Ulm, an der Donau", "steps": [{"n": 42.5}]})
    )
    start(journal, asked('say "hello" 50% of_it', name="Other"), "sent")
    assert found(journal, text="HEISST") == []
    assert found(journal, text="heißt donau") == ["Places"]
    assert found(journal, text="an") == ["Places"]
    assert found(journal, text="42.5") == ["Places"]
    assert found(journal, text='"hello"') == ["Other"]
    assert found(journal, text="%") == found(journal, text="_") == ["Other"]
    assert found(journal, text="hello donau") == []
    assert found(journal, text="places") == ["Places"]


def test_runs_are_found_by_the_note_that_stands_at_them_now(journal: Journal) -> None:
    places, other = (start(journal, asked("Ulm or Bonn?", name=name), "sent") for name in ("Places", "Other"))
    journal.runs.note(places, "für den Bericht \ud83d")
    assert found(journal, text="bericht") == ["Places"]
    assert found(journal, text="ulm bericht") == ["Places"], "words may stand in both"
    assert found(journal, text="ht") == ["Places"]
    journal.runs.note(places, "done")
    journal.runs.note(other, "Bericht")
    assert found(journal, text="bericht") == ["Other"]
    journal.runs.note(other, "")
    assert found(journal, text="bericht") == found(journal, text="ht") == []


_OLD_RUN = """
    INSERT INTO runs (number, id, workspace, kind, resource, name, face, hidden, note, inputs, started_at,
        changed_at, phase, pid, started, window)
    VALUES (?1, 'r' || ?1, ?2, ?3, ?4, ?5, 'app', ?6, ?7, ?8, '2026-08-01T12:00:00+00:00',
        '2026-08-01T12:00:01+00:00', 'done', 0, '', '')
"""


def test_notes_of_a_journal_from_before_they_were_searched_are_found(
    open_journal: Opener, journal_path: Path
) -> None:
    journal_path.parent.mkdir(parents=True)
    before = SqliteFile(journal_path, JOURNAL._replace(migrations=JOURNAL.migrations[:4]))
    with before.write() as connection:
        for number, (name, note) in enumerate([("Noted", "the good one"), ("Other", "")], start=1):
            inputs = keep_document(connection, {"query": "What is it?"})
            texts = map(encode_text, ("work", "agent", "a1", name, "[]", note))
            values = (number, *texts, inputs)
            connection.execute(_OLD_RUN, values)
            connection.execute("INSERT INTO run_texts (rowid, asked) VALUES (?, 'What is it?')", (number,))
    before.close()
    journal = open_journal()
    assert journal.problem is None
    assert found(journal, text="good") == ["Noted"]
    assert found(journal, text="what") == ["Other", "Noted"]
    journal.runs.note("r1", "the other one")
    assert found(journal, text="good") == []
    run = journal.run_list.get("work", "r1")
    assert run is not None
    assert (run.record.inputs, run.record.sent) == ({"query": "What is it?"}, None)


def test_filters_and_orders(journal: Journal) -> None:
    for name, phase, spent in (("Cheap", "done", 0.1), ("Dear", "failed", 9.0), ("Free", "done", None)):
        record = asked(name=name, kind="model" if name == "Dear" else "agent", of=name)
        start(journal, record, "sent")
        journal.runs.advance(record.id, Progress(phase, credits=spent))  # type: ignore[arg-type]
    start(journal, asked(name="Open", of="Open"), "sent")
    assert found(journal) == ["Open", "Free", "Dear", "Cheap"]
    assert found(journal, phases=("done",)) == ["Free", "Cheap"]
    assert found(journal, kind="model") == ["Dear"]
    assert found(journal, resource_id="Cheap") == ["Cheap"]
    assert found(journal, least_credits=0.1) == ["Dear", "Cheap"]
    assert found(journal, order="credits") == ["Open", "Dear", "Cheap", "Free"]
    assert found(journal, page=2, size=3) == ["Cheap"]
    assert found(journal, since=clock.now() - timedelta(hours=1), until=clock.now()) == found(journal)
    assert found(journal, since=clock.now() + timedelta(hours=1)) == []
    run = journal.run_list.find(RunQuery("work", kind="model"))[0][0]
    journal.runs.star(run.record.id, on=True)
    journal.runs.note(run.record.id, "too dear")
    assert found(journal, is_starred=True) == ["Dear"]
    noted = journal.run_list.get("work", run.record.id)
    assert noted is not None
    assert (noted.note, noted.is_starred) == ("too dear", True)


def test_secret_inputs_are_not_kept(journal: Journal, journal_path: Path) -> None:
    record = asked()._replace(inputs={"query": "Who?", "token": "hush-hush"})
    journal.runs.add(record, secret_inputs=["token"])
    run = journal.run_list.get("work", record.id)
    assert run is not None
    assert (run.record.inputs, run.hidden_inputs) == ({"query": "Who?"}, ("token",))
    journal.close()
    assert b"hush-hush" not in bytes_beside(journal_path)


@pytest.mark.parametrize("text", [*(text for _, text in NASTY_TEXTS), "a\ud800\x00"])
def test_texts_come_back_exactly(journal: Journal, text: str) -> None:
    record = asked(text, name=text)
    journal.runs.add(record)
    journal.runs.advance(record.id, Progress("done", reply={text: [text]}, sentence=text))
    run = journal.run_list.get("work", record.id)
    assert run is not None
    assert run.record == record
    assert (run.progress.reply, run.progress.sentence) == ({text: [text]}, text)


def test_the_old_and_the_many_go_but_not_what_is_starred_or_goes_on(
    journal: Journal, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SqliteFile(journal_path, JOURNAL)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now - timedelta(days=100))
    starred = start(journal, asked(name="Starred"), "sent", "done")
    journal.runs.star(starred, on=True)
    start(journal, asked(name="Goes on"), "sent")
    start(journal, asked(name="Old"), "sent", "done")
    monkeypatch.setattr(clock, "now", lambda: now)
    for number in range(3):
        start(journal, asked("x" * 1000 + str(number), name=f"Large {number}"), "sent", "done")
    retention = journal.retention
    assert len(retention.beyond("work", age=timedelta(days=90))) == 1
    assert retention.prune("work", age=timedelta(days=90)) == 1
    assert retention.prune("work", most_bytes=2500) == 1
    assert retention.prune("sandbox", age=timedelta()) == 0
    assert retention.prune("work") == 0
    assert found(journal) == ["Goes on", "Large 2", "Large 1", "Starred"]
    assert found(journal, text="xxx") == ["Large 2", "Large 1"]
    assert len(file.rows("SELECT 1 FROM documents")) == 4 - 1, "one text was asked by two"
    file.close()


def test_deleted_runs_leave_nothing(journal: Journal, journal_path: Path) -> None:
    run_id = start(journal, asked("secret plan"), "sent", "polling", "done")
    journal.runs.note(run_id, "to be forgotten")
    journal.runs.delete([run_id, "gone"])
    assert found(journal) == []
    file = SqliteFile(journal_path, JOURNAL)
    for table in ("runs", "polls", "run_texts", "run_notes", "documents"):
        assert file.rows(f"SELECT count(*) FROM {table}") == [(0,)]
    file.close()


def test_of_the_replies_on_the_way_only_the_last_is_kept(journal: Journal, journal_path: Path) -> None:
    run_id = start(journal, asked(), "sent", "accepted")
    for number in range(5):
        journal.runs.advance(run_id, Progress("polling", reply={"number": number}))
    run = journal.run_list.get("work", run_id)
    assert run is not None
    assert run.progress.reply == {"number": 4}
    file = SqliteFile(journal_path, JOURNAL)
    assert file.rows("SELECT count(*) FROM documents") == [(2,)], "what was asked, and the last reply"
    file.close()


def test_the_names_of_what_was_given_are_searched_and_not_those_of_every_reply(open_journal: Opener) -> None:
    journal = open_journal()
    run_id = start(journal, asked(), "sent", "accepted")
    reply = {"data": {"scores": [{"flesch_ease": 0.5}]}, "usage": None}
    journal.runs.advance(run_id, Progress("done", reply=reply))
    assert found(journal, text="flesch") == ["Explainer"]
    assert found(journal, text="usage") == []
