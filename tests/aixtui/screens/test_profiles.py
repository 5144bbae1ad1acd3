"""Switching to another profile while the app runs: two sandboxes, each with rows and a key of its own."""

import asyncio
import gc
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from textual.pilot import Pilot
from textual.widgets import Input

from aixtui.app import AixtuiApp
from aixtui.auth import keyring_store
from aixtui.auth.secret import Secret
from aixtui.build import build_app
from aixtui.cli.app_sandbox import AppSandbox
from aixtui.cli.entrances import Entrances
from aixtui.cli.last_place import last_place, remember_place
from aixtui.cli.options import ConnectionOptions
from aixtui.kinds.agent import AGENT
from aixtui.listing.address import AppAddress
from aixtui.listing.left_place import LeftPlace
from aixtui.sandbox import RunningSandbox, start
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.welcome import WelcomeScreen
from aixtui.settings.reading import read_settings, settings_file
from aixtui.system import paths
from aixtui.widgets.bars import HeaderBar
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.conftest import MemoryKeyring
from tests.aixtui.screens.test_renewal import Keys
from tests.aixtui.screens.test_runs import LONG, send_long
from tests.aixtui.test_type_ahead import burst
from tests.driving import WHOLE_KINDS, connection_to, keys_of, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
FIRST = "▌ Text Analyst"


class TwoPlaces(NamedTuple):
    """Two workspaces; in the second one an agent has another name."""

    home: RunningSandbox
    work: RunningSandbox
    key: str
    """Of the first one, and known to nothing else in this process."""


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def places(fresh_sandbox: RunningSandbox, tmp_path: Path, no_keyring: None) -> Iterator[TwoPlaces]:
    with start(tmp_path / "work.db", assets=1) as other:
        workspace = WorkspaceGateway.open(connection_to(other))
        agent = workspace.get(AGENT, "sandbox-ws/text-analyst")
        workspace.save(AGENT, agent, {"name": "Work Analyst"})
        workspace.close()
        key = Keys(fresh_sandbox).make("home")
        write_profile("home", fresh_sandbox, tmp_path)
        (tmp_path / "home.key").write_text(key, encoding="utf-8")
        write_profile("work", other, tmp_path, 'tint = "bad"', "read-only = true")
        yield TwoPlaces(fresh_sandbox, other, key)


def write_profile(name: str, server: RunningSandbox, folder: Path | None, *more: str) -> None:
    """A profile of the settings; without a folder for its key there is none."""
    lines = [f'backend-url = "{server.backend_url}"', f'models-url = "{server.models_url}"', *more]
    if folder is not None:
        key = folder / f"{name}.key"
        key.write_text(server.api_key, encoding="utf-8")
        lines.append(f"key-command = 'cat {key}'")
    write_settings(f"[profiles.{name}]", *lines)


def write_settings(*lines: str) -> None:
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as settings:
        settings.write("\n".join([*lines, "", ""]))


@pytest.fixture
def to_stop() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def app_in(profile: str, to_stop: ExitStack, **options: str) -> AixtuiApp:
    """The app as the command line makes it with `--profile`."""
    entrances = entrances_of(ConnectionOptions(profile=profile, **options), to_stop)  # type: ignore[arg-type]
    return build_app(entrances.first(None), entrances, WHOLE_KINDS)


def entrances_of(options: ConnectionOptions, to_stop: ExitStack) -> Entrances:
    return Entrances(options, read_settings(), None, AppSandbox(options, to_stop))


async def type_command(pilot: Pilot[None], text: str) -> None:
    await pilot.press("colon", *keys_of(text, "enter"))


