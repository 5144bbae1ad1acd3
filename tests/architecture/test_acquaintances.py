"""A controller holds the object that it serves and the face: no app, screen, widget or other controller.

What a module imports says nothing of this: anything can be handed over.
"""

from types import SimpleNamespace

import pytest
from textual.message_pump import MessagePump
from textual.widget import Widget

from aixtui.app import AixtuiApp
from aixtui.controllers.answering import Controllers
from aixtui.entrance import Entrance
from aixtui.kinds import KINDS
from aixtui.listing.kind_source import KindSource
from aixtui.screens.base import BaseScreen
from aixtui.screens.face import ScreenFace
from tests.architecture.built_screens import make_screens
from tests.architecture.reach import held_by
from tests.driving import NO_PROFILES


def strangers(controller: object) -> list[object]:
    """What a controller reaches and should not."""
    return [one for one in held_by(controller, (ScreenFace, MessagePump)) if _is_strange(one)]


def _is_strange(one: object) -> bool:
    return isinstance(one, MessagePump | Controllers) or (
        not isinstance(one, type) and any(name.startswith("do_") for name in dir(type(one)))
    )


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
@pytest.mark.usefixtures("told_defect")  # a screen is made on what it does not always fit
@pytest.mark.parametrize("place", range(len(make_screens())), ids=[one.SCOPE for one in make_screens()])
async def test_no_controller_of_a_screen_that_is_open_holds_a_stranger(place: int) -> None:
    screen = make_screens()[place]
    session = screen.context.session
    app = AixtuiApp(
        Entrance("default", session), lambda _: [KindSource(session, kind) for kind in KINDS], NO_PROFILES
    )
    async with app.run_test() as pilot:
        app.push_screen(screen)
        await pilot.pause()
        assert app.screen is screen
        assert {type(one).__name__: strangers(one) for one in screen.controllers if strangers(one)} == {}


def test_the_walk_gets_somewhere() -> None:
    screen: BaseScreen = make_screens()[0]
    names = {type(one).__name__ for controller in screen.controllers for one in held_by(controller, ())}
    assert {"Browser", "Listing", "PageLoader", "AppSession", "ScreenFace", "Navigator"} <= names


class Greeting:
    def do_greet(self) -> None: ...


class Holder:
    __slots__ = ("held",)

    def __init__(self, held: object) -> None:
        self.held = held


@pytest.mark.parametrize(
    "stranger", [Widget(), Greeting(), Controllers()], ids=lambda one: type(one).__name__
)
def test_a_stranger_is_seen_however_deep(stranger: object) -> None:
    hidden = Holder({"among": [Holder((1, stranger))]})
    assert strangers(hidden) == [stranger]
    assert strangers(Holder(lambda: stranger)) == []
    assert strangers(Holder(SimpleNamespace(of_python=stranger))) == []
