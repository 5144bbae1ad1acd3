import pytest
from textual.app import App, ComposeResult

from aixtui.actions import actions_of
from aixtui.widgets.bars import FooterBar, TabsBar

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Bars(App[None]):
    def compose(self) -> ComposeResult:
        yield TabsBar()
        yield FooterBar()


def chosen(tabs: TabsBar) -> str:
    content = tabs.visual
    return next(str(content)[span.start : span.end] for span in content.spans if "reverse" in str(span.style))  # type: ignore[attr-defined]


async def test_choosing_another_tab_shows_although_the_text_is_the_same() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)):
        tabs = app.query_one(TabsBar)
        tabs.show_tabs(["Agents", "Models"], 0, "show_kind")
        assert chosen(tabs) == " 1 Agents "
        tabs.show_tabs(["Agents", "Models"], 1, "show_kind")
        assert chosen(tabs) == " 2 Models "


@pytest.mark.parametrize("width", [30, 50, 80, 200])
async def test_the_footer_fits_and_keeps_the_first_action_and_quit(width: int) -> None:
    app = Bars()
    async with app.run_test(size=(width, 24)) as pilot:
        footer = app.query_one(FooterBar)
        footer.show_actions([(action, True) for action in actions_of("browse", "app")], typing=False)
        await pilot.pause()
        shown = str(footer.visual)
        assert len(shown) <= width
        assert all(label in shown for label in ("Open", "Quit"))
        assert ("Delete" in shown) == (width == 200)
