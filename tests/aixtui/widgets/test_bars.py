import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from aixtui.actions import actions_of
from aixtui.kinds import KINDS
from aixtui.settings.read_only import Mode
from aixtui.widgets.bars import MORE_CELLS, FooterBar, HeaderBar, TabsBar, visible_tabs

pytestmark = pytest.mark.anyio


class Bars(App[None]):
    def compose(self) -> ComposeResult:
        yield HeaderBar()
        yield TabsBar()
        yield FooterBar()


def current(tabs: TabsBar) -> str:
    content = tabs.visual
    return next(str(content)[span.start : span.end] for span in content.spans if "reverse" in str(span.style))  # type: ignore[attr-defined]


async def test_choosing_another_tab_shows_although_the_text_is_the_same() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)):
        tabs = app.query_one(TabsBar)
        tabs.show_tabs(["Agents", "Models"], 0)
        assert current(tabs) == " 1 Agents "
        tabs.show_tabs(["Agents", "Models"], 1)
        assert current(tabs) == " 2 Models "


WIDTHS = [len(kind.label) + 4 for kind in KINDS]


@pytest.mark.parametrize("current", range(len(KINDS)))
@pytest.mark.parametrize(("width", "least"), [(10, 1), (40, 2), (80, 5), (120, 9)])
def test_as_many_tabs_as_fit_are_seen_and_the_chosen_one_among_them(
    current: int, width: int, least: int
) -> None:
    seen = visible_tabs(WIDTHS, current, width)
    assert current in seen
    assert len(seen) == 1 or sum(WIDTHS[seen.start : seen.stop]) + MORE_CELLS <= width
    assert len(seen) >= least


def test_all_tabs_are_seen_where_there_is_room_or_no_width_yet() -> None:
    assert visible_tabs(WIDTHS, 3, 0) == range(len(KINDS))
    assert visible_tabs(WIDTHS, 3, sum(WIDTHS) + MORE_CELLS) == range(len(KINDS))


@pytest.mark.parametrize(
    ("current", "line"),
    [
        (0, "  1 Agents  2 Models  3 Tools  4 Integrations ›"),
        (4, "‹ 2 Models  3 Tools  4 Integrations  5 Utilities ›"),
        (10, "‹ 8 Triggers  9 Files  0 API keys  Inspectors "),
    ],
)
async def test_tabs_are_whole_and_say_where_there_are_more(current: int, line: str) -> None:
    app = Bars()
    async with app.run_test(size=(52, 24)) as pilot:
        app.query_one(TabsBar).show_tabs([kind.label for kind in KINDS], current)
        await pilot.pause()
        assert str(app.query_one(TabsBar).visual) == line


async def test_tabs_are_cut_anew_when_the_line_changes() -> None:
    app = Bars()
    async with app.run_test(size=(200, 24)) as pilot:
        tabs = app.query_one(TabsBar)
        tabs.show_tabs([kind.label for kind in KINDS], 9)
        assert "Integrations" in str(tabs.visual)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Integrations" not in str(tabs.visual)
        assert "0 API keys" in str(tabs.visual)


OF_RESOURCES = [one for one in actions_of("browse", "app") if one.id not in ("rerun", "compare", "note")]
"""Without what is there for the runs in their list alone."""


@pytest.mark.parametrize("width", [30, 50, 80, 200])
async def test_the_footer_fits_and_keeps_the_first_action_and_quit(width: int) -> None:
    app = Bars()
    async with app.run_test(size=(width, 24)) as pilot:
        footer = app.query_one(FooterBar)
        footer.show_actions(OF_RESOURCES, is_typing=False)
        await pilot.pause()
        text = str(footer.visual)
        assert len(text) <= width
        assert all(label in text for label in ("open", "help", "quit"))
        assert all(label in text for label in ("search", "run", "add", "edit")) == (width >= 80)
        assert ("delete" in text) == (width == 200)


