"""The scenes of forms: each type of a field, and all that may become of what is typed."""

from typing import Any

from textual.pilot import Pilot

from aixtui.editing.awaiting import Awaiting
from aixtui.editing.form import Form
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.handed_over import Awaited, HandedOver
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.form_view import FormView
from tests.driving import wait_until
from tests.snapshots.scenes import Scene, Script, keys, press

ONCE = "It is told this once. Copy it now, and keep it safe."
CONSENT = "Open this address in a browser: the tool works as soon as you have agreed there."
FRESH = "nothing changed yet"


def form_of(pilot: Pilot[Any]) -> Form:
    """The form that is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, EditScreen)
    return screen.form


async def go_to(pilot: Pilot[Any], label: str) -> None:
    """Have the field of this label typed in."""
    form, view = form_of(pilot), pilot.app.screen.query_one(FormView)
    field = next(field for field in form.fields if field.label == label)
    form.moves.to(field.name)
    await wait_until(pilot, lambda: view.field_of(pilot.app.focused) is field, f"the field {label}")


def at(opening: tuple[str, ...], label: str, *steps: str) -> Script:
    """A script that opens a form, goes to a field, and goes on with keys and texts to wait for."""

    async def script(pilot: Pilot[Any]) -> None:
        await press(pilot, *opening, f":{FRESH}")
        await go_to(pilot, label)
        await press(pilot, *steps)

    return script


NEW_AGENT, EDITED_AGENT = ("a",), ("e",)
NEW_TRIGGER = ("colon", *"triggers", "enter", ":no triggers here", "a")
NEW_SKILL = ("colon", *"skills", "enter", ":no skills here", "a")
NEW_CONNECTION = ("3", ":Calculator", "a", ":Integration to", *"google cal", ":1-1 of 1", "enter")
TASK = ("enter", ":Tasks › new", *"Find", "enter", *"Find all that is said of it.")


async def broken_schema(pilot: Pilot[Any]) -> None:
    """A text that is to be JSON and is none."""
    await press(pilot, "a", f":{FRESH}")
    await go_to(pilot, "Output")
    await press(pilot, "j", ":1 changed, kept")
    await go_to(pilot, "Output schema")
    await press(pilot, *'{"broken', "down", ":✗ Output schema", ":2 changed, kept")


async def signs(pilot: Pilot[Any]) -> None:
    """A text with all that cannot be shown."""
    await press(pilot, "e", f":{FRESH}")
    form_of(pilot).fill(
        {"name": "one\ttab", "description": "one\u2028two\x85three\x0cfour\x1b[31mfive\u202esix"}
    )
    await press(pilot, ":2 changed, kept")


async def meet(pilot: Pilot[Any], mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Save what was typed, after somebody else has saved other texts."""
    await press(pilot, "e", f":{FRESH}")
    form = form_of(pilot)
    kind, resource = form.kind, form.resource
    assert resource is not None
    await form.session.write(lambda ws: ws.save(kind, ws.get(kind, resource.id), theirs))
    form.fill(mine)
    await press(pilot, f":{len(mine)} changed, kept", "ctrl+s", ":Save these changes?", "y")


LINES = "One.\nTwo.\nThree."
MINE = {"description": "My words.", "instructions": LINES.replace("One", "Mine")}
THEIRS = {"description": "Their words.", "instructions": LINES.replace("Three", "Theirs")}


async def conflict(pilot: Pilot[Any]) -> None:
    """A text that both changed."""
    await meet(pilot, MINE, THEIRS)
    await press(pilot, ":was changed by somebody else", ":Their words.")


async def marks(pilot: Pilot[Any]) -> None:
    """Both texts in a field, to be edited into one."""
    await conflict(pilot)
    await press(pilot, "e", ":2 of 2", "m", ":holds both versions", ":2 changed, kept")


async def merged(pilot: Pilot[Any]) -> None:
    """Sets that were changed on both sides: nothing is to be decided."""
    await press(pilot, "e", f":{FRESH}")
    tools = form_of(pilot).texts["tools"].split("\n")
    await press(pilot, "escape", ":▌ Text Analyst")
    await meet(pilot, {"tools": "\n".join(tools[1:])}, {"tools": "\n".join(tools[:-1])})
    await press(
        pilot, ":Somebody else changed Tools meanwhile", ":- Language Identification", ":1 changed, kept"
    )


async def offered(pilot: Pilot[Any]) -> None:
    """A form that was left with something typed, and is opened again."""
    await press(pilot, "e", f":{FRESH}", *" and more", ":1 changed, kept", "escape", ":1 draft")
    await press(pilot, "e", ":has changes that were never saved")


