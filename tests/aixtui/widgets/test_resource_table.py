import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from aixtui.listing.listing import Listing
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.rows import RowPage
from tests.aixtui.listing.listed import THING, row
from tests.aixtui.tuple_source import source_of

pytestmark = pytest.mark.anyio


class Table(App[None]):
    def compose(self) -> ComposeResult:
        yield ResourceTable()


class TableOnListing:
    """A listing, and the table that shows it."""

    def __init__(self, table: ResourceTable) -> None:
        self.table, self.listing = table, Listing(source_of(THING))

    def show(self, *ids: str, cursor: str | None = None) -> None:
        if cursor is not None:
            self.listing.cursor = cursor
        rows = tuple(row(name, name) for name in ids)
        self.listing.show_page(RowPage(self.listing.query, rows, len(rows), 1), 0.0)
        self.table.show(self.listing)

    def move_to(self, place: int) -> None:
        self.listing.move_to(place)
        self.table.show_cursor(self.listing.at)


def line_of_cursor(table: ResourceTable) -> int:
    lines = [table.render_line(y).text for y in range(table.size.height)]
    [line] = [y for y, text in enumerate(lines) if text.startswith("▌")]
    return line


@pytest.mark.parametrize("before", [0, 1, 5])
async def test_the_cursor_keeps_its_line_when_rows_come_before_it(before: int) -> None:
    app = Table()
    async with app.run_test(size=(80, 12)) as pilot:
        table = app.query_one(ResourceTable)
        names = [f"row {number}" for number in range(40)]
        scene = TableOnListing(table)
        scene.show(*names)
        scene.move_to(20)
        scene.move_to(16)
        await pilot.pause()
        line = line_of_cursor(table)
        assert 1 < line < 11
        scene.show(*[f"new {number}" for number in range(before)], *names, cursor="row 16")
        await pilot.pause()
        assert scene.listing.current is not None
        assert scene.listing.current.id == "row 16"
        assert line_of_cursor(table) == line


@pytest.mark.parametrize(
    ("names", "cursor", "now"),
    [("acd", "b", "c"), ("a", "b", "a"), ("xyz", "", "x"), ("xyz", "elsewhere", "x")],
)
async def test_the_cursor_of_a_row_that_is_gone_keeps_its_place(names: str, cursor: str, now: str) -> None:
    app = Table()
    async with app.run_test(size=(80, 12)):
        scene = TableOnListing(app.query_one(ResourceTable))
        scene.show(*"abcd", cursor="b")
        scene.show(*names, cursor=cursor)
        assert scene.listing.current is not None
        assert scene.listing.current.id == now
        scene.show()
        assert scene.listing.current is None


def found(table: ResourceTable, y: int) -> str:
    """What is underlined in a line."""
    return "".join(one.text for one in table.render_line(y) if one.style and one.style.underline)


async def test_what_was_searched_for_is_marked_in_the_names_also_without_colour() -> None:
    app = Table()
    async with app.run_test(size=(80, 12)) as pilot:
        table = app.query_one(ResourceTable)
        scene = TableOnListing(table)
        scene.listing.query = scene.listing.query._replace(text="an (b ")
        scene.show("banana", "AN (B) an", "cherry")
        await pilot.pause()
        assert [found(table, y) for y in (1, 2, 3)] == ["anan", "AN(Ban", ""]
        colours = {one.style.color for one in table.render_line(2) if one.style and one.style.underline}
        assert colours == {table.get_component_rich_style("resource-table--match").color}
        scene.listing.query = scene.listing.query._replace(text="")
        scene.show("banana", "AN (B) an", "cherry")
        assert found(table, 1) == ""


async def test_columns_that_go_on_to_the_right_end_with_a_sign() -> None:
    app = Table()
    async with app.run_test(size=(60, 6)) as pilot:
        table = app.query_one(ResourceTable)
        scene = TableOnListing(table)
        scene.show("one", "two")
        assert "…" not in {table.render_line(y).text[-1] for y in range(3)}
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        assert [table.render_line(y).text[-1] for y in range(3)] == ["…"] * 3
        assert {table.render_line(y).cell_length for y in range(3)} == {30}
        scene.listing.scroll(1000, 28)
        scene.show("one", "two")
        assert "…" not in {table.render_line(y).text[-1] for y in range(3)}


class TableAndField(App[None]):
    def compose(self) -> ComposeResult:
        yield ResourceTable()
        yield Input()


async def test_a_table_that_is_seen_again_keeps_the_keys() -> None:
    app = TableAndField()
    async with app.run_test(size=(80, 12)) as pilot:
        table = app.query_one(ResourceTable)
        table.focus()
        await pilot.pause()
        table.post_message(events.Hide())  # told of it when it is over, as on a busy machine
        await pilot.pause()
        assert app.focused is table
        table.display = False
        await pilot.pause()
        assert app.focused is not table