async def test_the_footer_begins_with_what_is_foremost() -> None:
    app = Bars()
    async with app.run_test(size=(50, 24)) as pilot:
        actions = actions_of("browse", "app")
        app.query_one(FooterBar).show_actions(actions, is_typing=False, foremost=("export", "unmark"))
        await pilot.pause()
        assert str(app.query_one(FooterBar).visual) == " E export  U unmark │ Enter open    ? help  q quit"


async def test_the_footer_stands_in_groups_with_the_keys_of_the_app_on_the_right() -> None:
    app = Bars()
    async with app.run_test(size=(80, 24)) as pilot:
        actions = [one for one in OF_RESOURCES if one.needs not in ("messages", "download")]
        app.query_one(FooterBar).show_actions(actions, is_typing=False)
        await pilot.pause()
        left = " Enter open  / search  F filter  n next │ r run  a add  e edit"
        assert str(app.query_one(FooterBar).visual) == f"{left}    ? help  q quit"


async def test_a_tinted_place_stays_and_is_told_apart_without_colour_too() -> None:
    app = Bars()
    async with app.run_test(size=(50, 24)):
        header = app.query_one(HeaderBar)
        crumbs = ("Agents", "Text Analyst", "edit")
        header.show_place("prod.example", crumbs, "key", is_sandbox=False, tint="bad")
        shown = header.visual
        assert isinstance(shown, Content)
        assert str(shown).startswith(" aixtui  prod.example  › ")
        badges = [span for span in shown.spans if shown.plain[span.start : span.end] == " prod.example "]
        assert ["reverse" in str(badge.style) for badge in badges] == [True]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (80, " aixtui  SANDBOX  › host › Agents › Text Analyst › edit     key …7f2c from here"),
        (60, " aixtui  SANDBOX  › host › Agents › Text Analyst › edit"),
        (50, " aixtui  SANDBOX  › Agents › Text Analyst › edit"),
        (40, " aixtui  SANDBOX  › Text Analyst › edit"),
        (26, " aixtui  SANDBOX  › edit"),
        (22, " aixtui  SANDBOX  › …"),
    ],
)
async def test_the_header_leaves_out_what_says_least_where_room_is_short(width: int, line: str) -> None:
    app = Bars()
    async with app.run_test(size=(width, 24)):
        header = app.query_one(HeaderBar)
        header.show_place("host", ("Agents", "Text Analyst", "edit"), "key …7f2c from here", is_sandbox=True)
        assert str(header.visual).rstrip() == line


@pytest.mark.parametrize(
    ("width", "mode", "line"),
    [
        (80, "yes", " aixtui  SANDBOX  READ-ONLY  › host › Agents › Text Analyst › edit"),
        (60, "yes", " aixtui  SANDBOX  READ-ONLY  › Agents › Text Analyst › edit"),
        (56, "yes", " aixtui  SANDBOX  RO  › Agents › Text Analyst › edit"),
        (46, "yes", " aixtui  SANDBOX  RO  › Text Analyst › edit"),
        (30, "yes", " aixtui  SANDBOX  RO  › edit"),
        (80, "except-runs", " aixtui  SANDBOX  READ-ONLY+RUNS  › host › Agents › Text Analyst › edit"),
        (60, "except-runs", " aixtui  SANDBOX  RO+RUNS  › Agents › Text Analyst › edit"),
    ],
)
async def test_what_is_refused_is_said_in_short_before_a_crumb_is_left_out(
    width: int, mode: Mode, line: str
) -> None:
    app = Bars()
    async with app.run_test(size=(width, 24)):
        header, crumbs = app.query_one(HeaderBar), ("Agents", "Text Analyst", "edit")
        header.show_place("host", crumbs, "key …7f2c from here", is_sandbox=True, read_only=mode)
        shown = header.visual
        assert isinstance(shown, Content)
        assert shown.plain.rstrip() == line
        badges = [
            span for span in shown.spans if shown.plain[span.start : span.end].startswith((" RO", " READ"))
        ]
        assert ["reverse" in str(badge.style) for badge in badges] == [True]
