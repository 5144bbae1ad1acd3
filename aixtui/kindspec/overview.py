"""What a kind says of one resource, as texts: what is shown, searched and copied of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aixtui.kindspec.cells import ABSENT, Cell, clean, text, without_glyph
from aixtui.kindspec.kind import Fact, Kind, Resource
from aixtui.kindspec.links import Link
from aixtui.kindspec.telling_apart import told_apart

Names = Mapping[str, str]
"""Names by id, of what documents name by that alone; or what tells apart what has one name."""
NO_NAMES: Names = {}
BETWEEN = ", "
ABOUT = "about"
"""What a fact without a label is called where it has to be called something."""


class ShownFact(NamedTuple):
    """One fact, clean."""

    label: str
    """Empty for what speaks for itself."""
    value: Cell
    """Of one line or many."""
    links: tuple[Link, ...] = ()
    """The resources that it names and that can be gone to, by the names that are known."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where they stand in the text."""


class ShownSection(NamedTuple):
    """Facts under one heading."""

    title: str
    facts: tuple[ShownFact, ...]
    is_name: bool = False
    """Whether the title is the name of something, to be read as it is written."""

    @property
    def heading(self) -> str:
        """The title as it is shown."""
        return self.title if self.is_name else self.title.upper()

    @property
    def lines(self) -> tuple[str, ...]:
        """What it is searched in: the heading, then the label and the value of each fact."""
        return (self.heading, *(text for fact in self.facts for text in (fact.label, fact.value.text)))


def overview(
    kind: Kind, resource: Resource, names: Names = NO_NAMES, makers: Names = NO_NAMES
) -> tuple[ShownSection, ...]:
    """The sections of a resource, without the facts that it leaves out.

    Of the resources that it names those with one name are told apart: by `makers`, else by their ids.
    """
    labels = _told_apart(names_of(links_of(kind, resource), names), makers)
    return tuple(
        ShownSection(
            section.title,
            tuple(shown for fact in section.facts if (shown := _shown(fact, resource, labels)) is not None),
        )
        for section in kind.sections
    )


def links_of(kind: Kind, resource: Resource) -> list[Link]:
    """The resources that the facts of one name, as far as their ids are known."""
    facts = (fact for section in kind.sections for fact in section.facts)
    return [link for fact in facts for link in fact.links(resource) if link.id]


def names_of(links: Iterable[Link], names: Names) -> dict[str, str]:
    """What each is called, clean, by its id; those of which that is not known are left out."""
    called = ((link.id, clean(names.get(link.id)) or clean(link.name)) for link in links)
    return {link_id: name for link_id, name in called if name}


def _told_apart(called: Names, makers: Names) -> Names:
    counts = Counter(called.values())
    alike = {link_id: name for link_id, name in called.items() if counts[name] > 1}
    return {**called, **{link_id: told_apart(link_id, alike, makers) for link_id in alike}}


def fact_texts(sections: Iterable[ShownSection]) -> dict[str, str]:
    """The value of each fact that has one, by its label; of what it names the ids as well.

    Of a section that is named after something that name is one, too.
    """
    texts: dict[str, str] = {}
    for section in sections:
        if section.is_name:
            texts[section.title] = section.title
        for label, value, links, _ in section.facts:
            name = label or ABOUT
            name = f"{section.title}: {name}" if section.is_name or name in texts else name
            if value.text != ABSENT:
                texts[name] = without_glyph(value.text)
            if links:
                texts[f"{name} id" if len(links) == 1 else f"{name} ids"] = "\n".join(
                    clean(link.id) for link in links
                )
    return texts


def _shown(fact: Fact, resource: Resource, labels: Names) -> ShownFact | None:
    if links := fact.links(resource):
        named = [link._replace(name=labels.get(link.id) or link.label) for link in links]
        return _shown_links(fact.label, named)
    value = fact.value(resource)
    if isinstance(value, str):
        value = Cell(value) if value.strip() else Cell(ABSENT, "muted")
    return value and ShownFact(fact.label, value)


def _shown_links(label: str, links: list[Link]) -> ShownFact:
    spans, start = [], 0
    for link in links:
        spans.append((start, start + len(link.label)))
        start += len(link.label) + len(BETWEEN)
    there = [(link, span) for link, span in zip(links, spans, strict=True) if link.id]
    return ShownFact(
        label,
        text(BETWEEN.join(link.label for link in links)),
        tuple(link for link, _ in there),
        tuple(span for _, span in there),
    )