async def test_a_switch_shows_the_other_workspace_and_leaves_nothing_of_the_first(
    places: TwoPlaces, to_stop: ExitStack
) -> None:
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        assert f" home {places.home.backend_url[7:]} " in screen_text(app)
        former = app.session
        await type_command(pilot, "profile wo")  # the rest is the ghost's
        await wait_for_text(pilot, "▌ Work Analyst")
        assert f" work {places.work.backend_url[7:]}  READ-ONLY " in screen_text(app)
        header = app.screen.query_one(HeaderBar).content
        assert "$bad" in str(getattr(header, "spans", ""))
        assert [type(screen) for screen in app.screen_stack[1:]] == [BrowseScreen]
        await wait_until(pilot, lambda: not places.home.connections(), "the end of the connections")
        await pilot.press("2", "ctrl+r", "1", "ctrl+r")
        await wait_for_text(pilot, "▌ Work Analyst")
        assert places.home.connections() == 0
        with pytest.raises(RuntimeError, match="left"):
            await former.read(lambda _: None)
        gc.collect()
        keys = {one.reveal() for one in gc.get_objects() if isinstance(one, Secret)}
        assert places.key not in keys
        assert places.work.api_key in keys
        await type_command(pilot, "profile home")
        await wait_for_text(pilot, FIRST)


async def test_the_picker_tells_of_all_and_leaves_all_as_it_is(places: TwoPlaces, to_stop: ExitStack) -> None:
    write_settings("[profiles.broken]", 'backend-url = "ftp://nowhere"')
    app = app_in("home", to_stop)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        session = app.session
        await pilot.press("f12")
        await wait_for_text(pilot, "Switch to a profile")
        home, work = (server.backend_url[7:] for server in (places.home, places.work))
        for line in (
            f"* home     {home} · key from the profile's key_command",
            f"  work     {work} · read-only · key from the",
            "  default  platform-api.aixplain.com · no key",
            "  broken   The address 'ftp://nowhere' from the setting backend_url",
            "  sandbox  on this machine",
        ):
            assert line in screen_text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        assert app.session is session
        await type_command(pilot, "profile")
        await wait_for_text(pilot, "Switch to a profile")
        await pilot.press(*keys_of("work"), "enter")
        await wait_for_text(pilot, "▌ Work Analyst")