async def saved(pilot: Pilot[Any]) -> None:
    """A save, looked at from a list that tells no time."""
    await press(pilot, "e", f":{FRESH}", *"X", ":1 changed, kept", "ctrl+s", ":Save these changes?", "y")
    await press(pilot, ":Saved Text AnalystX", "4", ":Python Sandbox", "u", ":Saved and deleted from here")
    await press(pilot, ":→ Text AnalystX")


async def deleting_used(pilot: Pilot[Any]) -> None:
    """The question about what something else needs."""
    await press(pilot, "e", f":{FRESH}")
    form = form_of(pilot)
    agent = form.resource
    assert agent is not None
    values = {"name": "Daily", "asset_id": agent.id, "configuration": "every day at nine"}
    await form.session.write(lambda ws: ws.create(TRIGGER, values))
    await press(pilot, "escape", ":▌ Text Analyst", "D", ":Daily  trigger")


async def hand_over(pilot: Pilot[Any], told: HandedOver) -> None:
    """What is told once, in words that are the same each time."""
    await press(pilot, "a", f":{FRESH}")
    screen = pilot.app.screen
    assert isinstance(screen, EditScreen)
    awaiting = None if told.awaited is None else Awaiting(screen.form.session, told.awaited)
    screen.face.start(_ask(screen, told, awaiting), "told")
    await press(pilot, f":{told.title}", f":{told.text}")


async def _ask(screen: EditScreen, told: HandedOver, awaiting: Awaiting | None) -> None:
    await screen.face.hand_over(told, is_copied=False, awaiting=awaiting)


async def new_key(pilot: Pilot[Any]) -> None:
    """A key that nobody can ask for again."""
    await hand_over(pilot, HandedOver("The new key", "0123456789abcdef" * 4, ONCE))


async def consent(pilot: Pilot[Any]) -> None:
    """The address at which a service asks for consent."""
    awaited = Awaited(lambda: False, "Waiting for the service to have your consent", "", "")
    text = "https://consent.example/oauth?client_id=0123456789&scope=calendar"
    await hand_over(pilot, HandedOver("The service asks for your consent", text, CONSENT, awaited))


FORM_SCENES = (
    Scene(
        "form-schedule",
        at(NEW_TRIGGER, "Schedule", ":cron fields.", *"every weekday at nine", ":next, in", ":changed, kept"),
        wide="the next three times in one line",
    ),
    Scene(
        "form-schedule-wrong",
        at(NEW_TRIGGER, "Schedule", *"every 3 moons", "down", ":✗ Schedule", ":changed, kept"),
    ),
    Scene(
        "form-amounts",
        at(
            NEW_AGENT,
            "Credits a run",
            *"10.5",
            *("enter", *"5 min", "enter", *"many", "up", ":✗ Rounds", ":3 changed, kept"),
        ),
    ),
    Scene(
        "form-pairs",
        at(NEW_AGENT, "LLM settings", *"temperature", "down", ":✗ LLM settings", ":changed, kept"),
    ),
    Scene("form-json", broken_schema),
    Scene("form-choice", at(NEW_AGENT, "State", "enter", ":Esc close")),
    Scene(
        "form-many",
        at(NEW_AGENT, "Inspected stages", "enter", ":Enter adds", "enter", ":[x]", ":changed, kept"),
    ),
    Scene("form-path", at(NEW_SKILL, "From", *"skills/t", ":skills/tone/", ":changed, kept")),
    Scene("form-secret", at(NEW_CONNECTION, "Client secret", *"hunter2", "escape", ":Leave without saving?")),
    Scene("form-entry", at(NEW_AGENT, "Tasks", "enter", ":Tasks › new")),
    Scene(
        "form-entries",
        at(NEW_AGENT, "Tasks", *TASK, "ctrl+s", ":task stands in", "enter", ":Find all", ":changed, kept"),
    ),
    Scene("form-signs", signs),
    Scene("form-conflict", conflict, wide="the three texts beside each other"),
    Scene("form-marks", marks),
    Scene("form-merged", merged),
    Scene("form-offered", offered),
    Scene(
        "form-drafts",
        keys("e", f":{FRESH}", *" more", ":1 changed, kept", "escape", ":1 draft", "d", ":0 s ago"),
    ),
    Scene("form-undo", saved),
    Scene("form-delete-used", deleting_used),
    Scene("form-new-key", new_key),
    Scene("form-consent", consent),
)
