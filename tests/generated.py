"""What is made from the running product: `screenshots/`, the cheat-sheet of the guide, the list of endpoints.

`make screenshots` writes it.
The tests compare what stands in the files with what this makes.
"""

import asyncio
import json
import os
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets import Input

from aixtui.actions import Scope, actions_of
from aixtui.auth.secret import Secret
from aixtui.cli import tree
from aixtui.cli.completing import TREE
from aixtui.cli.known_words import WORDS
from aixtui.cli.main import cli
from aixtui.key_names import key_name
from aixtui.sandbox import start
from aixtui.system import clock
from aixtui.theming.themes import DARK, LIGHT
from aixtui.workspace import run_events
from tests import film
from tests.completion_words import completion_words
from tests.driving import Sandbox, app_on, connection_to, wait_for_text
from tests.in_no_time import in_no_time
from tests.man_page import man_page
from tests.moving_picture import moving_picture
from tests.sandbox.endpoints import ENDPOINTS
from tests.snapshots.scenes import SCENES, Scene, team_run

T = TypeVar("T")
KEPT = ("CONFIG", "DATA", "STATE", "CACHE")
ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
"""The time of day in the pictures."""


class Screenshot(NamedTuple):
    """A file of `screenshots/`, and what it shows."""

    name: str
    scene: Scene
    size: tuple[int, int] = (100, 30)
    theme: str = DARK.name


_SCENES = {scene.name: scene for scene in SCENES}
SCREENSHOTS = (
    Screenshot("agents", _SCENES["agents"], (80, 24)),
    Screenshot("models-preview", _SCENES["preview"], (120, 40)),
    Screenshot("filters", _SCENES["filters"]),
    Screenshot("detail", _SCENES["detail"]),
    Screenshot("edit-difference", _SCENES["edit-difference"]),
    Screenshot("run-form", _SCENES["run-form"]),
    Screenshot("run-output", _SCENES["run-output"]),
    Screenshot("team-run", Scene("team-run", team_run)),
    Screenshot("light", _SCENES["preview-agents"], (120, 40), LIGHT.name),
)
MAN_PAGE = ROOT / "aixtui/cli/aixtui.1"
FILM = "tour"
"""The moving picture."""
HEADINGS: dict[Scope, str] = {
    "app": "Everywhere",
    "browse": "List",
    "table": "Rows of a list",
    "search": "Search line",
    "chips": "Filters that hold",
    "command": "Command line",
    "detail": "Detail",
    "past": "Runs of a resource",
    "json": "JSON",
    "edit": "Form",
    "field": "Field of a form",
    "reference": "Field that refers to something",
    "run": "Run",
    "messages": "Messages of a session",
    "settings": "Settings",
    "welcome": "Welcome",
    "dialog": "Questions and help",
    "places": "Views, favourites, opened lately",
}
_ENDPOINTS = re.compile(r"(<!-- endpoints -->\n).*(<!-- end of endpoints -->)", re.DOTALL)
_CHEAT_SHEET = re.compile(r"(<!-- keys -->\n).*(<!-- end of keys -->)", re.DOTALL)


def cheat_sheet() -> str:
    """The action table as Markdown."""
    blocks = []
    for scope, heading in HEADINGS.items():
        rows = [
            f"| {action.key_hint or ' '.join(f'`{key_name(key)}`' for key in action.keys)} | {action.help} |"
            for action in actions_of(scope)
        ]
        blocks.append(
            "\n".join([f"**{heading}**", "", "| Keys | What they do |", "| --- | --- |", *rows, ""])
        )
    return "\n".join(blocks)


def guide_with(sheet: str, guide: str) -> str:
    """The guide with the cheat-sheet between its marks."""
    return _CHEAT_SHEET.sub(lambda match: f"{match[1]}\n{sheet}\n{match[2]}", guide)


def endpoint_table() -> str:
    """What the sandbox serves, as Markdown."""
    rows = [f"| {one.method} | `{one.address}` | {one.summary} |" for one in ENDPOINTS]
    return "\n".join(["| method | address | what it does |", "|---|---|---|", *rows])


def sandbox_readme_with(table: str, readme: str) -> str:
    """The sandbox's README with the table between its marks."""
    return _ENDPOINTS.sub(lambda match: f"{match[1]}{table}\n{match[2]}", readme)


def command_tree() -> str:
    """What `--help --json` prints, as completion reads it."""
    return json.dumps(tree.document(*tree.find(cli, ())), indent=1) + "\n"


def screenshot(shown: Screenshot, sandbox: Sandbox) -> str:
    """The SVG of a scene in the real app on a sandbox."""

    async def draw(pilot: Pilot[Any]) -> str:
        await shown.scene.script(pilot)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()
        return pilot.app.export_screenshot(title="aixtui")

    return in_the_app(draw, sandbox, shown.size, shown.theme)


def in_the_app(
    script: Callable[[Pilot[Any]], Awaitable[T]], sandbox: Sandbox, size: tuple[int, int], theme: str
) -> T:
    """What a script makes of the real app on its first list; clock and key are the same every time."""

    async def drive() -> T:
        app = app_on(connection_to(sandbox))
        app.theme = theme
        async with app.run_test(size=size, notifications=True) as pilot:
            await wait_for_text(pilot, "▌ Text Analyst")
            return await script(pilot)

    with (
        patch.object(clock, "monotonic", lambda: 0.0),
        patch.object(clock, "now", lambda: NOW),
        patch.object(run_events, "event_of", in_no_time),
        patch.object(Secret, "hint", "…7f2c"),
    ):
        return asyncio.run(drive())


@contextmanager
def newcomers_home() -> Iterator[None]:
    """Nothing of whoever draws a picture gets into it, nor anything that was kept from another one."""
    with (
        tempfile.TemporaryDirectory() as home,
        patch.dict(os.environ, {f"XDG_{name}_HOME": home for name in KEPT}),
    ):
        yield


def film_picture(sandbox: Sandbox) -> str:
    """The moving picture."""
    return moving_picture(in_the_app(film.film, sandbox, film.SIZE, DARK.name))


def main() -> None:
    """Write all of it."""
    guide = ROOT / "GUIDE.md"
    guide.write_text(guide_with(cheat_sheet(), guide.read_text(encoding="utf-8")), encoding="utf-8")
    readme = ROOT / "aixtui/sandbox/README.md"
    readme.write_text(
        sandbox_readme_with(endpoint_table(), readme.read_text(encoding="utf-8")), encoding="utf-8"
    )
    TREE.write_text(command_tree(), encoding="utf-8")
    WORDS.write_text(completion_words(), encoding="utf-8")
    MAN_PAGE.write_text(man_page(tree.document(*tree.find(cli, ()))), encoding="utf-8")
    folder = ROOT / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with tempfile.TemporaryDirectory() as temporary, start(Path(temporary) / "sandbox.db") as sandbox:
        for shown in SCREENSHOTS:
            with newcomers_home():
                drawn = screenshot(shown, sandbox)
            (folder / f"{shown.name}.svg").write_text(drawn, encoding="utf-8")
        with newcomers_home():
            (folder / f"{FILM}.svg").write_text(film_picture(sandbox), encoding="utf-8")


if __name__ == "__main__":
    main()
