"""`aixtui runs` and `aixtui run --detach`, against the sandbox and the journal of a home of its own."""

import json
import time
from typing import Any

import pytest

from aixtui.cli.exit_codes import NOT_FOUND, UNKNOWN, USAGE
from aixtui.stores.journal import Journal
from tests.aixtui.cli.conftest import Command
from tests.aixtui.running.journaled import backdate

pytestmark = pytest.mark.usefixtures("sandbox_access")
TEXT = "A good day. A bad night."
REFUSED = ("run", "tool/sandbox/calculator/sandbox", "-i", "action=nothing", "-i", "data:={}")
LONG = "sandbox/long-document-report"


def listed(aixtui: Command, *arguments: str) -> list[dict[str, Any]]:
    outcome = aixtui("runs", "ls", "-o", "json", *arguments)
    assert outcome.code == 0, outcome.err
    items: list[dict[str, Any]] = json.loads(outcome.out)["items"]
    return items


def test_results_and_runs_are_printed_as_is_asked_for(aixtui: Command) -> None:
    run = ("run", "sandbox/text-statistics", "--text", TEXT)
    assert aixtui(*run, "--jq", ".data.sentences").out == "2\n"
    run_id = aixtui(*run, "--detach", "-o", "ids").out.strip()
    waited = aixtui("runs", "wait", run_id, "--json", "status,completed")
    assert json.loads(waited.out) == {"status": "SUCCESS", "completed": True}
    assert aixtui("runs", "wait", run_id, "--jq", ".data.sentences").out == "2\n"
    assert aixtui("runs", "show", run_id, "--jq", ".reply.data.sentences").out == "2\n"
    assert run_id in aixtui("runs", "ls", "-o", "ids").out.splitlines()
    head, *lines = aixtui("runs", "ls", "-o", "csv").out.splitlines()
    assert (head, len(lines)) == ("ID,Started,State,Kind,Name,Credits,Seconds", 2)
    refused = aixtui("run", "agents/nothing", "--text", "x", "-o", "json")
    assert json.loads(refused.err)["error"]["code"] == "not-found"


def test_those_in_flight_have_one_word(aixtui: Command) -> None:
    run_id = aixtui("run", LONG, "--text", TEXT, "--detach", "-o", "ids").out.strip()
    assert aixtui("run", "sandbox/text-statistics", "--text", TEXT).code == 0
    assert [one["id"] for one in listed(aixtui, "--state", "in-flight")] == [run_id]
    assert len(listed(aixtui, "--state", "in-flight", "--state", "done")) == 2
    assert aixtui("runs", "wait", run_id).code == 0
    assert listed(aixtui, "--state", "in-flight") == []


def test_runs_are_narrowed_and_sorted_as_on_the_screen(aixtui: Command) -> None:
    for model in ("text-statistics", "sentiment"):  # the second one costs twice as much
        assert aixtui("run", f"sandbox/{model}", "--text", TEXT).code == 0
    second, first = [one["id"] for one in listed(aixtui)]
    journal = Journal.open()
    journal.runs.star(first, on=True)
    backdate(journal, first, 1)
    journal.close()
    for arguments, found in (
        (("--day", "yesterday"), [first]),
        (("--day", "today"), [second]),
        (("--day", "last-7-days"), [second, first]),
        (("--credits", "0.0002"), [second]),
        (("--starred",), [first]),
        (("--from", "command", "--sort", "credits"), [first, second]),
        (("--sort", "-credits"), [second, first]),
        (("--from", "app"), []),
    ):
        assert [one["id"] for one in listed(aixtui, *arguments)] == found, arguments
    exported = aixtui("runs", "export", "--starred").out.splitlines()
    assert [json.loads(line)["id"] for line in exported] == [first]
    wrong = aixtui("runs", "ls", "--day", "someday")
    assert wrong.code == USAGE
    assert "Give a day such as 2026-11-27" in wrong.err


