"""What goes into a field comes out of it: pasted, typed, put there and changed elsewhere, copied."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from aixtui.widgets import text_block, text_line
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine
from tests.nasty_texts import NASTY_TEXTS

pytestmark = pytest.mark.anyio
TextField = TextLine | TextBlock
FIELDS = ("#joining", "#keeping", "#block")
LINES = ("#joining", "#keeping")
WHOLE = ("#keeping", "#block")
NASTY = [text for _, text in NASTY_TEXTS]
ALL = "|".join(NASTY)
NASTY_CHARACTERS = st.text(alphabet=st.sampled_from(sorted(set("".join(NASTY)))), max_size=30)


class FieldApp(App[None]):
    """One field of each sort."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def compose(self) -> ComposeResult:
        yield TextLine(id="joining")
        yield TextLine(id="keeping", keeps_lines=True)
        yield TextLine(id="password", password=True, keeps_lines=True)
        yield TextBlock(id="block")

    def notify(self, message: str, **options: Any) -> None:
        assert options["markup"] is False
        self.messages.append(message)


class Typist:
    """Does with the keyboard what a user does."""

    def __init__(self, pilot: Pilot[None], app: FieldApp) -> None:
        self.pilot, self.app = pilot, app

    async def at(self, selector: str, text: str = "") -> TextField:
        field = self.app.query_one(selector)
        assert isinstance(field, TextLine | TextBlock)
        field.text = text
        self.app.set_focus(field)
        if isinstance(field, TextLine):
            field.cursor_position = len(text)
        else:
            field.move_cursor(field.document.end)
        return field

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(events.Key(key, None))
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        for char in text:
            self.app.post_message(events.Key("a character", char))
        await self.pilot.pause()


@asynccontextmanager
async def typing() -> AsyncIterator[Typist]:
    app = FieldApp()
    async with app.run_test(size=(60, 20)) as pilot:
        yield Typist(pilot, app)


def is_typed(char: str) -> bool:
    """Whether a key can stand for a character: control codes are keys of another sort."""
    return unicodedata.category(char) != "Cc"


