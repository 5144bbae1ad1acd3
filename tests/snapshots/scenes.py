"""The scenes that snapshots and screenshots are made of: how to get the app to show each of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.results import Reading, RunEvent, RunStep
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.edit.screen import EditScreen
from tests.driving import open_run, wait_for_text, wait_until

Script = Callable[[Pilot[Any]], Awaitable[None]]


@dataclass(frozen=True)
class Scene:
    """A name, and what to do after the first list is there."""

    name: str
    script: Script
    wide: str = ""
    """What the wide picture shows that the narrow one cannot: without such a difference there is none."""


async def press(pilot: Pilot[Any], *steps: str) -> None:
    """Press keys; a step that starts with a colon waits for the text after it."""
    for step in steps:
        if step.startswith(":"):
            await wait_for_text(pilot, step[1:])
        else:
            await pilot.press(step)


def keys(*steps: str) -> Script:
    """A script of keys and texts to wait for."""

    async def script(pilot: Pilot[Any]) -> None:
        await press(pilot, *steps)

    return script


async def edit_form(pilot: Pilot[Any]) -> None:
    """A form with a change in it."""
    await press(pilot, "e", ":Instructions")
    assert isinstance(pilot.app.screen, EditScreen)
    pilot.app.screen.query_one("#field-description", TextArea).text = "Says what a text is like."
    await wait_for_text(pilot, "changed: Description")
    await wait_for_text(pilot, "1 changed, kept")


async def refused_form(pilot: Pilot[Any]) -> None:
    """A form whose save the server refused."""
    await edit_form(pilot)
    await press(pilot, "ctrl+u", *"Feedback", "space", *"Sorter", "ctrl+s", ":Save these changes?", "y")
    await press(pilot, ":That name is taken already", ":Not saved", ":2 changed, kept")


async def lower_form(pilot: Pilot[Any]) -> None:
    """The choice of a form, below its heading."""
    await edit_form(pilot)
    await press(pilot, "ctrl+down", "ctrl+down", ":What an answer is written as.", "j", ":2 changed, kept")


async def difference(pilot: Pilot[Any]) -> None:
    """The question before a save, over a field without a cursor: below a question one may be drawn or not."""
    await edit_form(pilot)
    await press(pilot, "ctrl+down", ":The language model that", "ctrl+s", ":Save these changes?")


async def fill_run(pilot: Pilot[Any], path: str, text: str) -> None:
    """The run screen of a model with its text typed in."""
    screen = await open_run(pilot, MODEL, path)
    screen.query_one(TextArea).text = text
    await pilot.pause()


async def run_form(pilot: Pilot[Any]) -> None:
    """The inputs of a model."""
    await fill_run(pilot, "sandbox/text-statistics", "The tide was out. Nobody saw the boat.")


async def run_agent(pilot: Pilot[Any]) -> None:
    """The inputs of an agent, with what is rarely needed unfolded."""
    await open_run(pilot, AGENT, "sandbox-ws/text-analyst")
    await press(pilot, *"Count", "f8", ":Output schema")


async def run_file(pilot: Pilot[Any]) -> None:
    """The inputs of a model that works on a file, of which there is none."""
    await open_run(pilot, MODEL, "sandbox/file-checksum")
    await press(pilot, *"/no/such/file", "enter", ":that is there")


async def run_action(pilot: Pilot[Any]) -> None:
    """The inputs of an action of a tool, one of which does not fit."""
    await press(pilot, "3", ":▌ Calculator", "r", ":What Calculator is to do")
    await press(pilot, "down", "enter", ":The first number", "3", "enter", "x", "enter", ":must be a number")


async def run_choice(pilot: Pilot[Any]) -> None:
    """The list that a choice of a run opens."""
    await open_run(pilot, MODEL, "sandbox/file-checksum")
    await press(pilot, "tab", "enter", ":BLAKE2b")


async def run_output(pilot: Pilot[Any]) -> None:
    """The true output of a synchronous run."""
    await fill_run(pilot, "sandbox/sentiment", "A wonderful day. A terrible night.")
    await press(pilot, "f5", ':"label": "positive"')


STEPS = (
    RunStep(
        id="s1",
        agent="Text Analyst",
        unit="Language Identification",
        action="run",
        thought="Use Language Identification.",
        input={"text": "I love it."},
        output={"language": "en", "confidence": 1.0},
        seconds=0.4,
        credits=0.0001,
    ),
    RunStep(id="s2", agent="Text Analyst", unit="Sentiment", action="run", input={"text": "I love it."}),
    RunStep(
        id="s3", agent="Text Analyst", unit="Text Statistics", action="run", error="It broke.", seconds=0.2
    ),
)


async def run_steps(pilot: Pilot[Any]) -> None:
    """A run of an agent half-way, with a step of each state."""
    screen = await open_run(pilot, AGENT, "sandbox-ws/text-analyst")
    run = screen.run_state
    run.begin()
    run.live.add(RunEvent("sent", 0.0))
    run.live.add(RunEvent("accepted", 0.1, "IN_PROGRESS"))
    run.live.add(RunEvent("polled", 0.6, "IN_PROGRESS", reading=Reading(progress=0.4, note="section 2 of 5")))
    run.live.add(RunEvent("polled", 1.2, "IN_PROGRESS", reading=Reading(steps=STEPS)))
    await wait_for_text(pilot, "It broke.")


TEAM = (
    RunStep(id="t1", agent="Mentalist", unit="plan", output="Language first, then the mood.", seconds=0.6),
    RunStep(
        id="t2",
        agent="Language Router",
        unit="Language Identification",
        thought="The first review may be French.",
        input={"text": "Un film magnifique, et trop court."},
        output={"language": "fr", "confidence": 0.99},
        seconds=0.4,
        credits=0.0001,
    ),
    RunStep(
        id="t3",
        agent="Tone Checker",
        unit="Sentiment",
        input={"text": "A long wait, and no ticket."},
        output={"label": "negative", "score": -0.61},
        seconds=1.3,
        credits=0.0002,
    ),
    RunStep(id="t4", agent="Report Writer", unit="Extractive Summary", input={"sentences": 2}),
)


async def team_run(pilot: Pilot[Any]) -> None:
    """A run of a team of agents, the last of which is at work."""
    run = (await open_run(pilot, AGENT, "aixplain/review-digest")).run_state
    run.begin()
    run.live.add(RunEvent("sent", 0.0))
    run.live.add(RunEvent("accepted", 0.1, "IN_PROGRESS"))
    run.live.add(RunEvent("polled", 2.4, "IN_PROGRESS", reading=Reading(steps=TEAM)))
    await wait_for_text(pilot, "Extractive Summary")


async def narrow(pilot: Pilot[Any]) -> None:
    """The filters that the pages loaded so far offer, once the page ahead is among them."""
    screen = pilot.app.screen
    assert isinstance(screen, BrowseScreen)
    await press(pilot, "2", ":Text Statistics")
    ahead = screen.browser.listing.query._replace(page=2)
    await wait_until(
        pilot, lambda: screen.browser.loader.pages.get("model", ahead) is not None, "the page ahead"
    )
    await press(pilot, "F", ":Narrow the models", *"speech", ":speech-recog")


async def palette(pilot: Pilot[Any]) -> None:
    """All actions, once the palette has gathered them."""
    await press(pilot, "ctrl+p", ":What to do, or where to go", ":Open the resource")
    await pilot.app.workers.wait_for_complete()


async def clone(pilot: Pilot[Any]) -> None:
    """The form of a new one that begins as another one is."""
    await press(pilot, "c", ":nothing changed yet", ":(copy)")
    pilot.app.screen.query_one(Input).cursor_blink = False


async def picker(pilot: Pilot[Any]) -> None:
    """The tools of an agent, some of which it has, while another one is looked for."""
    await press(pilot, "e", ":Instructions", "ctrl+down", ":The language model that", "down")
    await press(pilot, ":Tools and models that", "enter", ":Enter takes away", *"text", ":Text Embedding")


async def calendar(pilot: Pilot[Any]) -> None:
    """The day on which a key ends."""
    await press(
        pilot, "0", ":▌ sandbox", "a", ":nothing changed yet", "down", "down", ":Enter opens a calendar"
    )
    pilot.app.screen.query_one("#field-expires_at", Input).cursor_blink = False
    await press(pilot, *"in 30 days", "enter", ":August 2026")


KIND_SCENES = tuple(
    Scene(f"kind-{kind.plural}", keys(key, ":0 ms")) for key, kind in zip("3456789", KINDS[2:9], strict=True)
)
"""All but API keys, which differ in every sandbox."""


def on_models(*steps: str) -> Script:
    """A script that begins on the list of models."""
    return keys("2", ":Text Statistics", *steps)


WITHOUT_COLOURS = frozenset(
    {
        "agents",
        "marked",
        "chips",
        "detail-json",
        "find",
        "find-json",
        "edit",
        "edit-difference",
        "edit-refused",
        "delete",
        "run-steps",
        "search",
        "preview",
        "run-choice",
        "sort",
    }
)
"""Scenes in which colour tells a state, which has to be told without it as well."""

SCENES = (
    *KIND_SCENES,
    Scene("filters", narrow),
    Scene(
        "filtered",
        on_models(
            "F",
            ":Narrow",
            *"speech-rec",
            "enter",
            "escape",
            ":speech-recognition x",
            ":Amazon Transcribe - Spanish (Peru)",
        ),
    ),
    Scene(
        "chips",
        on_models(
            "colon",
            *"models developer=Google status=onboarded",
            "enter",
            ":▌ Gemini",
            "x",
            ":Enter drop",
        ),
        wide="both filters beside a long search line",
    ),
    Scene(
        "filtered-empty",
        on_models(
            "colon", *"models whale developer=Nobody", "enter", ":No models match “whale”, developer Nobody."
        ),
    ),
    Scene("page-filter", on_models("f", *"stat", ":filter this page stat", ": of ")),
    Scene("page-filtered", on_models("f", *"stat", "enter", ":filter “stat”")),
    Scene("page-filter-none", on_models("f", *"zzqx", "enter", ":of this page match “zzqx”")),
    Scene("sort", on_models("s", ":Sort by")),
    Scene("sorted-page", on_models("s", ":Sort by", *"function", "enter", ":on this page only")),
    Scene("marked", on_models("space", "space", "j", "space", ":3 marked")),
    Scene("preview", on_models("o", ":sandbox/text-statistics"), wide="the preview beside the list"),
    Scene("preview-agents", keys("o", ":sandbox-ws/text-analyst"), wide="the names beside the preview"),
    Scene("command", keys("colon", *"mod", ":: models")),
    Scene("copy", on_models("y", ":Copy of Text Statistics")),
    Scene("export", on_models("space", "space", "E", ":Export 2 marked models as")),
    Scene("kept", keys("enter", ":Instructions", "escape", "v", ":opened agent")),
    Scene(
        "delete-marked",
        keys("asterisk", ":marked", "D", ":Type how many they are"),
        wide="a question as tall as it may get",
    ),
    Scene("help-narrowed", keys("question_mark", ":Keys", *"mark", ":Mark all rows of this page.")),
    Scene("agents", keys(), wide="tabs with their full names, the path as last column, more keys"),
    Scene("models", keys("2", ":Text Statistics"), wide="two more columns at the end, wider names"),
    Scene("models-page-2", keys("2", ":Text Statistics", "n", ":page 2/", "j", "j")),
    Scene("tools", keys("3", ":Calculator")),
    Scene("integrations", keys("4", ":Python Sandbox"), wide="more columns between the others"),
    Scene("inspectors", keys("0", "right_square_bracket", ":Detect Prompt Attacks")),
    Scene("no-sessions", keys("7", ":There are no sessions here yet.")),
    Scene("search", keys("2", ":Text Statistics", "slash", *"whisper", "enter", ":Whisper Large")),
    Scene("search-empty", keys("slash", *"zzqx", "enter", ":No agents match")),
    Scene("hostile", keys("2", ":Text Statistics", "slash", *"hostile", "enter", ":esc red end")),
    Scene(
        "detail",
        keys("enter", ":Instructions", ":sandbox-ws/text-analyst"),
        wide="facts in two columns",
    ),
    Scene("detail-json", keys("enter", ":Instructions", "3", ':"assetInfo"')),
    Scene("copy-fact", keys("enter", ":Instructions", "y", ":Copy of Text Analyst")),
    Scene("links", keys("enter", ":Word Chain", "L", ":Open from Text Analyst")),
    Scene("find", keys("enter", ":Instructions", "slash", *"language", "enter", ":1 of 3")),
    Scene("find-json", keys("enter", ":Instructions", "3", ':"assetInfo"', "slash", *"text", ":1 of")),
    Scene("edit", edit_form, wide="all groups at once"),
    Scene("edit-new", keys("a", ":nothing changed yet")),
    Scene("edit-lower", lower_form),
    Scene("edit-refused", refused_form),
    Scene("edit-difference", difference),
    Scene("clone", clone),
    Scene("picker", picker),
    Scene("calendar", calendar),
    Scene("delete", keys("D", ":Type its name to delete it.")),
    Scene("run-form", run_form),
    Scene("run-agent-form", keys("r", ":MORE: ")),
    Scene("run-agent-settings", run_agent),
    Scene("run-file-form", run_file),
    Scene("run-actions", keys("3", ":▌ Calculator", "r", ":What Calculator is to do")),
    Scene("run-action-form", run_action),
    Scene("run-choice", run_choice),
    Scene("run-output", run_output, wide="the log above the output"),
    Scene("run-steps", run_steps),
    Scene(
        "help",
        keys("question_mark", ":Keys of this screen"),
        wide="a list that grows with the screen",
    ),
    Scene("palette", palette, wide="the list going on below the palette"),
    Scene(
        "refused",
        keys("2", ":Text Statistics", "D", ":Models are read-only"),
        wide="a wider message",
    ),
)

BROAD_SCENES = (
    Scene("panes", on_models("o", ":sandbox/text-statistics", "o", ':"assetInfo"', "O")),
    Scene("broad-agents", keys()),
)
"""What is there on a broad screen alone."""
