"""Every action of the table, by its key, on a screen where it does something that can be seen."""

import re
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from aixtui.actions import ACTIONS, AppAction
from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, keys_of, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


class Step(NamedTuple):
    """An action as `scope.id`, the keys typed after its own, what is seen then, and what no longer is.

    Among the keys a text of several words is waited for before the next one.
    """

    action: str
    sees: str
    then: tuple[str, ...] = ()
    hides: str = ""
    key: int = 0
    """Which of its keys is pressed."""


MODELS = Step("browse.show-kind", "▌ Text Statistics", ("2",))
ON_THE_LAST_ROW = r"▌ [^\n]*\n 1-\d+ of"

WALKS: dict[str, tuple[Step, ...]] = {
    "rows": (
        MODELS,
        Step("table.cursor-down", "▌ Sentiment"),
        Step("table.cursor-up", "▌ Text Statistics"),
        Step("table.last-row", ON_THE_LAST_ROW),
        Step("table.first-row", "▌ Text Statistics"),
        Step("table.page-down", ON_THE_LAST_ROW),
        Step("table.page-down", "page 2/"),
        Step("table.page-up", "page 1/"),
        Step("browse.wide", "All columns: Left and Right scroll."),
        Step("table.scroll-right", "FUNCTION", hides=r"\n  NAME  "),
        Step("table.scroll-left", r"\n  NAME  "),
        Step("browse.columns", "Columns"),
        Step("dialog.back", "▌ "),
        Step("table.open-row", "Description"),
    ),
    "pages": (
        MODELS,
        Step("browse.next-page", "page 2/"),
        Step("browse.previous-page", "page 1/"),
        Step("browse.last-page", r"page (\d+)/\1 "),
        Step("browse.first-page", "page 1/"),
        Step("browse.go-to", "page 3/", ("3", "enter")),
        Step("browse.refresh", "page 3/"),
        Step("browse.live", "live 5 s"),
        Step("browse.live", "No longer live."),
        Step("browse.unreadable", "All items of this page could be read."),
        Step("browse.next-kind", "▌ Calculator"),
        Step("browse.previous-kind", "page 3/"),
    ),
    "finding": (
        MODELS,
        Step("browse.search", "of 28 · page 1", keys_of("whisper")),
        Step("search.to-list", "▌ Whisper"),
        Step("browse.clear", "▌ Text Statistics"),
        Step("browse.search", "No models match", keys_of("zzqx")),
        Step("search.clear-text", "▌ Text Statistics"),
        Step("browse.filters", "onboarded x", keys_of("status onboarded", "enter", "escape")),
        Step("browse.choose-filter", "drop filter"),
        Step("chips.previous-chip", "drop filter"),
        Step("chips.next-chip", "drop filter"),
        Step("chips.leave-chips", "Open"),
        Step("browse.drop-last-filter", "▌ ", hides="onboarded x"),
        Step("browse.filters", "onboarded x", keys_of("status onboarded", "enter", "escape")),
        Step("browse.choose-filter", "drop filter"),
        Step("chips.drop-chip", "▌ ", hides="onboarded x"),
        Step("browse.page-filter", r"2 of 2\d", keys_of("sentim")),
        Step("search.clear-text", "  Text Statistics"),
        Step("browse.sort", "NAME ▲", keys_of("name", "enter")),
        Step("app.command", ": agents", keys_of("agen")),
        Step("command.accept", ": agents"),
        Step("command.close", "NAME ▲"),
        Step("app.command", ": tools", keys_of("tools")),
        Step("command.go", "▌ Calculator"),
        Step("app.command", ": too", keys_of("too")),
        Step("command.older-line", ": tools"),
        Step("command.newer-line", ": too"),
        Step("command.close", "▌ Calculator"),
        Step("browse.history-back", "NAME ▲"),
        Step("browse.history-forward", "▌ Calculator"),
    ),
    "marks": (
        MODELS,
        Step("browse.mark", "1 marked"),
        Step("table.cursor-down", "1 marked"),
        Step("browse.mark-range", "3 marked"),
        Step("browse.mark-page", r"\d\d marked"),
        Step("browse.invert-marks", r" of [\d,]+ · page", hides="marked"),
        Step("browse.mark", "1 marked"),
        Step("browse.unmark", " page 1/", hides="1 marked"),
        Step("browse.copy", "Copy of "),
        Step("dialog.back", "▌ ", hides="Copy of "),
        Step("browse.export", "Export"),
        Step("dialog.back", "▌ "),
        Step("browse.preview", "Supplier|Description"),
        Step("browse.preview-size", "▌ "),
    ),
    "places": (
        MODELS,
        Step("browse.favourite", "is a favourite now"),
        Step("browse.save-view", "Saved view mine", keys_of("mine", "enter")),
        Step("browse.views", "mine"),
        Step("places.rename-place", "yours", ("backspace",) * 4 + keys_of("yours", "enter")),
        Step("places.remove-place", "favourite model", ("y",), hides="view: "),
        Step("dialog.back", "▌ "),
    ),
    "changes": (
        Step("browse.add", "Name"),
        Step("edit.back", "▌ Text Analyst"),
        Step("browse.clone", "› Text Analyst › clone"),
        Step("edit.save", "Make this clone of Text Analyst?"),
        Step("dialog.back", "nothing changed yet"),
        Step("edit.save", "Made Text Analyst", ("y",)),
        Step("browse.edit", "changed: Name", keys_of("s")),
        Step("edit.edit-text", "VISUAL or EDITOR names one."),
        Step("edit.edit-document", "VISUAL or EDITOR names one."),
        Step("field.from-file", "JSON or YAML file to fill"),
        Step("dialog.back", "changed: Name"),
        Step("edit.save", "Save these changes?"),
        Step("dialog.back", "changed: Name"),
        Step("edit.save", "▌ ", ("y",)),
        Step("browse.delete", "Deleted ", ("Type its name", *keys_of("Text Analyst (copy)s", "enter"))),
        Step("browse.undo-list", "Saved and deleted from here"),
        Step("dialog.back", "▌ "),
        Step("browse.open", "Instructions"),
        Step("detail.next-tab", "What the agent should do."),
        Step("detail.show-tab", '"assetInfo"', ("3",)),
        Step("json.line-down", r'▌ +"id"'),
        Step("json.line-up", r"▌▾ {"),
        Step("json.toggle-fold", r"▌▸ { … \d+ lines … }"),
        Step("json.unfold", r"▌▾ {"),
        Step("json.fold", r"▌▸ { … \d+ lines … }"),
        Step("json.unfold-all", r"▌▾ {"),
        Step("json.fold-all", r'▸ "assetInfo": { … 3 lines … },'),
        Step("json.last-line", r"▌ +}"),
        Step("json.first-line", r"▌▾ {"),
        Step("json.screen-down", r"▌ +\S", hides=r"▌▾ {"),
        Step("json.screen-up", r"▌▾ {"),
        Step("detail.previous-tab", "What the agent should do."),
        Step("detail.show-tab", "Instructions", ("1",)),
        Step("detail.refresh", "Instructions"),
        Step("detail.find", "find “a” 1 of ", ("a", "enter")),
        Step("detail.next-match", "find “a” 2 of "),
        Step("detail.previous-match", "find “a” 1 of "),
        Step("detail.back", "Instructions", hides="find “"),
        Step("detail.next-resource", "Agents ›", hides="› Text Analyst"),
        Step("detail.previous-resource", "› Text Analyst"),
        Step("detail.links", "Open from "),
        Step("dialog.back", "Instructions"),
        Step("detail.copy", "Copy of "),
        Step("dialog.back", "Instructions"),
        Step("detail.add", "Agents › new"),
        Step("edit.back", "Instructions"),
        Step("detail.edit", "Name"),
        Step("edit.back", "Instructions"),
        Step("detail.run", "Query"),
        Step("run.back", "Instructions"),
        Step("detail.drafts", "There is nothing that was typed for Text Analyst and never saved."),
        Step("detail.clone", "› clone"),
        Step("edit.save", "Made ", ("y",)),
        Step("detail.undo-list", "Saved and deleted from here"),
        Step("dialog.back", "Instructions"),
        Step("detail.delete", "Type its name to delete it."),
    ),
    "connecting": (
        Step("browse.show-kind", "a connect", ("4",)),
        Step("browse.open", "a connect"),
        Step("detail.add", "Tools › Python Sandbox › new"),
        Step("edit.back", "a connect"),
        Step("detail.next-tab", "the tool that comes of it has them"),
    ),
    "an editor from the list": (Step("browse.edit-document", "VISUAL or EDITOR names one."),),
    "an editor from the detail": (
        Step("browse.open", "Instructions"),
        Step("detail.edit-document", "VISUAL or EDITOR names one."),
    ),
    "states": (
        Step("browse.onboard", "Unpublish Text Analyst"),
        Step("dialog.back", "▌ Text Analyst"),
        Step("browse.duplicate", r"Text Analyst \(copy\), which is a draft", ("enter",)),
        Step("browse.open", "Instructions"),
        Step("detail.onboard", r"\(copy\) is onboarded", ("y",)),
        Step("detail.duplicate", r"\(copy 2\), which is a draft", ("enter",)),
    ),
    "a form": (
        Step("browse.edit", "changed: Name", ("x",)),
        Step("edit.revert-all", "nothing changed yet", ("y",)),
        Step("field.next-field", "▌Reads a text"),
        Step("field.previous-field", "▌Text Analyst"),
        Step("field.next-group", "▌Word Chain"),
        Step("field.previous-group", "▌Text Analyst"),
        Step("field.next-group", "▌Language Identification", ("down",), key=1),
        Step("reference.pick", "chosen"),
        Step("dialog.back", "nothing changed yet"),
        Step("reference.drop-reference", "changed: Tools"),
        Step("field.undo", "nothing changed yet"),
        Step("field.redo", "changed: Tools"),
        Step("edit.revert-field", "nothing changed yet"),
        Step("reference.reference-down", r"Tools[^\n]*▌Sentiment[^\n]*\n[^\n]*▌Language"),
        Step("reference.reference-up", "nothing changed yet"),
        Step("reference.open-reference", "Models › Language Identification"),
        Step("detail.back", "nothing changed yet"),
        Step("reference.drop-reference", "changed: Tools"),
        Step("edit.back", "○ 1 draft"),
        Step("browse.drafts", "Typed and never saved"),
        Step("dialog.back", "▌ Text Analyst"),
    ),
    "entries": (
        Step("browse.edit", "none: Enter adds the first", ("tab",) * 9),
        Step("reference.pick", "▌first", keys_of("first", "ctrl+s")),
        Step("reference.pick", "a adds"),
        Step("entries.add-entry", r"first[^\n]*\n[^\n]*second", keys_of("second", "ctrl+s")),
        Step("entries.entry-down", r"second[^\n]*\n[^\n]*first"),
        Step("entries.entry-up", r"first[^\n]*\n[^\n]*second"),
        Step("entries.open-entry", "Expected output"),
        Step("edit.back", "a adds"),
        Step("entries.drop-entry", "Taken away: Ctrl"),
        Step("dialog.back", "changed: Tasks"),
        Step("field.undo", r"first[^\n]*\n[^\n]*second"),
    ),
    "runs": (
        MODELS,
        Step("table.cursor-down", "▌ Sentiment"),
        Step("browse.run", "Text, required", keys_of("Lovely")),
        Step("run.earlier-inputs", "Sentiment was not run from here yet."),
        Step("run.presets", "Saved inputs of Sentiment"),
        Step("dialog.back", "Lovely", hides="Saved inputs"),
        Step("run.save", "Name for these inputs"),
        Step("dialog.back", "Lovely", hides="Name for"),
        Step("run.revert-field", "required ", hides="Lovely"),
        Step("field.undo", "Lovely"),
        Step("run.revert-all", "required ", ("y",), hides="Lovely"),
        Step("field.undo", "Lovely"),
        Step("run.edit-text", "No editor is set"),
        Step("field.from-file", "File for text"),
        Step("dialog.back", "Lovely", hides="File for text"),
        Step("run.refresh", "the inputs are as they were"),
        Step("run.start", '"label": "positive"'),
        Step("run.raw", "─ Reply ─"),
        Step("run.raw", "─ Values ─"),
        Step("panel.next-part", "part 2 of 2 · row 1 of 1"),
        Step("panel.sort", "Sort sentences by"),
        Step("dialog.back", "part 2 of 2"),
        Step("panel.previous-part", "part 1 of 2"),
        Step("panel.find", "find “pos” 1 of ", ("p", "o", "s", "enter")),
        Step("panel.next-match", "find “pos” 2 of "),
        Step("panel.previous-match", "find “pos” 1 of "),
        Step("panel.next-tab", "─ Reply ─"),
        Step("panel.previous-tab", "─ Values ─"),
        Step("panel.show-tab", "─ Request ─", ("4",)),
        Step("panel.copy", "Copy of the run of Sentiment"),
        Step("dialog.back", "─ Request ─"),
        Step("panel.export", "Write to a file"),
        Step("dialog.back", "─ Request ─"),
        Step("panel.download", "The output names no file."),
        Step("panel.pager", "cannot be lent"),
        Step("panel.preview", "It gave no picture."),
        Step("panel.watch", "It does not go on at the server"),
        Step("run.inputs", "Text, required"),
        Step("run.back", "▌ Sentiment"),
        Step("browse.past-runs", r"▌ Sentiment +● done"),
        Step("browse.rerun", "Run Sentiment once more?"),
        Step("dialog.back", r"▌ Sentiment +● done"),
        Step("browse.rerun", '"label": "positive"', ("y",)),
        Step("run.back", "1-2 of 2"),
        Step("browse.note", "Note for this run of Sentiment"),
        Step("dialog.back", "1-2 of 2"),
        Step("browse.mark-page", "2 marked"),
        Step("browse.compare", "lines as they were|  positive"),
        Step("dialog.back", "2 marked"),
        Step("browse.watch-runs", "No run is in flight that nobody watches."),
    ),
    "runs of a resource": (
        MODELS,
        Step("table.cursor-down", "▌ Sentiment"),
        Step("browse.run", "Text, required", keys_of("Lovely")),
        Step("run.start", '"label": "positive"'),
        Step("run.back", "▌ Sentiment"),
        Step("table.open-row", "Description"),
        Step("detail.show-tab", "1-1 of 1", ("4",)),
        Step("past.mark", "1 marked"),
        Step("past.compare", "Mark two runs with Space"),
        Step("past.star", "1 run starred"),
        Step("past.note", "Note for this run of Sentiment"),
        Step("dialog.back", "1-1 of 1"),
        Step("past.watch-runs", "No run is in flight that nobody watches."),
        Step("past.rerun", "Run Sentiment once more?"),
        Step("dialog.back", "1-1 of 1"),
        Step("past.delete-run", "There are no runs here yet.", ("y",)),
    ),
    "a run that goes on": (
        MODELS,
        Step("browse.search", "Long Document Report", keys_of("long document rep")),
        Step("search.to-list", "▌ Long Document Report"),
        Step("browse.run", "Text, required", keys_of("A town. " * 9)),
        Step("run.start", "accepted"),
        Step("run.background", "▌ Long Document Report"),
    ),
    "steps": (
        Step("browse.run", "Query", keys_of("I love it. It works.")),
        Step("run.start", "5 of 5 steps"),
        Step("panel.show-tab", "▾ Mentalist", ("1",)),
        Step("steps.first-step", "▌ ▾ Mentalist"),
        Step("steps.step-down", "▌ ├ ▸|▌ └ ▸"),
        Step("steps.unfold-step", r"▌ [├└] ▾"),
        Step("steps.fold-step", r"▌ [├└] ▸"),
        Step("steps.toggle-step", r"▌ [├└] ▾"),
        Step("steps.fold-steps", r"▌ [├└] ▸", hides="[├└] ▾"),
        Step("steps.unfold-steps", r"▌ [├└] ▾", hides="[├└] ▸"),
        Step("steps.step-up", r"▌ ▾ "),
        Step("steps.steps-down", r"▌ ", hides=r"▌ ▾ "),
        Step("steps.steps-up", r"▌ ▾ "),
        Step("steps.last-step", r"▌ ", hides=r"▌ ▾ "),
        Step("steps.read-step", "OUTPUT"),
        Step("step.copy", "Copy of "),
        Step("dialog.back", "OUTPUT", hides="Copy of "),
        Step("step.back", "5 of 5 steps"),
        Step("steps.next-failed", "No step has failed."),
        Step("steps.previous-failed", "No step has failed."),
    ),
    "streams": (
        MODELS,
        Step("browse.search", "Word Chain", keys_of("word chain")),
        Step("search.to-list", "▌ Word Chain"),
        Step("browse.run", "pace", (*keys_of("Tell me more."), "f8", *["tab"] * 6, *["backspace"] * 4, "1")),
        Step("run.start", "STREAMING"),
        Step("live.follow-end", "STREAMING"),
        Step("run.back", "credits may be counted"),
        Step("run.back", "▌ Word Chain"),
    ),
    "runs of agents and tools": (
        Step("browse.run", r"MORE: \d+ RARELY NEEDED"),
        Step("run.more", "Output schema"),
        Step("run.more", r"MORE: \d+ RARELY NEEDED", hides="Output schema"),
        Step("run.edit-document", "No editor is set"),
        Step("run.back", "▌ Text Analyst"),
        Step("browse.show-kind", "▌ Calculator", ("3",)),
        Step("browse.run", "The first number", ("down", "enter")),
        Step("run.choose-action", "What Calculator is to do"),
        Step("dialog.back", "The first number"),
        Step("run.back", "▌ Calculator"),
    ),
    "settings": (
        Step("app.settings", "▌ profile "),
        Step("settings.setting-down", "▌ start "),
        Step("settings.setting-up", "▌ profile "),
        Step("settings.settings-down", r"▌ \S", hides="▌ profile "),
        Step("settings.settings-up", "▌ profile "),
        Step("settings.last-setting", "▌ keys.entries.drop-entry "),
        Step("settings.first-setting", "▌ profile "),
        Step("settings.find", "▌ editing.ask-before-save", keys_of("ask-before")),
        Step("search.to-list", "▌ editing.ask-before-save", hides="to the hits"),
        Step("settings.change-setting", r"ask-before-save +no +config.toml"),
        Step("settings.reset-setting", r"ask-before-save +yes +default"),
        Step("settings.edit-text", "VISUAL or EDITOR names one."),
        Step("settings.back", "▌ editing.ask-before-save", hides="1 of "),
        Step("settings.back", "▌ Text Analyst"),
    ),
    "messages": (
        Step("browse.show-kind", "ticket 8812", ("7",)),
        Step("browse.messages", "I love it. Really."),
        Step("messages.refresh", "2 messages"),
        Step("messages.back", "▌ ticket 8812"),
        Step("browse.open", "Overview"),
        Step("detail.messages", "2 messages"),
        Step("messages.back", "Overview"),
        Step("detail.back", "▌ ticket 8812"),
    ),
    "files": (
        Step("browse.show-kind", "▌ quarterly-sales.csv", ("9",)),
        Step("table.last-row", "▌ product-handbook/"),
        Step("table.open-row", "▌ README.md"),
        Step("browse.clear", "▌ quarterly-sales.csv"),
        Step("browse.download", "Save quarterly-sales.csv as"),
        Step("dialog.back", "▌ quarterly-sales.csv"),
        Step("browse.open", "Overview"),
        Step("detail.download", "Save quarterly-sales.csv as"),
        Step("dialog.back", "Overview"),
        Step("detail.back", "▌ quarterly-sales.csv"),
        Step("browse.add", "nothing changed yet"),
        Step("edit.back", "▌ quarterly-sales.csv"),
    ),
    "the app": (
        Step("app.help", "Keys of this screen"),
        Step("dialog.back", "▌ Text Analyst"),
        Step("app.suspend", "The app cannot be stopped here."),
        Step("app.theme", "whatever fits the terminal"),
        Step("dialog.back", "▌ "),
        Step("app.profile", "Switch to a profile"),
        Step("dialog.back", "▌ "),
        Step("app.palette", "What to do, or where to go"),
    ),
}
ELSEWHERE = {
    "welcome.sandbox": "test_welcome",
    "welcome.use-stored": "test_welcome",
    "welcome.back": "test_renewal",
    "app.quit": "test_quit",
    "app.repaint": "terminal/test_pasting",
}
"""What takes an app without a key, ends it, or is seen by a terminal alone."""


def full_id(action: AppAction) -> str:
    return f"{action.scope}.{action.id}"


def test_every_action_is_walked() -> None:
    ids = {step.action for walk in WALKS.values() for step in walk}
    assert ids | set(ELSEWHERE) == {full_id(action) for action in ACTIONS}


@pytest.mark.parametrize("walk", WALKS)
async def test_a_walk(fresh_filled_sandbox: RunningSandbox, walk: str) -> None:
    app = app_on(connection_to(fresh_filled_sandbox))  # its own: what one walk makes is in nobody else's way
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        for step in WALKS[walk]:
            await take(pilot, app, step)


async def take(pilot: Pilot[None], app: AixtuiApp, step: Step) -> None:
    action = next(action for action in ACTIONS if full_id(action) == step.action)
    for key in (*action.keys[step.key : step.key + 1], *step.then):
        if " " in key:
            await wait_for_text(pilot, key)
        else:
            await pilot.press(key)

    def is_there() -> bool:
        text = screen_text(app)
        return bool(re.search(step.sees, text)) and not (step.hides and re.search(step.hides, text))

    await wait_until(pilot, is_there, f"{step.action}: {step.sees!r} without {step.hides!r}")
