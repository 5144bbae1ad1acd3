"""What is said before resources are deleted: who uses them, what goes with them, what comes back. Pure."""

from collections.abc import Iterable, Sequence

from aixtui.editing.referrers import Referrers
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.comeback import KEPT_TOO, about
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.links import Link
from aixtui.kindspec.plain_text import counted

FOR_GOOD = "This cannot be undone."
NOT_KEPT = "It cannot be kept here, so this cannot be undone."
NONE_KEPT = "They cannot be kept here, so this cannot be undone."
PERHAPS_USED = "It may be in use: not all lists could be looked through."
PERHAPS_MORE = "More may be in use: not all lists could be looked through."
MOST_NAMED = 3
"""Those that a sentence names; of more it says how many they are."""


def signs_in_with(keys: Sequence[Resource]) -> str:
    """That the app itself uses one of the keys, as a sentence; empty where it uses none of them."""
    if not keys:
        return ""
    names = _listed([clean(key.name) for key in keys])
    return f"aixtui signs in with {names}: without it nothing of this workspace can be reached."


def used_by(kind: Kind, users: Referrers) -> str:
    """Who uses one resource, as a sentence; empty where nobody is known to."""
    links = those_left(kind, users.links)
    if not links:
        return "" if users.is_complete else PERHAPS_USED
    more = "" if users.is_complete else ", and perhaps by others"
    return f"Used by {in_words(links)}{more}."


def how_many_used(kind: Kind, count: int, users: Referrers) -> str:
    """How many of some resources are in use, as sentences."""
    used = {use.used_id for use in users.uses if use.link in those_left(kind, users.links)}
    said = f"{len(used)} of the {count} {'is' if len(used) == 1 else 'are'} in use." if used else ""
    return " ".join(filter(None, (said, "" if users.is_complete else PERHAPS_MORE)))


def goes_along(kind: Kind, count: int, users: Referrers) -> str:
    """What the platform deletes with them, as a sentence; empty where there is nothing."""
    taken = [link for link in users.links if link.kind == kind.comeback.takes]
    if kind.comeback.takes and not users.is_complete:
        return about(f"All {{its}} {_plural(kind.comeback.takes)} go with {{it}}.", count)
    if not taken:
        return ""
    verb = "goes" if len(taken) == 1 else "go"
    words = in_words(taken)
    return f"{words[0].upper()}{words[1:]} {verb} with {about('{it}', count)}."


def promise(kind: Kind, resources: Sequence[Resource], undo: str, *, can_keep: bool) -> str:
    """Whether it can be undone, and how: `undo` is what is done for that."""
    count = len(resources)
    reasons = [reason for one in resources if (reason := kind.comeback.reason_against(one))]
    if len(reasons) == count:
        return FOR_GOOD
    if not can_keep:
        return NOT_KEPT if count == 1 else NONE_KEPT
    but = f"{counted(len(reasons), 'does', 'do')} not come back. {reasons[0]}" if reasons else ""
    kept = about(KEPT_TOO, count) if kind.comeback.source else ""
    return " ".join(filter(None, [brought_back(count, undo), kept, about(kind.comeback.lacks, count), but]))


def brought_back(count: int, undo: str) -> str:
    """How so many that were deleted come back, as a sentence."""
    return f"{undo} makes {'it' if count == 1 else 'each'} again, with a new id."


def those_left(kind: Kind, links: Iterable[Link]) -> tuple[Link, ...]:
    """Those of them that are still there after the deletion."""
    return tuple(link for link in links if link.kind != kind.comeback.takes)


def in_words(links: Sequence[Link]) -> str:
    """Few by their names, more by their number: `the agents A and B`, `12 agents and 1 session`."""
    by_kind: dict[str, list[str]] = {}
    for link in links:
        by_kind.setdefault(link.kind, []).append(link.label)
    if len(links) > MOST_NAMED:
        return _listed([counted(len(names), kind, _plural(kind)) for kind, names in by_kind.items()])
    return _listed(
        [
            f"the {kind if len(names) == 1 else _plural(kind)} {_listed(names)}"
            for kind, names in by_kind.items()
        ]
    )


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _plural(kind_id: str) -> str:
    return next(kind.plural for kind in KINDS if kind.id == kind_id)
