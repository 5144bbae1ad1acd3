"""Bringing the pages of lists: at once where they were seen, then as the source has them now."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from aixtui.face import Face
from aixtui.listing.listing import Listing
from aixtui.listing.page_cache import FRESH_SECONDS, PageCache
from aixtui.listing.paging import neighbours
from aixtui.system import clock
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage
from aixtui.workspace.session import NoCredentialError


class PageLoader:
    """One page at a time, for whichever list is looked at: the newest load wins."""

    def __init__(self, face: Face, listings: Sequence[Listing]) -> None:
        self._face, self._listings = face, listings
        self.pages = PageCache()
        self.activity = Activity()
        self.adopted = Notice()
        """The list asks for something else by now: the source did not know all of it."""

    def show(self, listing: Listing) -> None:
        """Show what the list asks for: what was seen of it at once, and soon as the source has it now."""
        cached = self.pages.get(listing.source.id, listing.query)
        if cached is None:
            self.load(listing)
            return
        listing.show_page(cached.page, clock.monotonic() - cached.age)
        self._face.start(self._name(listing, cached.page), "names of rows")
        if cached.age >= FRESH_SECONDS:
            self.load(listing, f"refreshing, seen {clock.age_text(cached.age)} ago")
            return
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

    async def _load(self, listing: Listing, task: str) -> None:
        while (wait := await self._load_once(listing, task)) is not None:
            await asyncio.sleep(wait)
            task = ""

    async def _load_once(self, listing: Listing, task: str) -> float | None:
        """Load the page; the seconds after which it is to be tried again, if it is."""
        source, query = listing.source, listing.query
        self.activity.begin(task or f"loading {source.plural}, page {query.page}")
        try:
            page = await source.page(query)
        except NoCredentialError as error:
            self.activity.end()
            self._face.start(self._log_in(listing, error), "login")
        except Exception as error:
            return self._show_problem(listing, explain(error))
        else:
            self._adopt(listing, query, page.query)
            self._show_new(listing, page)
        return None

    def _adopt(self, listing: Listing, asked: Query, answered: Query) -> None:
        """Ask for what the source took of a query: what it does not know is left out."""
        if answered != asked:
            listing.query = answered
            self.adopted()

    def _show_new(self, listing: Listing, page: RowPage) -> None:
        if not page.rows and page.total and page.query.page > page.pages:
            listing.query = page.query._replace(page=page.pages)  # the last row of the last page has gone
            self.show(listing)
            return
        self.pages.put(listing.source.id, page)
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
            self.activity.fail(text, loaded_at=loaded_at)
        listing.changed()
        return problem.retry_after or None

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
