import pytest
from textual.app import App, ComposeResult

from aixtui.actions import actions_of
from aixtui.kinds import KINDS
from aixtui.widgets.bars import FooterBar, HeaderBar, TabsBar, fit_tabs, shorten, tab_key

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


@pytest.mark.parametrize("current", range(len(KINDS)))
@pytest.mark.parametrize(("width", "least"), [(80, 6), (120, 10)])
def test_the_kinds_fit_the_line_with_the_chosen_one_whole(current: int, width: int, least: int) -> None:
    texts = fit_tabs([kind.label for kind in KINDS], current, width)
    assert len(" ".join(texts)) <= width
    labels = [f"{tab_key(index)} {kind.label}".lstrip() for index, kind in enumerate(KINDS)]
    assert texts[current] == labels[current]
    assert all(label.startswith(text) for text, label in zip(texts, labels, strict=True))
    assert max(len(text) for index, text in enumerate(texts) if index != current) >= least


@pytest.mark.parametrize("width", [60, 66, 72, 78, 84, 90])
def test_tabs_are_cut_alike_and_no_more_than_the_line_needs(width: int) -> None:
    for current in range(len(KINDS)):
        labels = [f"{tab_key(index)} {kind.label}".lstrip() for index, kind in enumerate(KINDS)]
        texts = fit_tabs([kind.label for kind in KINDS], current, width)
        assert width - 1 <= len(" ".join(texts)) <= width  # a blank at the end of a tab is left out
        pairs = zip(texts, labels, strict=True)
        cut_within_a_word = {len(text) for text, whole in pairs if whole[len(text) : len(text) + 1].strip()}
        assert max(cut_within_a_word) - min(cut_within_a_word) <= 1


def test_the_kinds_at_80_columns_can_be_told_apart() -> None:
    texts = fit_tabs([kind.label for kind in KINDS], 0, 78)
    assert texts[1:8] == ["2 Mode", "3 Tool", "4 Inte", "5 Util", "6 Skil", "7 Sess", "8 Trig"]
    assert texts[8:] == ["9 File", "0 API", "Inspec"]


def test_the_first_ten_tabs_have_their_keys_and_all_of_many_fit() -> None:
    many = [f"Kind {letter}" for letter in "abcdefghijklmn"]
    texts = fit_tabs(many, 12, 80)
    assert len(" ".join(texts)) <= 80
    assert texts[12] == "Kind m"
    assert [text[0] for text in texts[:10]] == list("1234567890")
    assert all(text and "Kind".startswith(text.split()[0]) for text in (texts[10], texts[11], texts[13]))


def test_tabs_with_room_have_room() -> None:
    assert fit_tabs(["Overview", "JSON"], 0, 80) == [" 1 Overview ", " 2 JSON "]


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


@pytest.mark.parametrize("width", [30, 50, 80, 200])
async def test_the_footer_fits_and_keeps_the_first_action_and_quit(width: int) -> None:
    app = Bars()
    async with app.run_test(size=(width, 24)) as pilot:
        footer = app.query_one(FooterBar)
        footer.show_actions([(action, True) for action in actions_of("browse", "app")], is_typing=False)
        await pilot.pause()
        text = str(footer.visual)
        assert len(text) <= width
        assert all(label in text for label in ("Open", "Quit"))
        assert ("Delete" in text) == (width == 200)


ADDRESS = "models?q=speech&developer=Google&sort=-name&page=3"


@pytest.mark.parametrize(
    ("width", "title", "text", "key"),
    [
        (120, "", ADDRESS, True),
        (80, "", "models?q=speech&deve…", True),
        (80, "backend.example.com", "models?", True),
        (40, "", "models?", False),
        (30, "backend.example.com", "", False),
    ],
)
async def test_the_header_shows_the_address_as_far_as_there_is_room(
    width: int, title: str, text: str, key: bool
) -> None:
    app = Bars()
    async with app.run_test(size=(width, 24)):
        header = app.query_one(HeaderBar)
        header.show_workspace(title, ADDRESS, "key …7f2c from TEAM_API_KEY", is_sandbox=False)
        line = str(header.visual)
        assert len(line) <= width
        assert text in line
        assert ("from TEAM_API_KEY" in line) == key
        if text:
            assert "page=3" in line
        if title:
            assert title in line


def test_an_address_is_shortened_in_its_middle() -> None:
    assert shorten(ADDRESS, len(ADDRESS)) == ADDRESS
    assert shorten(ADDRESS, 20) == "models?q=s…me&page=3"
    assert shorten(ADDRESS, 9) == ""
    assert shorten("agents", 6) == "agents"