class SlowKeyring(MemoryKeyring):
    """Answers when it is let: a keyring may wait for its password."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked, self.may_answer = threading.Event(), threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.is_asked.set()
        self.may_answer.wait(30)
        return super().get_password(service, username)


@pytest.fixture
def slow_keyring(places: TwoPlaces) -> Iterator[SlowKeyring]:
    slow = SlowKeyring()
    keyring.set_keyring(slow)
    write_settings("[profiles.kept]", "", "[profiles.missing]")
    yield slow
    slow.may_answer.set()


async def test_a_keyring_that_hangs_holds_nothing_up_and_what_it_says_later_is_shown(
    slow_keyring: SlowKeyring, to_stop: ExitStack
) -> None:
    slow_keyring.set_password("aixtui", "kept", "{}")
    app = app_in("home", to_stop)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        await pilot.press("f12")
        await wait_for_text(pilot, "  kept     platform-api.aixplain.com · asking the keyring")
        await wait_until(pilot, slow_keyring.is_asked.is_set, "the question to the keyring")
        await pilot.press(*keys_of("kep"))
        await wait_until(pilot, lambda: "  missing " not in screen_text(app), "fewer profiles")
        await pilot.press("backspace", "backspace", "backspace")
        await wait_for_text(pilot, "  missing  platform-api.aixplain.com · asking the keyring")
        slow_keyring.may_answer.set()
        await wait_for_text(pilot, "  kept     platform-api.aixplain.com · key from keyring")
        await wait_for_text(pilot, "  missing  platform-api.aixplain.com · no key")


async def test_a_keyring_that_never_answers_is_said_and_one_goes_on(
    slow_keyring: SlowKeyring, to_stop: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring_store, "TIME_LIMIT", 0.05)
    app = app_in("home", to_stop)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        await pilot.press("f12")
        await wait_for_text(pilot, "  missing  platform-api.aixplain.com · the keyring does not tell")
        await pilot.press(*keys_of("work"), "enter")
        await wait_for_text(pilot, "▌ Work Analyst")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wrk", "Did you mean work?"),
        ("sandbx", "Did you mean sandbox?"),
        ("xyzzy", "Add it: aixtui profile add xyzzy"),
        ("home", "The profile home is open already."),
        ("broken", "'ftp://nowhere' from the setting backend_url is not usable."),
    ],
)
async def test_what_cannot_be_opened_is_said_and_nothing_is_left(
    places: TwoPlaces, to_stop: ExitStack, name: str, words: str
) -> None:
    write_settings("[profiles.broken]", 'backend-url = "ftp://nowhere"')
    app = app_in("home", to_stop)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await wait_for_text(pilot, FIRST)
        session = app.session
        await type_command(pilot, f"profile {name}")
        await wait_for_text(pilot, words)
        assert app.session is session
        await pilot.press("2", "1")
        await wait_for_text(pilot, FIRST)


async def test_each_profile_opens_where_it_was_left(places: TwoPlaces, to_stop: ExitStack) -> None:
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        await type_command(pilot, "models?q=statistics")
        await wait_for_text(pilot, "▌ Text Statistics")
        await type_command(pilot, "profile work")
        await wait_for_text(pilot, "▌ Work Analyst")
        await type_command(pilot, "profile home")
        await wait_for_text(pilot, "/ statistics")
        await wait_for_text(pilot, "▌ Text Statistics")
    assert last_place("home").address == "models?q=statistics"
    assert (last_place("work").address, last_place("sandbox").address) == ("agents", "")


def test_a_place_of_another_version_and_a_temporary_sandbox_are_left_alone(to_stop: ExitStack) -> None:
    remember_place("sandbox", LeftPlace("fruits?q=apple"))
    entrances = entrances_of(ConnectionOptions(sandbox=True), to_stop)
    assert entrances.first(None).start is None
    entrances.remember("sandbox", LeftPlace("models?q=x"))
    assert entrances_of(ConnectionOptions(sandbox=True), to_stop).first(None).start == AppAddress(
        "model", query=Query("x")
    )
    entrances_of(ConnectionOptions(ephemeral=True), to_stop).remember("", LeftPlace("models?q=gone"))
    assert last_place("sandbox").address == "models?q=x"
    write_settings('start = "agents"')
    entrances.remember("sandbox", LeftPlace("models?q=not-wanted"))
    assert last_place("sandbox").address == "models?q=x"


async def test_a_profile_that_was_added_meanwhile_is_known(
    places: TwoPlaces, to_stop: ExitStack, tmp_path: Path
) -> None:
    app = app_in("home", to_stop)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        write_profile("later", places.work, tmp_path)
        await type_command(pilot, "profile later")
        await wait_for_text(pilot, "▌ Work Analyst")


async def test_a_run_in_flight_stays_in_the_journal_and_is_watched_again(
    places: TwoPlaces, to_stop: ExitStack
) -> None:
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_for_text(pilot, FIRST)
        await send_long(pilot, LONG * 20)
        await pilot.press("f12")
        await wait_for_text(pilot, "Switch to a profile")
        await pilot.press(*keys_of("work"), "enter")
        await wait_for_text(pilot, "▌ Work Analyst")
        await wait_for_text(pilot, "1 run no longer watched: R lists that in home.")
        assert app.session.in_flight.number == 0
        await pilot.press("R")
        await wait_for_text(pilot, "There are no runs here yet.")
        await type_command(pilot, "profile home")
        await wait_for_text(pilot, FIRST)
        await pilot.press("R")
        await wait_for_text(pilot, "○ not watched")
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.session.in_flight.number == 1, "it is watched again")
        await wait_for_text(pilot, "polls")


async def test_what_is_typed_is_a_draft_when_one_comes_back(places: TwoPlaces, to_stop: ExitStack) -> None:
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await edit_name(pilot)
        form = app.screen
        assert isinstance(form, EditScreen)
        await wait_until(pilot, lambda: not form.loss, "the draft on disk")
        await pilot.press("f12")
        await wait_for_text(pilot, "Switch to a profile")
        await pilot.press(*keys_of("work"), "enter")
        await wait_for_text(pilot, "▌ Work Analyst")
        await wait_for_text(pilot, "What was typed is kept as a draft.")
        assert "draft (d)" not in screen_text(app)
        await type_command(pilot, "profile home")
        await wait_for_text(pilot, "○ 1 draft (d)")
        await pilot.press("e")
        await wait_for_text(pilot, "Text Analyst has changes that were never saved")


async def test_what_would_be_lost_is_asked_about(
    places: TwoPlaces, to_stop: ExitStack, own_folders: Path
) -> None:
    (own_folders / "data" / "aixtui" / "journal.db").mkdir(parents=True)
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await edit_name(pilot)
        for answer in ("n", "y"):
            await pilot.press("f12")
            await wait_for_text(pilot, "Switch to a profile")
            await pilot.press(*keys_of("work"), "enter")
            await wait_for_text(pilot, "Changed and not saved: Name.")
            await pilot.press(answer)
            if answer == "n":
                await wait_until(pilot, lambda: isinstance(app.screen, EditScreen), "the form")
        await wait_for_text(pilot, "▌ Work Analyst")


async def edit_name(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await wait_for_text(pilot, FIRST)
    await pilot.press("e")
    await wait_until(
        pilot, lambda: isinstance(app.screen, EditScreen) and app.focused is not None, "the form"
    )
    app.screen.query_one("#field-name", Input).value = "Other"
    await wait_for_text(pilot, "changed: Name")


async def test_without_a_key_one_is_asked_for_and_escape_leads_back(
    places: TwoPlaces, to_stop: ExitStack
) -> None:
    write_profile("keyless", places.work, None)
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await type_command(pilot, "profile keyless")
        await wait_for_text(pilot, "There is no API key for profile 'keyless'")
        assert isinstance(app.screen, WelcomeScreen)
        await wait_for_text(pilot, "Esc back to home")
        await pilot.press("escape")
        await wait_for_text(pilot, "▌ Text Statistics")
        await type_command(pilot, "profile keyless")
        await wait_for_text(pilot, "Esc back to home")
        app.screen.query_one(Input).value = places.work.api_key
        await pilot.press("enter")
        await wait_for_text(pilot, "▌ Work Analyst")
        assert " keyless " in screen_text(app)


@asynccontextmanager
async def home_with_a_revoked_key(
    places: TwoPlaces, to_stop: ExitStack, tmp_path: Path
) -> AsyncIterator[Pilot[None]]:
    """The app in the profile home, which asks for another key than the one that was accepted before."""
    keys = Keys(places.home)
    key = keys.make("old")
    (tmp_path / "home.key").write_text(key, encoding="utf-8")
    async with app_in("home", to_stop).run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        keys.revoke(key)
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, "is not accepted: ")
        yield pilot


async def test_where_the_key_has_been_revoked_another_profile_can_be_opened_from_the_question(
    places: TwoPlaces, to_stop: ExitStack, tmp_path: Path
) -> None:
    async with home_with_a_revoked_key(places, to_stop, tmp_path) as pilot:
        await pilot.press("f12")
        await wait_for_text(pilot, "Switch to a profile")
        await pilot.press(*keys_of("work"), "enter")
        await wait_for_text(pilot, "▌ Work Analyst")
        await wait_until(pilot, lambda: not places.home.connections(), "the end of the connections")


async def test_who_went_on_without_a_key_is_asked_again_where_the_profile_is_opened_again(
    places: TwoPlaces, to_stop: ExitStack, tmp_path: Path
) -> None:
    async with home_with_a_revoked_key(places, to_stop, tmp_path) as pilot:
        await pilot.press("escape")
        await wait_for_text(pilot, "The API key was not accepted")
        await type_command(pilot, "profile home")
        await wait_for_text(pilot, "is not accepted: ")


async def test_a_backend_that_hangs_or_is_gone_holds_nobody(
    places: TwoPlaces, to_stop: ExitStack, silent_server: tuple[str, threading.Event], tmp_path: Path
) -> None:
    address, request = silent_server
    write_settings("[profiles.silent]", f'backend-url = "{address}"', "key-command = 'echo some-key'")
    write_settings("[profiles.gone]", 'backend-url = "http://127.0.0.1:9"', "key-command = 'echo some-key'")
    app = app_in("silent", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_until(pilot, request.is_set, "the request")
        await type_command(pilot, "profile gone")
        await wait_for_text(pilot, "Cannot reach the backend")
        await wait_for_text(pilot, ":profile  opens another workspace")
        await type_command(pilot, "profile work")
        await wait_for_text(pilot, "▌ Work Analyst")


async def test_the_sandbox_is_a_profile_that_starts_its_server_once(
    places: TwoPlaces, to_stop: ExitStack
) -> None:
    entrances = entrances_of(ConnectionOptions(ephemeral=True), to_stop)
    app = build_app(entrances.first(None), entrances, WHOLE_KINDS)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        connection = app.session.connection
        assert connection is not None
        await type_command(pilot, "profile work")
        await wait_for_text(pilot, "▌ Work Analyst")
        assert entrances.arguments == ["--profile", "work"]
        await type_command(pilot, "profile sandbox")
        await wait_for_text(pilot, FIRST)
        assert " SANDBOX " in screen_text(app)
        assert app.session.connection == connection
        assert entrances.arguments == ["--ephemeral"]


def test_options_of_the_command_line_hold_for_the_first_profile_but_read_only(
    places: TwoPlaces, to_stop: ExitStack
) -> None:
    options = ConnectionOptions(profile="home", backend_url="http://127.0.0.1:9", read_only="yes")
    offers = {one.name: one for one in entrances_of(options, to_stop).offers()}
    home, work = offers["home"], offers["work"]
    assert (home.backend, home.read_only) == ("http://127.0.0.1:9", "yes")
    assert (work.backend, work.read_only) == (places.work.backend_url, "yes")


async def test_a_key_from_stdin_is_used_once_and_nowhere_else(places: TwoPlaces, to_stop: ExitStack) -> None:
    key = Secret(places.home.api_key)
    write_profile("keyless", places.home, None)
    options = ConnectionOptions(profile="keyless", api_key_stdin=True)
    entrances = Entrances(options, read_settings(), key, AppSandbox(options, to_stop))
    app = build_app(entrances.first(None), entrances, WHOLE_KINDS)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "from --api-key-stdin")
        await type_command(pilot, "profile work")
        await wait_for_text(pilot, "▌ Work Analyst")
        await type_command(pilot, "profile keyless")
        await wait_for_text(pilot, "There is no API key for profile 'keyless'")


async def test_keys_typed_while_it_switches_wait_for_the_workspace_that_comes(
    places: TwoPlaces, to_stop: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave, is_left = AppSession.leave, threading.Event()

    async def leave_slowly(session: AppSession) -> None:
        await leave(session)
        for _ in range(40):  # longer than a key waits for another to be acted on
            await asyncio.sleep(0.01)
        is_left.set()

    monkeypatch.setattr(AppSession, "leave", leave_slowly)
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        burst(app, "f12", *"work", "enter", "slash", *"read", "enter")
        await wait_until(pilot, is_left.is_set, "the end of the first")
        await wait_for_text(pilot, "/ read")
        assert app.session.profile_name in ("", "work")


async def test_the_sandbox_of_this_machine_is_started_and_one_that_cannot_be_is_said(
    places: TwoPlaces, to_stop: ExitStack
) -> None:
    file = paths.sandbox_db()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"This is no database." * 100)
    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        await type_command(pilot, "profile sandbox")
        await wait_for_text(pilot, "The sandbox cannot use its file")
        assert " not connected " in screen_text(app)
        assert ":profile  opens another workspace" in screen_text(app)
        file.unlink()
        await type_command(pilot, "profile sandbox")  # it is not open, so it is tried again
        await wait_for_text(pilot, FIRST)
        assert " SANDBOX " in screen_text(app)
        await type_command(pilot, "profile home")
        await wait_for_text(pilot, f" home {places.home.backend_url[7:]} ")


async def test_a_change_that_is_being_sent_is_asked_about_and_comes_to_its_end(
    places: TwoPlaces, to_stop: ExitStack
) -> None:
    go_on, ends = threading.Event(), list[str]()

    def change(workspace: WorkspaceGateway) -> None:
        assert go_on.wait(30)
        workspace.check()
        ends.append("changed")

    app = app_in("home", to_stop)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, FIRST)
        app.run_worker(app.session.write(change))
        await wait_until(pilot, lambda: app.session.bridge.writes == 1, "the change")
        await type_command(pilot, "profile work")
        await wait_for_text(pilot, "A change is being sent.")
        await pilot.press("y")
        await wait_for_text(pilot, "▌ Work Analyst")
        go_on.set()
        await wait_until(pilot, lambda: ends == ["changed"], "the end of the change")
        await wait_until(pilot, lambda: not places.home.connections(), "the end of the connections")
