import pytest
from textual.app import App, ComposeResult

from aixtui.widgets.page_filter import Hit
from aixtui.widgets.resource_table import ResourceTable
from tests.aixtui.listing.listed import THING, row

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Table(App[None]):
    def compose(self) -> ComposeResult:
        yield ResourceTable()


def show(table: ResourceTable, *ids: str, cursor: str = "") -> None:
    table.show(THING.columns, [Hit(row(name, name)) for name in ids], cursor=cursor)


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
        show(table, *names)
        table.move_to(20)
        table.move_to(16)
        await pilot.pause()
        line = line_of_cursor(table)
        assert 1 < line < 11
        show(table, *[f"new {number}" for number in range(before)], *names, cursor="row 16")
        await pilot.pause()
        assert table.current is not None
        assert table.current.id == "row 16"
        assert line_of_cursor(table) == line


@pytest.mark.parametrize(
    ("left", "cursor", "now"),
    [("acd", "b", "c"), ("a", "b", "a"), ("xyz", "", "x"), ("xyz", "elsewhere", "x")],
)
async def test_the_cursor_of_a_row_that_is_gone_keeps_its_place(left: str, cursor: str, now: str) -> None:
    app = Table()
    async with app.run_test(size=(80, 12)):
        table = app.query_one(ResourceTable)
        show(table, *"abcd", cursor="b")
        show(table, *left, cursor=cursor)
        assert table.current is not None
        assert table.current.id == now
        show(table)
        assert table.current is None