def test_every_run_of_a_command_is_found_again(aixtui: Command) -> None:
    assert aixtui("run", "sandbox/text-statistics", "--text", TEXT).code == 0
    result = json.loads(aixtui("run", "sandbox/sentiment", "--text", "So very glad.").out)
    first, second = listed(aixtui)
    assert [(one["name"], one["state"], one["kind"]) for one in (first, second)] == [
        ("Sentiment", "done", "model"),
        ("Text Statistics", "done", "model"),
    ]
    shown = json.loads(aixtui("runs", "show", first["id"][:6]).out)
    assert shown["reply"] == result
    assert shown["inputs"] == {"text": "So very glad."}
    assert [one["name"] for one in listed(aixtui, "-q", "bad night")] == ["Text Statistics"]
    assert listed(aixtui, "--state", "failed") == listed(aixtui, "--kind", "agents") == []
    table = aixtui("runs", "ls", "--size", "1").out.splitlines()
    assert [line.split("\t")[2:5] for line in table] == [
        ["STATE", "KIND", "NAME"],
        ["done", "model", "Sentiment"],
    ]


def test_what_was_refused_is_kept_as_failed(aixtui: Command) -> None:
    assert aixtui(*REFUSED).code != 0
    (run,) = listed(aixtui)
    assert run["state"] == "failed"
    assert run["problem"]


def test_a_detached_run_is_waited_for_later(aixtui: Command) -> None:
    sent = json.loads(aixtui("run", LONG, "--text", TEXT, "--detach").out)
    (run,) = listed(aixtui)
    assert (run["id"], run["state"]) == (sent["id"], "accepted")
    waited = aixtui("runs", "wait", sent["id"])
    assert waited.code == 0, waited.err
    assert json.loads(waited.out)["status"] == "SUCCESS"
    assert listed(aixtui)[0]["state"] == "done"
    again = aixtui("runs", "attach", sent["id"])
    assert json.loads(again.out) == json.loads(waited.out), "what is over is not asked for again"


def test_a_wait_that_is_too_short_leaves_it_in_flight(aixtui: Command) -> None:
    sent = json.loads(aixtui("run", LONG, "--text", TEXT * 20, "--detach").out)
    outcome = aixtui("runs", "wait", sent["id"], "--timeout", "0.3")
    assert outcome.code == UNKNOWN
    assert f"The run goes on: aixtui runs attach {sent['id']} watches it again." in outcome.err
    assert f"The run's id is {sent['id']}." in outcome.err
    assert listed(aixtui)[0]["state"] in ("accepted", "polling")
    attached = aixtui("runs", "attach", sent["id"])
    assert attached.code == 0, attached.err
    assert "polled" in attached.err


@pytest.mark.parametrize("command", ["show", "attach", "wait"])
def test_a_run_that_is_not_there_is_not_found(aixtui: Command, command: str) -> None:
    outcome = aixtui("runs", command, "nothing")
    assert outcome.code == NOT_FOUND
    assert "The journal has no run 'nothing' of this workspace" in outcome.err


def test_there_is_nothing_to_wait_for_where_it_failed(aixtui: Command) -> None:
    aixtui(*REFUSED)
    (run,) = listed(aixtui)
    outcome = aixtui("runs", "wait", run["id"])
    assert outcome.code == 1
    assert "Nothing to wait for" in outcome.err


def test_export_gives_a_document_a_line_the_oldest_first(aixtui: Command) -> None:
    for text in ("one", "two"):
        aixtui("run", "sandbox/text-statistics", "--text", text)
    lines = aixtui("runs", "export").out.splitlines()
    assert [json.loads(line)["inputs"]["text"] for line in lines] == ["one", "two"]
    assert aixtui("runs", "export", "--jq", ".inputs.text").out.split() == ["one", "two"]
    assert json.loads(aixtui("runs", "export", "-o", "json").out) == [json.loads(line) for line in lines]
    fields = aixtui("runs", "export", "--json", "state,inputs.text").out.splitlines()
    assert json.loads(fields[1]) == {"state": "done", "inputs.text": "two"}
    assert aixtui("runs", "export", "--state", "failed", "-o", "json").out == "[]\n"


def test_prune_says_first_and_forgets_with_yes(aixtui: Command) -> None:
    aixtui("run", "sandbox/text-statistics", "--text", TEXT)
    assert aixtui("runs", "prune").code == 2
    assert "1 run would be forgotten: add --yes." in aixtui("runs", "prune", "--days", "0").err
    assert len(listed(aixtui)) == 1
    assert "0 runs would be" in aixtui("runs", "prune", "--mb", "1").err
    assert "1 run forgotten." in aixtui("runs", "prune", "--days", "0", "--yes").err
    assert listed(aixtui) == []


