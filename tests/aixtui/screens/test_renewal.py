"""A key that is revoked in the middle of work: another one is asked for once, and the work goes on."""

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from aixtui.app import AixtuiApp
from aixtui.auth.secret import Credential, Secret
from aixtui.sandbox import RunningSandbox
from aixtui.screens.welcome import WelcomeScreen
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.workspace.session import AppSession
from tests.aixtui.conftest import MemoryKeyring
from tests.aixtui.stores.journals import DRAFT
from tests.driving import app_on, screen_text, wait_for_text, wait_until, wait_until_rested

pytestmark = pytest.mark.anyio
REFUSED = "is not accepted: "


class Keys:
    """Keys of a sandbox, made and revoked by its own."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self._sandbox = sandbox
        self._ids: dict[str, str] = {}

    def make(self, name: str) -> str:
        body = {"name": name, "globalLimits": {"tpm": 0, "tpd": 0, "rpm": 0, "rpd": 0}}
        made = self._ask("POST", "", json.dumps(body).encode())
        self._ids[made["accessKey"]] = made["id"]
        return str(made["accessKey"])

    def revoke(self, key: str) -> None:
        self._ask("DELETE", f"/{self._ids[key]}", None)

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:
        headers = {"x-api-key": self._sandbox.api_key, "content-type": "application/json"}
        url = f"{self._sandbox.backend_url}/sdk/api-keys{path}"
        with urlopen(Request(url, body, headers, method=method)) as reply:
            return json.loads(reply.read() or b"{}")


@pytest.fixture
def keys(fresh_sandbox: RunningSandbox) -> Keys:
    return Keys(fresh_sandbox)


def app_with(sandbox: RunningSandbox, key: str, source: str = "keyring") -> AixtuiApp:
    credential = Credential(Secret(key), source)
    return app_on(ConnectionSettings("default", sandbox.backend_url, sandbox.models_url, credential))


async def give(pilot: Any, key: str) -> None:
    await wait_for_text(pilot, REFUSED)
    pilot.app.screen.query_one(Input).value = f"  {key} "
    await pilot.press("enter")


async def have_it_refused(pilot: Pilot[Any], keys: Keys, key: str) -> None:
    """Revoke a key that has been at work."""
    await wait_for_text(pilot, "▌ Text Analyst")
    await wait_until_rested(pilot)
    keys.revoke(key)
    await pilot.press("ctrl+r")
    await wait_for_text(pilot, REFUSED)


async def test_a_list_goes_on_with_the_other_key_which_is_kept_where_the_first_was(
    fresh_sandbox: RunningSandbox, keys: Keys, memory_keyring: MemoryKeyring
) -> None:
    old, new = keys.make("old"), keys.make("new")
    app = app_with(fresh_sandbox, old)
    async with app.run_test(size=(100, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until_rested(pilot)
        keys.revoke(old)
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, f"…{old[-4:]} {REFUSED}"[:30])
        await give(pilot, new)
        await wait_until(pilot, lambda: not isinstance(app.screen, WelcomeScreen), "the list")
        await wait_for_text(pilot, f"key …{new[-4:]} from keyring")
        await pilot.press("2")
        await wait_for_text(pilot, "2 Models")
        assert old not in screen_text(app)
    assert new in memory_keyring.entries["aixtui", "default"]


async def test_a_save_that_is_refused_for_the_key_is_sent_again_with_the_other_one_and_once(
    fresh_sandbox: RunningSandbox, keys: Keys, memory_keyring: MemoryKeyring
) -> None:
    old, new = keys.make("old"), keys.make("new")
    app = app_with(fresh_sandbox, old, "environment variable TEAM_API_KEY")
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until_rested(pilot)
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("end", *"XY")
        await wait_for_text(pilot, "Text AnalystXY")
        keys.revoke(old)
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Save")
        await pilot.press("y")
        await wait_for_text(pilot, "next start change the environment variable TEAM_API_KEY.")
        await give(pilot, new)
        await wait_for_text(pilot, "▌ Text AnalystXY")
    assert memory_keyring.entries == {}


async def test_who_goes_on_without_is_told_and_not_asked_again(
    fresh_sandbox: RunningSandbox, keys: Keys, memory_keyring: MemoryKeyring
) -> None:
    old = keys.make("old")
    app = app_with(fresh_sandbox, old)
    async with app.run_test(size=(100, 24)) as pilot:
        await have_it_refused(pilot, keys, old)
        await pilot.press("escape")
        await wait_for_text(pilot, "The API key was not accepted")
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, "The API key was not accepted")
        assert not isinstance(app.screen, WelcomeScreen)


async def test_in_the_place_of_a_key_that_never_was_accepted_another_one_can_be_given(
    fresh_sandbox: RunningSandbox, keys: Keys, memory_keyring: MemoryKeyring
) -> None:
    app = app_with(fresh_sandbox, "wrong-key-0123456789")
    async with app.run_test(size=(100, 24)) as pilot:
        await give(pilot, keys.make("new"))
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_one_that_was_replaced_where_it_is_kept_is_taken_from_there_and_nobody_is_asked(
    fresh_sandbox: RunningSandbox, keys: Keys, memory_keyring: MemoryKeyring
) -> None:
    old, new = keys.make("old"), keys.make("new")
    kept = [old]

    def connect() -> ConnectionSettings:
        key = Credential(Secret(kept[0]), "keyring")
        return ConnectionSettings("default", fresh_sandbox.backend_url, fresh_sandbox.models_url, key)

    app = app_on(connect)
    async with app.run_test(size=(100, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until_rested(pilot)
        kept[0] = new
        keys.revoke(old)
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, f"key …{new[-4:]} from keyring")
        await wait_until_rested(pilot)
        assert not isinstance(app.screen, WelcomeScreen)
        keys.revoke(new)  # which is there still: now somebody is asked
        await pilot.press("ctrl+r")
        await give(pilot, keys.make("third"))
        await wait_for_text(pilot, "▌ Text Analyst")


async def test_a_key_of_another_source_is_not_taken_for_it(fresh_sandbox: RunningSandbox, keys: Keys) -> None:
    old, other = keys.make("old"), keys.make("other")
    found = [Credential(Secret(old), "--api-key-stdin"), Credential(Secret(other), "keyring")]

    def connect() -> ConnectionSettings:
        key = found.pop(0)
        return ConnectionSettings("default", fresh_sandbox.backend_url, fresh_sandbox.models_url, key)

    app = app_on(connect)
    async with app.run_test(size=(100, 24)) as pilot:
        await have_it_refused(pilot, keys, old)
        assert found == []
        assert f"key …{old[-4:]}" in screen_text(app)


async def test_what_is_kept_of_the_workspace_goes_along_and_so_does_what_is_still_written(
    fresh_sandbox: RunningSandbox, keys: Keys, memory_keyring: MemoryKeyring
) -> None:
    old, new = keys.make("old"), keys.make("new")
    here = ConnectionSettings(
        "default", fresh_sandbox.backend_url, fresh_sandbox.models_url, Credential(Secret(old), "keyring")
    )
    session = AppSession(lambda: here, lambda: here, Settings())
    await session.read(lambda _: None)
    former, drafts = session.workspace_name, (await session.journal()).drafts
    draft = DRAFT._replace(workspace=former)
    drafts.put(draft, secret_fields=())
    await session.try_key(Secret(new), "keyring")
    assert session.workspace_name != former
    drafts.put(draft._replace(changes={"name": "later"}), secret_fields=())  # by a form that was open
    (kept,) = drafts.of(session.workspace_name, draft.kind, draft.resource_id)
    assert kept.draft.changes == {"name": "later"}
    assert drafts.of(former, draft.kind, draft.resource_id) == ()
    session.close()


async def test_quitting_while_a_key_is_asked_for_is_no_defect(
    fresh_sandbox: RunningSandbox, keys: Keys, memory_keyring: MemoryKeyring
) -> None:
    old = keys.make("old")
    app = app_with(fresh_sandbox, old)
    async with app.run_test(size=(100, 24)) as pilot:
        await have_it_refused(pilot, keys, old)
