"""The settings in the app: what is shown of each, changing it, and what holds from when on."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot

from aixtui.actions import use_keys
from aixtui.app import AixtuiApp
from aixtui.build import build_app
from aixtui.entrance import Entrance
from aixtui.sandbox import RunningSandbox
from aixtui.settings.reading import read_settings, settings_file
from aixtui.settings.tree import Settings
from aixtui.settings.values import SaidElsewhere
from aixtui.workspace.session import AppSession
from tests.driving import NO_PROFILES, app_on, connection_to, keys_of, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    yield
    use_keys({})


def write(text: str) -> Path:
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


async def find(pilot: Pilot[None], words: str, name: str) -> None:
    """Put the cursor of the settings on the one that is found first."""
    await pilot.press("slash", "ctrl+u", *keys_of(words), "enter")
    await wait_for_text(pilot, f"▌ {name}")
    await wait_for_text(pilot, "Esc back")


async def wait_for_row(pilot: Pilot[None], *cells: str) -> None:
    """Let the app work until a setting is shown with this value, and with who says so."""
    app = pilot.app
    assert isinstance(app, AixtuiApp)

    def is_shown() -> bool:
        rows = [re.split(r"  +", line.lstrip(" ▌")) for line in screen_text(app).splitlines()]
        return any(row[: len(cells)] == [*cells] for row in rows)

    await wait_until(pilot, is_shown, f"the row {cells}")


async def test_each_is_shown_with_its_value_who_says_so_and_what_it_is_for(sandbox: RunningSandbox) -> None:
    write("[limits]\ndepth = 50\n")
    app = app_on(connection_to(sandbox), read_settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await wait_for_row(pilot, "start", "last", "default")
        await wait_for_row(pilot, "limits.read-seconds", "60", "default")
        await find(pilot, "limits.depth", "limits.depth")
        await wait_for_row(pilot, "limits.depth", "50", "config.toml")
        await wait_for_text(pilot, "Lists and objects within each other.")
        await wait_for_text(pilot, "Takes a whole number from 1 to 500.")
        await wait_for_text(pilot, "A change holds from the next start on. Its default is 100.")


async def test_a_page_is_as_long_as_is_set_at_once_and_a_wrong_number_is_told_beside_it(
    sandbox: RunningSandbox,
) -> None:
    file = write("# mine\n")
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await find(pilot, "page-size", "browse.page-size")
        await pilot.press("enter", *"500", "enter")
        await wait_for_text(pilot, "It must be a whole number from 1 to 100.")
        assert file.read_text(encoding="utf-8") == "# mine\n"
        await pilot.press("3", "enter")
        await wait_for_row(pilot, "browse.page-size", "3", "config.toml")
        assert file.read_text(encoding="utf-8") == "# mine\n\n[browse]\npage-size = 3\n"
        await pilot.press("escape", "escape")
        await wait_for_text(pilot, " 1-3 of")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await find(pilot, "page-size", "browse.page-size")
        await pilot.press("delete")
        await wait_for_row(pilot, "browse.page-size", "-", "default")
        assert read_settings() == Settings()


async def test_a_theme_is_chosen_and_yes_and_no_change_at_once(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press(*keys_of(":settings", "enter"))
        await wait_for_text(pilot, "▌ profile")
        await find(pilot, "name of the theme", "theme")
        await pilot.press("enter")
        await wait_for_text(pilot, "aixtui-light")
        await pilot.press(*"nord", "enter")
        await wait_until(pilot, lambda: app.theme == "nord", "the theme")
        assert read_settings().theme == "nord"
        await find(pilot, "ask-before", "editing.ask-before-save")
        await pilot.press("space")
        await wait_for_row(pilot, "editing.ask-before-save", "no", "config.toml")
        assert not app.session.settings.editing.ask_before_save
        await pilot.press("space")
        await wait_for_row(pilot, "editing.ask-before-save", "yes")
        await find(pilot, "name of the theme", "theme")
        await pilot.press("delete")
        await wait_until(pilot, lambda: app.theme == "aixtui-dark", "the theme that fits the terminal")


async def test_read_only_holds_at_once_and_ends_at_once(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await find(pilot, "read-only", "read-only")
        await pilot.press("enter", *"yes", "enter")
        await wait_for_text(pilot, "READ-ONLY")
        await pilot.press("escape", "escape", "a")
        await wait_for_text(pilot, "Set by read_only of config.toml")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await find(pilot, "read-only", "read-only")
        await pilot.press("delete")
        await wait_until(pilot, lambda: "READ-ONLY" not in screen_text(app), "to be free again")
        await pilot.press("escape", "escape", "a")
        await wait_for_text(pilot, "nothing changed yet")


async def test_a_key_is_moved_while_the_app_runs_and_one_that_another_has_is_refused(
    sandbox: RunningSandbox,
) -> None:
    file = write('[keys]\nsort = "z"\n')
    app = app_on(connection_to(sandbox), read_settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await find(pilot, "keys.browse.search", "keys.browse.search")
        await pilot.press("enter", "e", "enter")
        await wait_for_text(pilot, "It takes e, which edit has.")
        await pilot.press("e", "enter")
        await pilot.press(*["backspace"] * 3, *keys_of("ctrl+f"), "enter")
        await wait_for_row(pilot, "keys.browse.search", "Ctrl+F", "config.toml")
        await find(pilot, "keys.browse.sort", "keys.browse.sort")
        await pilot.press("delete")  # the file says it of the action in all its scopes
        await wait_for_row(pilot, "keys.browse.sort", "s", "config.toml")
        assert dict(read_settings().keys) == {
            "browse.sort": ("s",),
            "panel.sort": ("z",),
            "browse.search": ("ctrl+f",),
        }
        assert file.read_text(encoding="utf-8").startswith('[keys]\nsort = "z"\n')
        await pilot.press("escape", "escape")
        await wait_for_text(pilot, " Ctrl+F search")
        await pilot.press("ctrl+f", *"digest", "enter")
        await wait_for_text(pilot, "▌ Review Digest")


async def test_what_an_option_says_is_told_and_holds_while_it_is_there(sandbox: RunningSandbox) -> None:
    def saying(_: Settings) -> Mapping[str, SaidElsewhere]:
        return {"read-only": SaidElsewhere("except-runs", "--read-only")}

    connection = connection_to(sandbox)
    session = AppSession(lambda: connection, lambda: connection, Settings())
    app = build_app(Entrance("sandbox", session), NO_PROFILES, saying=saying)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await find(pilot, "read-only", "read-only")
        await wait_for_text(pilot, "--read-only says so; config.toml does not.")
        await pilot.press("enter", *"yes", "enter")
        await wait_for_text(pilot, "--read-only says so; config.toml says yes.")
        assert read_settings().read_only is True
        assert app.session.read_only.mode == "no"


@pytest.mark.parametrize(
    ("text", "words"),
    [("profile = \n", "is not valid TOML"), ("[browse]\npage-siz = 3\n", "'browse.page-siz' is unknown")],
)
async def test_a_file_that_was_broken_meanwhile_is_told_and_left_as_it_is(
    sandbox: RunningSandbox, text: str, words: str
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        file = write(text)
        await find(pilot, "ask-before", "editing.ask-before-save")
        await pilot.press("enter")
        await wait_until(pilot, lambda: words in told(app), "what is wrong")
        assert file.read_text(encoding="utf-8") == text
        await find(pilot, "page-size", "browse.page-size")
        await pilot.press("enter", "7", "enter")
        await wait_for_text(pilot, "Cancel (Esc)")
        await wait_until(pilot, lambda: words in told(app), "what is wrong, beside what is typed")
        assert file.read_text(encoding="utf-8") == text
        assert app.session.settings == Settings()


def told(app: AixtuiApp) -> str:
    """What the screen shows, where its lines are broken or not."""
    return " ".join(re.sub(r"[^\w\s.'-]", " ", screen_text(app)).split())


async def test_an_address_that_is_none_is_not_begun_with(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("comma")
        await wait_for_text(pilot, "▌ profile")
        await pilot.press("down", "enter", *"modles", "enter")
        await wait_for_text(pilot, "There is no list or resource at this address.")
        await pilot.press(*"models", "enter")
        await wait_until(pilot, lambda: read_settings().start == "models", "the first screen to be set")
