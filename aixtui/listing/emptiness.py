"""Why a list shows no rows, and what can be done about that."""

from typing import NamedTuple

from aixtui.actions import actions_of
from aixtui.app_action import key_label
from aixtui.kindspec.filters import filter_text
from aixtui.listing.listing import Listing
from aixtui.listing.paging import query_after
from aixtui.listing.source import Source
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.query import Query


class Remedy(NamedTuple):
    """Something that can be done: an action of the list by its id, or a command that begins with a colon."""

    way: str
    effect: str
    """What it does, going on from the key."""

    @property
    def key(self) -> str:
        """What is pressed or typed."""
        if self.way.startswith(":"):
            return self.way
        return next(key_label(action) for action in actions_of("browse") if action.id == self.way)


class Emptiness(NamedTuple):
    """What is said in the place of rows."""

    title: str
    lines: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()


TRY_AGAIN = Remedy("refresh", "tries again")
ELSEWHERE = Remedy(":profile", "opens another workspace")
OF_THE_WORKSPACE = ("unauthorized", "unreachable", "settings", "sandbox")
"""Codes of problems that all lists of a workspace have."""


def failure(problem: Problem) -> Emptiness:
    """Why there is nothing that a list could show, and what to do about it."""
    remedies = (TRY_AGAIN, ELSEWHERE) if problem.code in OF_THE_WORKSPACE else (TRY_AGAIN,)
    return Emptiness(problem.title, (problem.text, problem.hint), remedies)


def emptiness(listing: Listing) -> Emptiness:
    """Why the page of a list shows no rows, and what to do about it."""
    source, page = listing.source, listing.page
    query = page.query if page else listing.query
    if listing.page_filter and listing.rows:
        quoted = f"“{listing.page_filter}”"
        title = _none(source, len(listing.rows), f"does not match {quoted}", f"match {quoted}")
        return Emptiness(title, (), (Remedy("clear", "clears this filter"), _search(listing)))
    if page and page.unreadable:
        title = _none(source, len(page.unreadable), "could not be read", "could be read")
        return Emptiness(title, (), (Remedy("unreadable", "shows them as they came"),))
    if page and page.total and query.page > 1:
        title = f"The server sent no {source.plural} for page {query.page:,} of {page.pages:,}."
        return Emptiness(title, (), (Remedy("previous-page", "shows the page before"), TRY_AGAIN))
    return _unmatched(listing, query) if query.narrows else _nothing_yet(listing)


def _none(source: Source, number: int, fails: str, works: str) -> str:
    if number == 1:
        return f"The one {source.id} of this page {fails}."
    return f"None of the {number} {source.plural} of this page {works}."


def _search(listing: Listing) -> Remedy:
    is_all = listing.source.kind is None or listing.source.kind.paging != "open"
    return Remedy("search", f"searches all {listing.source.plural}" if is_all else "searches this page")


def _unmatched(listing: Listing, query: Query) -> Emptiness:
    """No row has what is searched and filtered: each of that, and which key drops it."""
    source, kind = listing.source, listing.source.kind
    filters = [filter_text(source.filters, name, value) for name, value in query.filters]
    terms = [f"“{query.text}”"] if query.text else []
    around = kind.leads_out_to(query.filters) if kind is not None else None
    lines, remedies = [], []
    if query.text:
        remedies.append(Remedy("clear", "clears the search"))
    elif around is not None:
        remedies.append(Remedy("clear", "leaves this folder"))
    if query.text and kind is not None and kind.paging == "open":
        lines.append(f"Only page {query.page} was searched: the server cannot search {source.plural}.")
        if listing.page is not None and query_after(listing.page, +1):
            remedies.append(Remedy("next-page", "searches the next page"))
    if filters:
        remedies.append(Remedy("drop-last-filter", f"drops {filters[-1]}"))
    if len(filters) > 1:
        remedies.append(Remedy("choose-filter", "chooses which filter to drop"))
    if source.filters:
        remedies.append(Remedy("filters", "changes the filters"))
    title = f"No {source.plural} match {', '.join([*terms, *filters])}."
    return Emptiness(title, tuple(lines), tuple(remedies))


def _nothing_yet(listing: Listing) -> Emptiness:
    """What the list is for, and how to come to a first one."""
    source, kind = listing.source, listing.source.kind
    lines, remedies = [kind.about] if kind is not None and kind.about else [], []
    if "create" not in (source.capabilities or ()):
        lines.append(source.reason_against("create"))
    elif error := source.read_only.refuses("create"):
        lines.append(explain(error).sentence)
    else:
        verb = "uploads a file or a folder" if kind is not None and kind.is_uploaded else "makes one"
        remedies.append(Remedy("add", verb))
    if kind is not None and kind.begins_with:
        remedies.append(Remedy(f":{kind.begins_with}", f"shows the {kind.begins_with}"))
    return Emptiness(f"There are no {source.plural} here yet.", tuple(lines), tuple(remedies))
