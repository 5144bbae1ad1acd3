"""What a list reads without being asked to: it stays with its kind, and its failures harm nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.workspace.no_credential import NoCredentialError
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
MODELS = "2"


async def test_the_pages_beside_one_are_read_for_its_kind_though_another_is_shown_by_now(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await app.workers.wait_for_complete()
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        late: list[Callable[[], object]] = []
        after_refresh = screen.call_after_refresh

        def hold(callback: Callable[..., Any], *args: Any) -> bool:
            late.append(lambda: callback(*args))
            return True

        screen.call_after_refresh = hold  # type: ignore[method-assign]
        screen.browser.loader.pages.forget("agent")
        await pilot.press("ctrl+r")
        await wait_until(pilot, lambda: bool(late), "what is read behind the list")
        screen.call_after_refresh = after_refresh  # type: ignore[method-assign]
        await pilot.press(MODELS)
        await wait_for_text(pilot, "Text Statistics")
        models = screen.browser.listing.query
        for begin in late:
            begin()
        pages = screen.browser.loader.pages
        await wait_until(pilot, lambda: pages.get("model", models._replace(page=2)) is not None, "page 2")
        assert {page.query._replace(page=1) for page in screen.browser.loader.pages.pages("model")} == {
            models
        }


async def test_what_other_kinds_can_do_may_fail_to_come(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = WorkspaceGateway.capabilities

    def refuse(self: WorkspaceGateway, kind: Kind) -> frozenset[str]:
        if kind.id != "agent":
            asked.append(kind.id)
            raise NoCredentialError(app.session)
        return real(self, kind)

    monkeypatch.setattr(WorkspaceGateway, "capabilities", refuse)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await wait_until(pilot, lambda: bool(asked), "the question")
        await app.workers.wait_for_complete()
        monkeypatch.setattr(WorkspaceGateway, "capabilities", real)
        await pilot.press(MODELS)
        await wait_for_text(pilot, "Text Statistics")