def with_line_feeds(text: str) -> str:
    """Text as it is pasted: a terminal sends the code of Return for each line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


async def test_what_is_pasted_is_held_whole() -> None:
    async with typing() as typist:
        for text, selector in product(NASTY, WHOLE):
            field = await typist.at(selector)
            await typist.paste(text)
            assert field.text == with_line_feeds(text)
        assert typist.app.messages == []


async def test_what_is_put_there_stays_when_something_else_is_changed() -> None:
    async with typing() as typist:
        for text, selector in product(NASTY, FIELDS):
            field = await typist.at(selector, text)
            assert field.text == text
            await typist.type("é")
            assert field.text == text + "é"


async def test_what_is_text_is_typed() -> None:
    async with typing() as typist:
        for text, selector in product(NASTY, FIELDS):
            typed = "".join(char for char in text[:80] if is_typed(char))
            field = await typist.at(selector)
            await typist.type(typed)
            assert field.text == typed


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(NASTY_CHARACTERS, st.integers(0, 30), st.integers(0, 30)), min_size=5, max_size=10))
def test_a_text_is_what_all_edits_make_of_it(edits: list[tuple[str, int, int]]) -> None:
    async def edit() -> None:
        async with typing() as typist:
            line = await typist.at("#keeping")
            block = await typist.at("#block")
            assert isinstance(line, TextLine)
            assert isinstance(block, TextBlock)
            text = ""
            for inserted, one, other in edits:
                start, end = sorted((min(one, len(text)), min(other, len(text))))
                line.replace(inserted, start, end)
                block.replace(inserted, place(text, start), place(text, end))
                text = text[:start] + inserted + text[end:]
                assert line.text == text
                assert block.text == text

    asyncio.run(edit())


def place(text: str, index: int) -> tuple[int, int]:
    """The row and the column of a character."""
    before = text[:index].split("\n")
    return len(before) - 1, len(before[-1])


async def test_what_is_cut_and_copied_is_pasted_as_it_was() -> None:
    async with typing() as typist:
        for selector in WHOLE:
            field = await typist.at(selector, ALL)
            await typist.press("ctrl+shift+a" if isinstance(field, TextLine) else "f7")
            assert field.selected_text == ALL
            await typist.press("ctrl+c")
            assert typist.app.clipboard == ALL
            await typist.press("ctrl+x")
            assert (field.text, typist.app.clipboard) == ("", ALL)
            await typist.press("ctrl+v", "ctrl+v")
            assert field.text == ALL * 2


async def test_undoing_brings_back_each_text_and_stops_at_what_was_put_there() -> None:
    async with typing() as typist:
        for selector in LINES:
            field = await typist.at(selector, ALL)
            await typist.paste("a pasted text")
            held = field.text
            await typist.press("x", "ctrl+w", "ctrl+u")
            await typist.press(*["ctrl+z"] * 8)
            assert field.text == ALL
            await typist.press("ctrl+y")
            assert field.text == held
            await typist.press("ctrl+z", "ctrl+shift+z")
            assert field.text == held
            field.text = "put there"
            for key in ("ctrl+z", "ctrl+y"):
                await typist.press(key)
                assert field.text == "put there"


async def test_a_text_that_is_changed_from_elsewhere_has_the_cursor_behind_the_change() -> None:
    async with typing() as typist:
        for text, selector in product(NASTY, WHOLE):
            field = await typist.at(selector, f"{text}, and {ALL}")
            field.change_to(f"{text}, with {ALL}")
            assert field.text == f"{text}, with {ALL}"
            await typist.type("é")
            assert field.text == f"{text}, withé {ALL}"


async def test_the_keys_that_undo_are_left_to_what_holds_the_text() -> None:
    async with typing() as typist:
        field = await typist.at("#block", "text")
        await typist.press("x", "ctrl+z", "ctrl+y")
        assert field.text == "textx"


async def test_pasted_lines_are_joined_where_there_is_one_line_and_it_is_said() -> None:
    async with typing() as typist:
        field = await typist.at("#joining")
        await typist.paste("one line\r\n")
        assert (field.text, typist.app.messages) == ("one line", [])
        await typist.paste("\nsecond\rthird\n")
        assert field.text == "one line" + "second third"
        assert typist.app.messages == ["This takes one line: the 2 lines are joined by spaces."]


async def test_a_pasted_text_takes_the_place_of_what_is_selected() -> None:
    async with typing() as typist:
        for selector in FIELDS:
            field = await typist.at(selector, "old text")
            await typist.press("ctrl+shift+a" if isinstance(field, TextLine) else "f7")
            await typist.paste("new\u2028")
            assert field.text == "new\u2028"
            await typist.type("\u200d")
            assert field.text == "new\u2028\u200d"


async def test_nothing_is_kept_of_a_password() -> None:
    async with typing() as typist:
        field = await typist.at("#password")
        await typist.paste("secret-key\n")
        for key in ("ctrl+u", "ctrl+z", "ctrl+y"):
            await typist.press(key)
            assert field.text == ""


async def test_keys_that_are_no_text_type_none() -> None:
    async with typing() as typist:
        for selector in FIELDS:
            field = await typist.at(selector, "text")
            await typist.type("\x00\x03\x1b\x7f\x85\x9b")
            assert field.text == "text"


@pytest.mark.parametrize(
    ("selector", "longest"),
    [
        ("#joining", text_line.LONGEST_TEXT),
        ("#keeping", text_line.LONGEST_TEXT),
        ("#block", text_block.LONGEST_TEXT),
    ],
)
async def test_more_than_a_field_can_hold_is_refused_in_words(selector: str, longest: int) -> None:
    async with typing() as typist:
        field = await typist.at(selector, "text")
        await typist.paste("x" * 1_000_000)
        sentence = f"Not pasted: it has 1,000,000 characters, and there is room for {longest - 4:,} here."
        assert (field.text, typist.app.messages) == ("text", [sentence])
        await typist.paste("x" * (longest - 4))
        assert field.text == "text" + "x" * (longest - 4)
        await typist.paste("y")
        assert len(field.text) == longest


async def test_signs_are_seen_and_the_cursor_is_where_they_are() -> None:
    async with typing() as typist:
        line = await typist.at("#keeping", "a\n\x1b[31m\u2028b")
        assert isinstance(line, TextLine)
        assert line.render_line(0).text.rstrip() == "a↵␛[31m↵b"
        assert line.cursor_screen_offset.x == line.content_region.x + 9 + 1
        block = await typist.at("#block", "a\r\n\x1b[31m\u2028b")
        assert [block.render_line(row).text.rstrip() for row in (0, 1)] == ["a␍", "␛[31m↵b"]
