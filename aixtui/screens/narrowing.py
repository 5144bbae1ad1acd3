"""What of a kind is listed: searched and filtered on the server, and the loaded page filtered by itself."""

from textual import on

from aixtui.screens.choose import Choose, Offer
from aixtui.screens.filter_offers import SEPARATOR, filter_offers, offered_from
from aixtui.screens.listing import ListingScreen
from aixtui.widgets.command_line import CommandLine
from aixtui.widgets.filter_chips import FilterChips
from aixtui.widgets.pager import Pager
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.search_bar import SearchBar

NO_FILTER = "There is no filter to take away."


class NarrowingScreen(ListingScreen):
    """The lines, the dialog and the chips that narrow the list."""

    def share_row(self) -> None:
        """Lend the pager's row to the line that is typed in, so that nothing else moves."""
        lines = (self.query_one("#page-filter", SearchBar), self.query_one(CommandLine))
        for line in lines:
            line.display = line.is_edited
        self.query_one(Pager).display = not any(line.is_edited for line in lines)

    def on_descendant_blur(self) -> None:
        if self.is_current:  # a dialog above it takes nothing away
            self.call_later(self.share_row)

    def action_search(self) -> None:
        self.query_one("#search", SearchBar).edit()

    @on(SearchBar.Changed, "#search")
    def _search(self, message: SearchBar.Changed) -> None:
        self.ask(self.listing.query._replace(text=message.text, page=1))

    @on(SearchBar.Left)
    def _searched(self) -> None:
        self.query_one(ResourceList).take_focus()
        self.share_row()

    @on(SearchBar.Cleared)
    def action_clear(self) -> None:
        """Take away what narrows most: the filter of the page, then the search."""
        bar, search = self.query_one("#page-filter", SearchBar), self.query_one("#search", SearchBar)
        if bar.is_edited or self.listing.page_filter:
            bar.reset()
            self.listing.page_filter = ""
            self.show_listing()
        elif self.listing.query.text or search.text:
            search.reset()
            self.ask(self.listing.query._replace(text="", page=1))
        self.query_one(ResourceList).take_focus()
        self.share_row()

    def action_page_filter(self) -> None:
        self.query_one("#page-filter", SearchBar).edit()
        self.share_row()

    @on(SearchBar.Changed, "#page-filter")
    def _filter_page(self, message: SearchBar.Changed) -> None:
        self.listing.page_filter = message.text
        self.show_listing()

    def action_filters(self) -> None:
        title = f"Narrow the {self.kind.plural}, on the server"
        note = offered_from(self.kind, self.cache.pages(self.kind.id))
        self.app.push_screen(Choose(title, self._filter_offers, toggle=self._toggle_filter, note=note))

    def _filter_offers(self, text: str) -> list[Offer]:
        return filter_offers(self.listing, self.cache.pages(self.kind.id), text)

    def _toggle_filter(self, picked: str) -> None:
        name, _, value = picked.partition(SEPARATOR)
        many = next(given.multiple for given in self.kind.filters if given.id == name)
        self.ask(self.listing.query.toggled(name, value, many=many))

    def action_drop_filter(self, index: int) -> None:
        filters = self.listing.query.filters
        kept = filters[:index] + filters[index + 1 :]
        self.ask(self.listing.query._replace(filters=kept, page=1))

    def action_choose_filter(self) -> None:
        if self.listing.query.filters:
            self.query_one(FilterChips).focus()
        else:
            self.notify(NO_FILTER, severity="warning", markup=False, timeout=2)

    @on(FilterChips.Dropped)
    def _chip_dropped(self, message: FilterChips.Dropped) -> None:
        self.action_drop_filter(message.index)
        if not self.listing.query.filters:
            self.query_one(ResourceList).take_focus()

    @on(FilterChips.Left)
    def _chips_left(self) -> None:
        self.query_one(ResourceList).take_focus()

    def action_drop_last_filter(self) -> None:
        if self.listing.query.filters:
            self.action_drop_filter(len(self.listing.query.filters) - 1)
        else:
            self.notify(NO_FILTER, severity="warning", markup=False, timeout=2)