def test_a_journal_that_cannot_be_used_stops_no_run(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    (tmp_path / "journal.db").mkdir()
    opened = Journal.open
    monkeypatch.setattr(Journal, "open", lambda: opened(tmp_path / "journal.db"))
    outcome = aixtui("run", "sandbox/text-statistics", "--text", TEXT)
    assert outcome.code == 0
    assert json.loads(outcome.out)["status"] == "SUCCESS"
    assert "Cannot remember" in outcome.err


def test_runs_belong_to_the_workspace_and_not_to_the_profile(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch, sandbox_access: Any
) -> None:
    assert aixtui("run", "sandbox/sentiment", "--text", TEXT).code == 0
    assert len(listed(aixtui)) == 1
    assert len(listed(aixtui, "--models-url", sandbox_access.models_url)) == 1
    monkeypatch.setenv("TEAM_API_KEY", "another-key-0123456789abcdef")
    assert listed(aixtui) == []
    monkeypatch.delenv("TEAM_API_KEY")
    outcome = aixtui("runs", "ls")
    assert outcome.code != 0
    assert "no api key" in outcome.err.casefold()


def test_one_in_flight_says_whether_anybody_watches_it_and_is_asked_about(aixtui: Command) -> None:
    sent = json.loads(aixtui("run", LONG, "--text", TEXT, "--detach").out)
    assert "accepted, not watched" in aixtui("runs", "ls").out
    (run,) = listed(aixtui)
    assert (run["state"], run["watched"]) == ("accepted", False)
    deadline = time.monotonic() + 60
    while (state := listed(aixtui, "--refresh")[0]["state"]) != "done":
        assert state == "polling"
        assert time.monotonic() < deadline
    shown = json.loads(aixtui("runs", "show", sent["id"]).out)
    assert (shown["state"], shown["watched"], shown["reply"]["status"]) == ("done", None, "SUCCESS")


def test_a_run_that_a_window_watches_is_neither_asked_about_nor_deleted(aixtui: Command) -> None:
    aixtui("run", LONG, "--text", TEXT, "--detach")
    (run,) = listed(aixtui)
    journal = Journal.open()
    assert journal.runs.take(run["id"])
    assert listed(aixtui, "--refresh")[0]["state"] == "accepted"
    assert listed(aixtui)[0]["watched"]
    outcome = aixtui("runs", "rm", run["id"], "--yes")
    assert outcome.code == 1
    assert "Another window watches this run" in outcome.err
    journal.close()


def test_what_a_person_says_of_runs_is_kept(aixtui: Command) -> None:
    for text in ("A good day.", "A bad day."):
        aixtui("run", "sandbox/sentiment", "--text", text)
    second, first = (one["id"] for one in listed(aixtui))
    assert aixtui("runs", "note", first, "the good one").code == 0
    assert aixtui("runs", "star", first, second).err.strip() == "2 runs starred."
    aixtui("runs", "star", second, "--off")
    assert [(one["note"], one["starred"]) for one in listed(aixtui)] == [("", False), ("the good one", True)]
    aixtui("runs", "note", first)
    assert listed(aixtui)[1]["note"] == ""
    compared = aixtui("runs", "compare", first, second).out.splitlines()
    assert compared[:5] == [
        f"--- {first} text",
        f"+++ {second} text",
        "@@ -1 +1 @@",
        "-A good day.",
        "+A bad day.",
    ]
    assert any("negative" in line for line in compared if line.startswith("+"))
    assert "1 run would be deleted: add --yes." in aixtui("runs", "rm", first).err
    assert "1 run deleted." in aixtui("runs", "rm", first, "--yes").err
    assert [one["id"] for one in listed(aixtui)] == [second]
    assert aixtui("runs", "rm", first, "--yes").code == NOT_FOUND


@pytest.mark.usefixtures("sandbox_access")
def test_states_have_colours_in_lists_and_nothing_has_any_in_json(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b[32mfree\x1b[0m" in aixtui("ls", "models", "--limit", "100").out
    for form in ("json", "csv", "ids", "yaml", "jsonl"):
        assert "\x1b" not in aixtui("ls", "models", "-o", form).out


def test_the_state_of_a_run_has_its_colour(
    aixtui: Command, fresh_access: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    aixtui("run", "agent/sandbox-ws/report-writer", "--text", "x", "--timeout", "0.2")
    line = aixtui("runs", "ls").out.splitlines()[1]
    assert line.split("\t")[2] == "\x1b[33mpolling, not watched\x1b[0m"
