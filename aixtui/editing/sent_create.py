"""A new resource that was sent by a process that is gone: whether it was made is read off the server."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from aixtui.editing.form import Form
from aixtui.face import Choice, Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean, parse_time
from aixtui.kindspec.fields import is_same_value, text_of
from aixtui.kindspec.kind import Kind, Resource
from aixtui.stores.draft import StoredDraft
from aixtui.workspace.problems import explain
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway

MOST_PAGES, PAGE_SIZE, MOST_READ = 3, 50, 5
"""Pages of the list that are looked through; how many of the same name are read whole."""
MADE = "made"
"""Nothing is to be typed any more: what was sent was made."""
CLOCKS_DIFFER = timedelta(minutes=15)
"""What is older than the draft by more than this was not made of it, whatever clock the server has."""
_SEARCHED = re.compile(r"[\w .,-]*[A-Za-z0-9][\w .,-]*")
"""Names that any search finds by themselves."""


class SentCreate(NamedTuple):
    """What is known of one."""

    sentence: str
    made: Resource | None = None
    """What came of it, where that is certain."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be done with it; nothing where it is not certain that it was made."""
        if self.made is None:
            return ()
        return (Choice(MADE, f"Go on with {clean(self.made.name)}", "what was typed is all there"),)


async def look_for(form: Form, face: Face, stored: StoredDraft) -> SentCreate | None:
    """Look whether the new resource of a form was made; None where its draft was not being sent."""
    if stored.state != "sending" or form.resource is not None:
        return None
    sent = {name: str(text) for name, text in (stored.sent or {}).items()}
    try:
        with face.busy("looking for what was sent"):
            return await form.session.read(lambda ws: _look(ws, form.kind, stored, sent))
    except Exception as error:
        return _unknown(explain(error).sentence)


def _look(
    workspace: WorkspaceGateway, form_kind: Kind, stored: StoredDraft, sent: Mapping[str, str]
) -> SentCreate:
    kind = find_kind(form_kind.id) or form_kind
    name = sent.get("name", "").strip()
    if not name:
        return _unknown("what was sent had no name to look for.")
    named, is_all = _named(workspace, kind, name)
    new = [one for one in named if not _is_older(one, stored)]
    if not is_all or len(new) > MOST_READ:
        return _unknown(f"not all {kind.plural} could be looked through for its name.")
    if not new:
        return SentCreate(f"It was not made: no {kind.id} of this name has come since.")
    found = [workspace.get(kind, one.id) for one in new]
    alike = [one for one in found if _holds(kind, one, sent)]
    if not alike:
        return _unknown(f"a new {kind.id} of this name is there, and holds something else.")
    if len(alike) > 1:
        return _unknown(f"{len(alike)} new {kind.plural} have this name and hold what was sent.")
    return SentCreate("It was made: what was sent is there.", alike[0])


def _named(workspace: WorkspaceGateway, kind: Kind, name: str) -> tuple[list[Resource], bool]:
    """Those of a name, and whether there can be no others."""
    text, named = name if kind.paging == "counted" else "", list[Resource]()
    page, pages, is_all = 1, 1, _SEARCHED.fullmatch(name) is not None or not text
    while page <= min(pages, MOST_PAGES):
        found = workspace.search(kind, Query(text, page=page, size=PAGE_SIZE))
        named += [row.resource for row in found.rows if (row.resource.name or "").strip() == name]
        is_all = is_all and not found.unreadable and not found.cut
        page, pages = page + 1, found.pages or page
    return named, is_all and pages <= MOST_PAGES


def _is_older(resource: Resource, stored: StoredDraft) -> bool:
    """Whether it was there before what was sent had been typed."""
    made_at = parse_time(getattr(resource, "created_at", None))
    return made_at is not None and made_at < stored.draft.read_at - CLOCKS_DIFFER


def _holds(kind: Kind, resource: Resource, sent: Mapping[str, str]) -> bool:
    """Whether it has what was sent, as far as it is told."""
    told = [field for field in kind.fields_of(resource) if not (field.is_secret or field.is_path)]
    return all(
        is_same_value(field, text_of(field, resource), sent[field.name])
        for field in told
        if field.name in sent
    )


def _unknown(why: str) -> SentCreate:
    return SentCreate(f"Whether it was made cannot be told: {why}")
