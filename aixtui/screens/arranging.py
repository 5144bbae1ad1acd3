"""How a list is seen: in which order, with which columns, with the preview or without."""

from textual import on, work
from textual.timer import Timer

from aixtui.listing.listing import next_sort
from aixtui.listing.page_cache import refitted
from aixtui.screens.choose import Choose, Offer
from aixtui.screens.column_offers import TITLE, column_offers, picked_column
from aixtui.screens.narrowing import NarrowingScreen
from aixtui.widgets.columns import PLAIN, Layout
from aixtui.widgets.preview import Preview
from aixtui.widgets.resource_table import ResourceTable
from aixtui.workspace.session import AppSession

BESIDE_FROM_WIDTH = 110
"""Cells from which on the preview stands beside the list; in less it stands below."""


RESIZE_PAUSE_SECONDS = 0.2
"""How long the size has to rest before the page is fitted to it."""


class ArrangingScreen(NarrowingScreen):
    """The order, the columns and the preview."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._resized: Timer | None = None

    @work(group="dialog", exclusive=True)
    async def action_sort(self) -> None:
        shown = self.listing.sort_shown
        arrow = "descending" if shown.startswith("-") else "ascending"
        offers = [
            Offer(
                column.id,
                column.label,
                ("on the server" if column.sort else "this page only")
                + (f", now {arrow}" if shown.lstrip("-") == column.id else ""),
                chosen=shown.lstrip("-") == column.id,
            )
            for column in self.kind.columns
        ]
        picked = await self.app.push_screen_wait(Choose("Sort by", lambda _: offers))
        column = next((column for column in self.kind.columns if column.id == picked), None)
        if column is None:
            return
        listing = self.listing
        server, listing.page_sort = next_sort(listing, column)
        if listing.page_sort:
            self.show_listing()
        else:
            self.ask(listing.query._replace(sort=server, page=1))

    @property
    def _layout_now(self) -> Layout:
        return self.layouts.get(self.kind.id, PLAIN)

    def lay_out(self, layout: Layout) -> None:
        """Show the columns so from now on."""
        self.layouts[self.kind.id] = layout
        self.show_listing()

    def action_wide(self) -> None:
        layout = self._layout_now
        self.lay_out(layout._replace(wide=not layout.wide))
        hint = "All columns: Left and Right scroll." if not layout.wide else "The columns that fit."
        self.notify(hint, markup=False, timeout=3)

    def action_columns(self) -> None:
        self.app.push_screen(Choose(TITLE, self._column_offers, toggle=self._pick_column))

    @property
    def _columns_now(self) -> Layout:
        layout = self._layout_now
        return layout if layout.chosen else layout._replace(chosen=self.query_one(ResourceTable).column_ids)

    def _column_offers(self, text: str) -> list[Offer]:
        return column_offers(self.kind, self._columns_now, text)

    def _pick_column(self, picked: str) -> None:
        self.lay_out(picked_column(self.kind, self._columns_now, picked))

    def action_preview(self) -> None:
        preview = self.query_one(Preview)
        self.show_preview(preview.steps, shown=not preview.display)

    def action_preview_size(self) -> None:
        preview = self.query_one(Preview)
        self.show_preview(preview.steps % preview.MOST_STEPS + 1, shown=True)

    def show_preview(self, steps: int, *, shown: bool) -> None:
        """Show the preview in a size, or hide it."""
        preview = self.query_one(Preview)
        preview.display = shown
        preview.resize_to(steps)
        self._place_preview()
        preview.show(*self.subject())

    def on_resize(self) -> None:
        self.draw_bars()
        self._place_preview()

    def refit(self) -> None:
        """Fit the page to the room, once that has stopped changing."""
        if self._resized is not None:
            self._resized.stop()
        self._resized = self.set_timer(RESIZE_PAUSE_SECONDS, self._refit)

    def _refit(self) -> None:
        listing = self.listing
        if listing.page is not None and listing.query.size != self.page_size:
            self.ask(refitted(listing.query, self.page_size), listing.cursor)

    def _place_preview(self) -> None:
        self.query_one("#main").set_class(self.size.width >= BESIDE_FROM_WIDTH, "-beside")
        self.refit()

    @on(ResourceTable.Pointed)
    def _pointed(self, message: ResourceTable.Pointed) -> None:
        self.listing.cursor = message.row.id
        self.query_one(Preview).show_soon(self.kind, message.row.resource)
