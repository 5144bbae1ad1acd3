"""A kind of resource, described as data: how it is listed, shown, edited and run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from aixtui.kindspec.asset_actions import AssetAction, RunActions
from aixtui.kindspec.cells import Cell, text
from aixtui.kindspec.comeback import NO_COMEBACK, Comeback
from aixtui.kindspec.field import Field
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.handed_over import HandedOver
from aixtui.kindspec.links import Links
from aixtui.kindspec.resource import Resource as Resource
from aixtui.kindspec.results import Reading

if TYPE_CHECKING:
    from aixsdk import Aixplain


class Column(NamedTuple):
    """One column: its heading together with the way to a cell."""

    id: str
    label: str
    value: Callable[[Resource], Cell]
    width: int = 12
    """Cells it wants. A column that grows takes what is left over."""
    grow: bool = False
    align: Literal["left", "right"] = "left"
    wide: bool = False
    """Shown only where there is room to spare."""
    sort: str = ""
    """The server's name for sorting by this column; empty where it cannot."""
    sort_note: str = ""
    """What that order leaves out of account, going on from the name of the column."""
    is_announced: bool = False
    """Whether it is there only where some document says something in it. Such columns are the last ones."""
    is_age: bool = False
    """Whether its cells say how long ago something was, by `cells.age`: they are other ones later."""
    links: Links | None = None
    """The resources that it names by their ids alone: their names stand there once they are known."""
    is_searched: bool = False
    """Whether the words of a search are marked in it, as they are in the first column."""


class Fact(NamedTuple):
    """One labelled value of a detail section. A block may have many lines; None leaves it out."""

    label: str
    value: Callable[[Resource], Cell | str | None]
    links: Links = lambda _: ()
    """The resources that it names: they stand in place of the value, each by its name once that is known."""


def linked(label: str, links: Links, unset: str = "") -> Fact:
    """A fact that is nothing but the resources it names; `unset` is what holds where it names none."""

    def value(resource: Resource) -> Cell:
        names = ", ".join(link.label for link in links(resource))
        return Cell(unset, "muted") if unset and not names else text(names)

    return Fact(label, value, links)


class Section(NamedTuple):
    """Facts under one heading."""

    title: str
    facts: tuple[Fact, ...]


class Making(NamedTuple):
    """What a new resource is made of: one of another kind, in one of some ways."""

    of: str
    """Id of the kind that it is made of."""
    ways: Callable[[Resource], tuple[str, ...]]
    """The ways there are for this one."""
    kind: Callable[[Resource, str], Kind]
    """A kind whose new resources are made of this one in a way: its fields are what has to be said."""
    way_word: Callable[[str], str]
    """What one of the ways is called."""
    verb: str
    """What making one is called, as a label."""
    made_of: Callable[[Resource], str] = lambda _: ""
    """The id of what one was made of; empty where nobody knows."""


class MadeOf(NamedTuple):
    """What one new resource is made of, and how."""

    source_id: str
    way: str


Paging = Literal["counted", "open", "none"]


