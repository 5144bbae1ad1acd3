"""Bringing the pages of lists: at once where they were seen, then as the source has them now."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from aixtui.face import Face
from aixtui.listing.emptiness import TRY_AGAIN
from aixtui.listing.listing import Listing
from aixtui.listing.page_cache import FRESH_SECONDS, CachedPage, PageCache
from aixtui.listing.paging import neighbours
from aixtui.listing.seen_pages import SeenPages
from aixtui.system import clock
from aixtui.workspace.activity import Activity
from aixtui.workspace.no_credential import NoCredentialError
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage


def _refreshing(cached: CachedPage) -> str:
    return f"refreshing, seen {clock.age_text(cached.age)} ago"


class PageLoader:
    """One page at a time, for whichever list is looked at: the newest load wins."""

    def __init__(self, face: Face, listings: Sequence[Listing]) -> None:
        self._face, self._listings = face, listings
        self.pages = PageCache()
        self.seen: SeenPages | None = None
        """Those of earlier sittings; None where nothing is kept."""
        self._is_begun = self._is_offline = False
        self.activity = Activity()
        self.adopted = Notice()
        """The list asks for something else by now: the source did not know all of it."""

    def show(self, listing: Listing) -> None:
        """Show what the list asks for: what was seen of it at once, and soon as the source has it now."""
        query = listing.query
        if (page := listing.source.page_at_hand(query)) is not None:
            self._face.stop("list")
            self._take(listing, query, page)
            return
        cached = self.pages.get(listing.source.id, listing.query)
        if cached is None and self.seen is not None:
            cached = self.seen.at_hand(listing.source, listing.query)
        if cached is None:
            self.load(listing)
            self._face.start(self._show_seen(listing), "seen")
            return
        self._show_cached(listing, cached)
        if cached.page.is_kept or cached.age >= FRESH_SECONDS:
            self.load(listing, _refreshing(cached))
            return
        self._keep(listing, listing.query, cached.page)  # it was only read ahead
        self._face.stop("list")  # what is still on its way is for another place
        self.activity.end()
        self._face.start(self._prefetch(listing, cached.page), "prefetch")

    def load(self, listing: Listing, task: str = "") -> None:
        """Have the page loaded; the one that is shown stays until the new one is there."""
        self._face.start(self._load(listing, task), "list")

    def forget(self, listing: Listing) -> None:
        """Something in the source has changed: what was read of it is old, and what is being read ahead."""
        self._face.stop("prefetch")
        self.pages.forget(listing.source.id)
        if self.seen is not None:
            self.seen.forget(listing.source)

    def _keep(self, listing: Listing, query: Query, page: RowPage) -> None:
        if self.seen is not None:
            self.seen.keep(listing.source, query, page)

    def _show_cached(self, listing: Listing, cached: CachedPage) -> None:
        if cached.page.is_kept:
            listing.source.recognise(cached.page)
        listing.show_page(cached.page, clock.monotonic() - cached.age)
        if not cached.page.is_kept:
            self._face.start(self._name(listing, cached.page), "names of rows")

    async def _show_seen(self, listing: Listing) -> None:
        """Show what an earlier sitting saw of the page, until it comes, or in its place."""
        query = listing.query
        cached = await self.seen.find(listing.source, query) if self.seen is not None else None
        page = listing.page
        if cached is None or listing.query != query:
            return
        if page is not None and (page.query == query or cached.page.is_partial):
            return
        self._show_cached(listing, cached)
        if self.activity.busy and not self.activity.until:
            self.activity.begin(_refreshing(cached))

    async def _load(self, listing: Listing, task: str) -> None:
        if not self._is_begun:
            self._is_begun = True
            self._begin(listing, task)
            await self._face.wait_for_frame()  # the first one: to connect would take the processor from it
        while (wait := await self._load_once(listing, task)) is not None:
            await asyncio.sleep(wait)
            task = ""

    async def _load_once(self, listing: Listing, task: str) -> float | None:
        """Load the page; the seconds after which it is to be tried again, if it is."""
        source, query = listing.source, listing.query
        self._begin(listing, task)
        try:
            page = await source.page(query)
        except NoCredentialError as error:
            self._drop_mistaken(listing)
            self.activity.end()
            self._face.start(self._log_in(listing, error), "login")
        except Exception as error:
            self._drop_mistaken(listing)
            await self._show_seen(listing)
            return self._show_problem(listing, explain(error))
        else:
            self._take(listing, query, page)
        return None

    def _drop_mistaken(self, listing: Listing) -> None:
        """Show no rows any more of another workspace than this turned out to be."""
        if self.seen is not None and self.seen.was_mistaken() and listing.is_as_seen:
            listing.drop_page()

    def _take(self, listing: Listing, asked: Query, page: RowPage) -> None:
        self._adopt(listing, asked, page.query)
        self._is_offline = False
        self._show_new(listing, page, asked)

    def _begin(self, listing: Listing, task: str) -> None:
        self.activity.begin(task or f"loading {listing.source.plural}, page {listing.query.page}")

    def _adopt(self, listing: Listing, asked: Query, answered: Query) -> None:
        """Ask for what the source took of a query: what it does not know is left out."""
        if answered != asked:
            listing.query = answered
            self.adopted()

    def _show_new(self, listing: Listing, page: RowPage, asked: Query) -> None:
        if not page.rows and page.total and page.query.page > page.pages:
            listing.query = page.query._replace(page=page.pages)  # the last row of the last page has gone
            self.show(listing)
            return
        self.pages.put(listing.source.id, page)
        self._keep(listing, asked, page)
        self.activity.end()
        listing.show_page(page, clock.monotonic())
        self._face.start(self._prefetch(listing, page), "prefetch")
        self._face.start(self._name(listing, page), "names of rows")
        self._face.start(self._learn(), "capabilities")

    async def _log_in(self, listing: Listing, error: NoCredentialError) -> None:
        await self._face.open(error.session)
        self.load(listing)

    def _show_problem(self, listing: Listing, problem: Problem) -> float | None:
        """Say why the page did not come; one that is shown stays, and is said to be old."""
        if listing.is_as_seen and not problem.can_retry:
            listing.drop_page()  # it is refused, and with it what was seen before
        page = listing.page
        if not problem.retry_after:
            listing.stay()
        loaded_at = listing.loaded_at if page else None
        if page is None:
            listing.problem = problem
        if problem.retry_after:
            self.activity.wait(f"{problem.title}: trying again", problem.retry_after, loaded_at=loaded_at)
        else:
            text = problem.title if page is None else problem.sentence
            if page is not None and page.is_kept:
                text = self._go_offline(problem)
            self.activity.fail(text, loaded_at=loaded_at)
        listing.changed()
        return problem.retry_after or None

    def _go_offline(self, problem: Problem) -> str:
        """Say once that lists are as they were seen before; the short text that goes on to say it."""
        if not self._is_offline:
            self._is_offline = True
            self._face.tell(f"{problem.sentence} Lists are as they were seen before.", warning=True)
        title = "Offline" if problem.code == "unreachable" else problem.title
        return f"{title}: {TRY_AGAIN.key} {TRY_AGAIN.effect}."

    async def _prefetch(self, listing: Listing, page: RowPage) -> None:
        """Have the pages beside this one ready. Nobody waits for them, so a failure is no problem yet."""
        source = listing.source
        await self._face.wait_for_frame()  # the rows are seen first
        with suppress(Exception):
            for query in neighbours(page):
                if self.pages.get(source.id, query) is None:
                    self.pages.put(source.id, await source.page(query))

    async def _name(self, listing: Listing, page: RowPage) -> None:
        """Have names stand where rows hold ids. Nobody waits for it: what cannot be learnt keeps its id."""
        await self._face.wait_for_frame()
        with suppress(Exception):
            named = await listing.source.named(page)
            if named is not page:
                self.pages.replace(listing.source.id, named)
                self._keep(listing, named.query, named)
                if listing.page is page:
                    listing.show_page(named, listing.loaded_at)

    async def _learn(self) -> None:
        """Know what the other lists can do before they are looked at: their footers are right at once.

        Nobody waits for it: what fails here is told by the list itself, once that is opened.
        """
        await self._face.wait_for_frame()
        with suppress(Exception):
            for listing in self._listings:
                if listing.source.capabilities is None:
                    await listing.source.learn()
