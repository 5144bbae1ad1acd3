"""The list of runs: what it finds, what is done with its rows, and what other windows do meanwhile."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from aixtui.face import Choices, FieldChange
from aixtui.kinds.model import MODEL
from aixtui.listing import address
from aixtui.listing.kind_source import KindSource
from aixtui.running.comparing import title_of
from aixtui.running.run import Run
from aixtui.running.run_source import RunSource
from aixtui.sandbox import RunningSandbox
from aixtui.settings.tree import Runs
from aixtui.stores.exact_json import JsonObject
from aixtui.stores.journal import Journal
from aixtui.stores.run_list import RunList, RunQuery
from aixtui.stores.run_record import Progress, RunRecord, new_run_id
from aixtui.workspace.query import Query
from tests.aixtui.headless import Lists, session_on
from tests.aixtui.running.journaled import answered, backdate, in_flight, keep
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
WATCH = """
import sys
from aixtui.stores.journal import Journal
from tests.aixtui.running.journaled import in_flight, keep
print(keep(Journal.open(), "Watched elsewhere", in_flight()), flush=True)
sys.stdin.read()
"""


@pytest.fixture
async def lists(sandbox: RunningSandbox) -> Lists:
    session = session_on(connection_to(sandbox), 5)
    return await Lists(session, [KindSource(session, MODEL), RunSource(session, 0.0)]).begin()


async def shown(lists: Lists, text: str = "runs") -> list[str]:
    """What the list shows at an address: the first input of each run, and its state."""
    lists.browsing.navigator.go(address.parse(text, lists.browser.sources))
    await lists.face.idle()
    cells = [
        {c.id: cell.text for c, cell in zip(lists.listing.source.columns, row.cells, strict=True)}
        for row in lists.listing.visible_rows
    ]
    return [f"{one['asked']} {one['state']}" for one in cells]


async def test_rows_have_the_beginning_of_what_was_asked_and_what_is_done_with_them_all_of_it(
    lists: Lists,
) -> None:
    journal, text = await lists.session.journal(), "A good day. " * 2_000
    keep(journal, text, answered("It is good."))
    assert (await shown(lists))[0].startswith("A good day.")
    row = lists.listing.current
    assert row is not None
    assert not row.resource.is_whole
    assert len(str(row.resource.record.inputs)) < 2_000
    assert row.resource.progress.reply is None
    assert (await lists.listing.source.document(row))["inputs"] == {"text": text}
    seen: list[Run] = []

    async def see(run: Run) -> None:
        seen.append(run)

    lists.face.on_open = see
    await lists.do("run")
    assert seen[0].form.texts["text"] == text


async def test_the_journal_is_not_read_again_before_something_is_written(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[RunQuery] = []
    find = RunList.find

    def count(self: RunList, query: RunQuery, *, is_whole: bool = True) -> object:
        if not query.phases:  # else it is asked for the header what is in flight
            reads.append(query)
        return find(self, query, is_whole=is_whole)

    monkeypatch.setattr(RunList, "find", count)
    keep(await lists.session.journal(), "one", answered("yes"))
    source, query = lists.browser.listings["run"].source, Query(sort="-started")
    first = await source.page(query)
    assert (await source.page(query)).rows[0].resource is first.rows[0].resource
    assert len(reads) == 1
    other = Journal.open()
    keep(other, "two", answered("yes"))
    assert len((await source.page(query)).rows) == 2
    other.close()
    keep(await lists.session.journal(), "three", in_flight())
    assert len((await source.page(query)).rows) == 3
    await source.page(query)
    assert len(reads) == 4, "what goes on is read again"


async def test_those_in_flight_are_on_top_and_all_are_counted_and_paged(lists: Lists) -> None:
    journal = await lists.session.journal()
    keep(journal, "going", in_flight())
    for number in range(7):
        keep(journal, f"number {number}", answered("yes"))
    assert (await shown(lists))[:2] == ["going ◐ running", "number 6 ● done"]
    page = lists.listing.page
    assert page is not None
    assert (page.total, page.pages) == (8, 2)
    assert await shown(lists, "runs?page=2&size=5") == [f"number {n} ● done" for n in (2, 1, 0)]
    assert "runs?" in lists.browser.address_text


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ("runs?q=giraffe", "gave:"),
        ("runs?q=one", "one"),
        ("runs?state=failed", "three"),
        ("runs?state=in-flight", "four"),
        ("runs?credits=0.5", "two"),
        ("runs?starred=yes", "one"),
        ("runs?day=yesterday", "one"),
        ("runs?resource=sandbox/other", "two"),
        ("runs?workspace=elsewhere", "five"),
        ("runs?sort=credits&credits=0.1", "one two"),
        ("runs?from=command", ""),
        ("runs?kind=agent", ""),
    ],
)
async def test_it_is_narrowed_by_all_that_is_known_of_a_run(lists: Lists, narrowed: str, found: str) -> None:
    journal = await lists.session.journal()
    first = keep(journal, "one", answered("A zebra.", 0.25))
    journal.runs.star(first, on=True)
    backdate(journal, first, 1)
    keep(journal, "two", answered("A giraffe.", 0.75), of="sandbox/other")
    keep(journal, "three", Progress("failed", sentence="It broke."))
    keep(journal, "four", in_flight())
    keep(journal, "five", answered("Far away."), workspace="elsewhere")
    assert [line.split()[0] for line in await shown(lists, narrowed)] == found.split()


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("zebra", "gave: …Zebra, and it ran"),
        ("stripes", "noted: …stripes"),
        ("ebra", "gave: …Zebra, and it ran"),
        ("ALine", "gave: …ALine"),
        ("end%20of%20it", "asked: …end of it."),
        ("beginning", "The beginning of a long"),
        ("zebra%20beginning", "gave: …Zebra, and it ran"),
    ],
)
async def test_a_search_shows_where_its_words_stand(lists: Lists, words: str, seen: str) -> None:
    journal = await lists.session.journal()
    text = f"The beginning of a long text.{' And so on.' * 200} Nobody reads it, and that is the end of it."
    run_id = keep(
        journal, text, answered(f"Some longerThanALine way there was a Zebra, and it{' ran' * 99}.")
    )
    journal.runs.note(run_id, "the one with stripes")
    assert (await shown(lists, f"runs?q={words}"))[0].startswith(seen)


@pytest.mark.parametrize(
    ("words", "marked"),
    [("zebra", ["Zebra"]), ("senti", ["Senti"]), ("zebra%20sentiment", ["Sentiment", "Zebra"])],
)
async def test_the_words_of_a_search_are_marked_where_they_stand(
    lists: Lists, words: str, marked: list[str]
) -> None:
    keep(await lists.session.journal(), "What is it?", answered("There was a Zebra."))
    await shown(lists, f"runs?q={words}")
    found = [
        "".join(hit.row.cells[number].text[at] for at in sorted(places))
        for hit in lists.listing.hits
        for number, places in hit.offsets.items()
    ]
    assert found == marked


async def test_a_run_of_an_action_says_what_it_was_given(lists: Lists) -> None:
    journal = await lists.session.journal()
    for data in ({"expression": "(2+3)*4"}, {"a": 3, "b": 4}, {}):
        inputs: JsonObject = {"action": "calculate", "data": data}
        journal.runs.add(RunRecord(new_run_id(), "sandbox", "tool", "calc", "Calculator", inputs, "app"))
    asked = [line.partition(" ◐")[0] for line in await shown(lists)]
    assert asked == ["calculate", "calculate a=3 b=4", "calculate (2+3)*4"]


@pytest.mark.parametrize(
    ("narrowed", "why"),
    [("day=tomorrow", "is no day"), ("day=2026-13-45", "is no day"), ("credits=-1", "no number")],
)
async def test_a_filter_that_means_nothing_is_said_with_what_would(
    lists: Lists, narrowed: str, why: str
) -> None:
    await shown(lists, f"runs?{narrowed}")
    assert lists.listing.problem is not None
    assert why in lists.listing.problem.text
    assert "such as" in lists.listing.problem.hint


async def test_a_run_is_starred_noted_compared_and_deleted(lists: Lists) -> None:
    journal = await lists.session.journal()
    old = keep(journal, "What is it?\nA cat.", answered("It is a cat.", 1))
    new = keep(journal, "What is it?\nA dog.", answered("It is a dog.", 2))
    await shown(lists)
    assert await lists.do("compare") == "Mark two runs with Space to compare them."
    await lists.do("favourite")
    assert await shown(lists, "runs?starred=yes") == ["What is it? A dog. ● done"]
    await shown(lists)
    lists.face.answers = ["the better one"]
    await lists.do("note")
    assert lists.face.messages[-1] == "Noted. In the list of runs w shows the column Note, and / finds it."
    assert await shown(lists, "runs") == ["What is it? A dog. ● done", "What is it? A cat. ● done"]
    stored = journal.run_list.get("sandbox", new)
    assert stored is not None
    assert (stored.note, stored.is_starred) == ("the better one", True)
    await lists.do("mark-page")
    await lists.do("compare")
    (changes,) = lists.face.details
    assert FieldChange("Output", "It is a cat.", "It is a dog.") in changes, "the later one is the new side"
    assert FieldChange("Credits", "1", "2") in changes
    assert FieldChange("text", "What is it?\nA cat.", "What is it?\nA dog.") in changes
    lists.face.answers = [False]
    await lists.do("delete")
    assert lists.face.details[-1] == (
        "★ Sentiment  done, 0 s ago  What is it? A dog.\nSentiment  done, 0 s ago  What is it? A cat."
    )
    assert len(await shown(lists)) == 2
    lists.face.answers = [True]
    await lists.do("delete")
    assert (lists.ids, len(lists.listing.marks)) == ([], 0)
    assert journal.run_list.get("sandbox", old) is None


async def test_it_is_said_where_runs_are_sorted(lists: Lists) -> None:
    keep(await lists.session.journal(), "one")
    await shown(lists)
    notes = dict[str, str]()

    async def look(_: str, choices: Choices, **__: Any) -> None:  # as a face is asked
        notes.update((one.id, one.note) for one in choices(""))

    lists.face.choose = look  # type: ignore[method-assign,assignment]
    await lists.do("sort")
    assert (notes["time"], notes["asked"]) == ("in the journal", "this page only")


async def test_two_runs_are_told_apart_by_when_they_were_sent(lists: Lists) -> None:
    journal = await lists.session.journal()
    ids = [keep(journal, "one"), keep(journal, "two"), keep(journal, "three", name="Other")]
    backdate(journal, ids[1], 400)
    one, two, other = (journal.run_list.get("sandbox", run_id) for run_id in ids)
    assert one is not None and two is not None and other is not None  # noqa: PT018  # one thing: they are there
    first, second = (run.started_at for run in (one, two))
    assert title_of(one, two) == f"Sentiment: {first:%H:%M:%S} (-) and {second:%Y-%m-%d %H:%M:%S} (+)"
    assert title_of(one, other).startswith(f"Sentiment, {first:%H:%M:%S} (-) and Other, ")


async def test_what_another_process_writes_is_seen_and_not_deleted_while_it_watches(lists: Lists) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WATCH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        run_id = other.stdout.readline().strip()
        assert await shown(lists) == ["Watched elsewhere ◐ running"]
        await lists.do("delete")
        assert lists.face.messages[-1].startswith("Another window watches the run of Sentiment")
        other.kill()
    assert await shown(lists, "runs?q=elsewhere") == ["Watched elsewhere ○ not watched"]
    lists.face.answers = [True]
    await lists.do("delete")
    journal = await lists.session.journal()
    assert journal.run_list.get("sandbox", run_id) is None


async def test_a_run_is_sent_again_only_after_asking_or_opened_to_be_changed(lists: Lists) -> None:
    journal = await lists.session.journal()
    keep(journal, "A good day.", answered("positive"))
    await shown(lists)
    lists.face.answers = [False]
    await lists.do("rerun")
    await lists.do("run")
    (form,) = lists.face.subjects
    assert isinstance(form, Run)
    assert (form.form.texts["text"], form.view, form.number) == ("A good day.", "inputs", 0)
    assert len(await shown(lists)) == 1, "nothing was sent"
    lists.face.answers = [True]
    await lists.do("rerun")
    again = lists.face.subjects[-1]
    assert again.live.ending.startswith("SUCCESS")
    assert await shown(lists, "runs?q=good") == ["A good day. ● done"] * 2


async def test_what_holds_a_secret_is_never_sent_again_by_itself(lists: Lists) -> None:
    journal = await lists.session.journal()
    keep(journal, "A good day.", answered("positive"), secret_inputs=("token",))
    await shown(lists)
    await lists.do("rerun")
    assert lists.face.questions == []
    assert "token is secret and not kept: type it, then F5 sends." in lists.face.messages
    assert lists.face.subjects[-1].number == 0


async def test_one_is_opened_by_its_address_and_those_of_other_workspaces_are_not(lists: Lists) -> None:
    journal = await lists.session.journal()
    run_id = keep(journal, "A good day.", answered("positive"))
    await shown(lists, f"runs/{run_id[:6]}")
    assert lists.face.subjects[-1].form.texts["text"] == "A good day."
    await shown(lists, "runs/nothing")
    assert "The journal has no run nothing of sandbox" in lists.face.messages[-1]
    keep(journal, "Elsewhere", answered("x"), workspace="work")
    await shown(lists, "runs?workspace=work")
    opened = len(lists.face.subjects)
    await lists.do("open")
    assert len(lists.face.subjects) == opened
    assert lists.face.messages[-1] == "It was run in the workspace work: open that to see it."


async def test_the_start_forgets_what_is_old_and_not_what_is_starred(sandbox: RunningSandbox) -> None:
    session = session_on(connection_to(sandbox), 5)
    session.settings = replace(session.settings, runs=Runs(keep_days=30))
    journal = await session.journal()
    for text in ("old", "starred", "new"):
        run_id = keep(journal, text, answered("yes"))
        if text != "new":
            backdate(journal, run_id, 31)
        journal.runs.star(run_id, on=text == "starred")
    lists = await Lists(session, [KindSource(session, MODEL), RunSource(session, 0.0)]).begin()
    assert [line.split()[0] for line in await shown(lists)] == ["new", "starred"]


async def test_a_journal_that_cannot_be_read_is_said_in_its_list_and_stops_no_run(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await lists.session.journal()
    keep(journal, "A good day.", answered("positive"))
    with journal._file.write() as connection:  # noqa: SLF001  # as a bad disk does
        connection.execute("UPDATE documents SET content = x'00'")
    await shown(lists)
    assert lists.listing.problem is not None
    assert "it is damaged" in lists.listing.problem.text
    with journal._file.write() as connection:  # noqa: SLF001
        connection.execute("DROP TABLE runs")
    run = Run(lists.session, MODEL, await lists.session.read(lambda ws: ws.get(MODEL, "sandbox/sentiment")))
    run.form.type("text", "A good day.")
    run.send(lists.face)
    await lists.face.idle()
    assert run.live.ending.startswith("SUCCESS")
    assert len(lists.face.problems) == 1, "it is said once"


async def test_a_damaged_journal_is_said_at_the_start(sandbox: RunningSandbox) -> None:
    journal = Journal.open()
    path = journal._file._path  # noqa: SLF001
    journal.close()
    path.write_bytes(b"no database" * 1000)
    session = session_on(connection_to(sandbox), 5)
    lists = await Lists(session, [KindSource(session, MODEL), RunSource(session, 0.0)]).begin()
    assert "damaged-1" in lists.face.problems[0].hint
    assert await shown(lists) == []