class Kind(NamedTuple):
    """All that the generic screens need to know about one kind."""

    id: str
    plural: str
    label: str
    source: Callable[[Aixplain], Any]
    """Where resources come from: an SDK class bound to a client, or any local object with the same methods.

    `search(**arguments)` returns something with the results, errors, total and page_total of the SDK's Page;
    `get(id)` a resource with an id, a name and `to_dict()`. What else it has (run, delete, messages) can be
    done.
    """
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    about: str = ""
    """What such a resource is for, as a sentence."""
    begins_with: str = ""
    """Plural of the kind that a first one is made with, where that is another one."""
    making: Making | None = None
    """What a new one is made of, where it is made of another resource."""
    makes: Making | None = None
    """What is made of one of these."""
    made_of: MadeOf | None = None
    """What its new resource is made of, of a kind that is there for this one alone."""
    hands_over: Callable[[Resource], HandedOver | None] = lambda _: None
    """What is to be told of a new one, as it was made, and never again."""
    hands_over_again: Callable[[Resource], HandedOver | None] = lambda _: None
    """The same of one that was changed."""
    word_for: Callable[[Resource], str] = lambda _: ""
    """What one is called where that is another word than the id of its kind, as `folder` is."""
    holds: Callable[[Resource], str] | None = None
    """What is lost with one, as a sentence, by all that the server tells of it; empty where nothing is."""
    comeback: Comeback = NO_COMEBACK
    """How a deleted one is made again."""
    is_published: Callable[[Resource], bool] = lambda _: False
    """Whether others may have come to rely on it: then its name is typed to delete it."""
    key_of: Callable[[Resource], str] = lambda _: ""
    """The key that it is, masked, of a kind whose resources are keys."""
    fields: tuple[Field, ...] = ()
    edited_as: Callable[[Kind, Resource], Kind] = lambda kind, _: kind
    """The kind with all that can be said of one resource; the server may be asked for it."""
    disagrees: Callable[[Mapping[str, str]], Mapping[str, str]] = lambda _: {}
    """What the texts of several fields cannot be together, as a sentence at one of them."""
    filters: tuple[Filter, ...] = ()
    aliases: tuple[str, ...] = ()
    sort: str = ""
    """The sort of a first visit, as `field` or `-field`; empty leaves the order to the server."""
    first_filters: tuple[tuple[str, str], ...] = ()
    """The filters of a first visit, where the server takes them."""
    inputs: Callable[[Resource], tuple[Field, ...]] | None = None
    """What a run of one is given."""
    actions: Callable[[Resource], tuple[AssetAction, ...]] | None = None
    """What a resource can do, for a kind that has actions; the server is asked for them."""
    run_actions: RunActions | None = None
    """How one of its actions is run, for a kind that is run action by action."""
    arguments: Callable[[Resource, dict[str, Any]], dict[str, Any]] = lambda _, values: values
    """From the values of the form to the arguments of the SDK's run."""
    streams: Callable[[Resource, dict[str, Any]], bool] = lambda *_: False
    """Whether a run with these values can be read piece by piece, as it is written."""
    example: Callable[[Resource], dict[str, Any]] = lambda _: {}
    """Values to show a run with, where the inputs say too little; the server may be asked for them."""
    read_result: Callable[[Any], Reading] = lambda result: Reading(output=result.data)
    """What one reply of a run means."""
    gives_markdown: Callable[[Resource], bool] = lambda _: False
    """Whether the text that a run of it gives is Markdown."""
    why_not_run: Callable[[Resource], str] = lambda _: ""
    """Why the server cannot run this one, as a sentence; empty where it can, or does not say."""
    why_not_clone: Callable[[Resource], str] = lambda _: ""
    """Why this one cannot be cloned, as a sentence; empty where it can."""
    members: Links = lambda _: ()
    """What it works with that the server can copy along with it, of a kind that the server duplicates."""
    has_drafts: bool = False
    """Whether one can be saved as a draft, which is not published, and be onboarded later."""
    run_instead: Callable[[Resource], tuple[tuple[str, str], ...]] = lambda _: ()
    """The filters that find what can be run in the place of one that cannot."""
    hidden_capabilities: frozenset[str] = frozenset()
    """Capabilities that its source has or its fields would give, and that are not offered."""
    reasons: Mapping[str, str] = {}
    """Why a capability is missing, as a sentence, where `reason_against` says too little by itself."""
    search_with: Mapping[str, Any] = {}
    """Arguments of every search, for a kind that is a part of its SDK class."""
    opens_into: Callable[[Resource], tuple[tuple[str, str], ...]] = lambda _: ()
    """The filters of the list that a resource opens into, as a folder does; none opens its own page."""
    leads_out_to: Callable[[tuple[tuple[str, str], ...]], tuple[tuple[str, str], ...] | None] = lambda _: None
    """The filters of the list around the one that these filters make; None where there is none."""
    file_ending: str = ""
    """What the name of a saved copy ends with, where that is not its own name."""
    document_path: str = ""
    """Where the platform has its documents, if that is another place than its SDK class names."""
    is_kept: bool = True
    """Whether the pages of its lists that were seen may be kept on disk: they hold nothing that is secret."""
    paging: Paging = "counted"
    """`counted`: the server pages, counts and searches. `open`: it pages, and does neither of the others.
    `none`: it sends everything at once, and neither pages nor searches."""

    def fields_of(self, resource: Resource | None) -> tuple[Field, ...]:
        """What may be said of a resource, or of a new one."""
        other = "stored" if resource is None else "new"
        return tuple(field for field in self.fields if field.when != other)

    @property
    def is_uploaded(self) -> bool:
        """Whether a new one is made of a file or a folder of this machine."""
        return any(field.is_path for field in self.fields_of(None))

    def columns_there(self, *, announced: bool) -> tuple[Column, ...]:
        """The columns on a server whose documents speak of what is announced, or do not."""
        return tuple(column for column in self.columns if announced or not column.is_announced)

    @property
    def search_hint(self) -> str:
        """What a search of it does, in the words of a field that is empty."""
        if self.paging == "counted":
            return f"search {self.plural} on the server"
        return (
            f"find in this page of {self.plural}" if self.paging == "open" else f"find in all {self.plural}"
        )


_MISSING = {
    "run": "{kinds} are nothing to run.",
    "messages": "Only sessions have messages.",
    "create": "{kinds} are not made here.",
    "save": "{kinds} are not edited here.",
    "clone": "{kinds} are not cloned here.",
    "duplicate": "{kinds} are not duplicated by the server.",
    "onboard": "{kinds} are no drafts at any time: there is nothing to onboard.",
    "delete": "{kinds} are not deleted here.",
    "download": "{kinds} hold nothing that could be saved to disk.",
}


def reason_against(kind: Kind, capability: str) -> str:
    """Why a kind cannot do something, as a sentence."""
    return kind.reasons.get(capability) or _MISSING[capability].format(kinds=kind.plural.capitalize())
