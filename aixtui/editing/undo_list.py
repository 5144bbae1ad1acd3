"""The last saves and deletions from here, each to be taken back."""

from collections.abc import Iterator, Sequence

from aixtui.editing.kept_state import KeptState
from aixtui.editing.taking_back import TakingBack
from aixtui.face import Choice, Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.references import ids_in
from aixtui.stores.kept_documents import KeptDocument, KeptDocuments, KeptEntry
from aixtui.stores.sqlite_file import CorruptError
from aixtui.system import clock
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

MOST, MOST_FIELDS = 50, 3
"""How many are offered, and how many fields of each are shown."""
MOST_LETTERS, MOST_ALIKE = 100, 8
"""How much there is of a text, of which the list shows what fits, and how much of what both begin with."""


class UndoList:
    """Those of the workspace, whichever window they came from."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._face = session, face
        self._taking_back = TakingBack(session, subject, face)

    @property
    def reason_against(self) -> Exception | None:
        """Why nothing can be taken back in this workspace; None where it can."""
        return self._session.read_only.refuses("save")

    async def open(self) -> None:
        """Have the user choose one, and open its form. Nothing is sent before that is saved."""
        journal, workspace = await self._session.journal(), self._session.workspace_name
        if journal.problem is not None:
            self._face.problem(journal.problem)
        try:
            choices = await self._session.bridge.read(lambda: _choices(journal.kept, workspace))
            if not choices:
                self._face.tell("Nothing was saved or deleted from here yet.")
                return
            chosen = await self._face.choose("Saved and deleted from here", lambda _: choices)
            if chosen is None:
                return
            kept = await self._session.bridge.read(lambda: journal.kept.get(workspace, int(chosen)))
            if kept is None:
                self._face.tell("That is not kept any more.", warning=True)
            else:
                await self._taking_back.take_back(kept)
        except Exception as error:
            self._face.problem(error)


def _choices(store: KeptDocuments, workspace: str) -> Sequence[Choice]:
    entries = store.entries(workspace)[:MOST]
    return [Choice(str(one.id), clean(one.name), _note(store, workspace, one)) for one in entries]


def _note(store: KeptDocuments, workspace: str, entry: KeptEntry) -> str:
    """What was done when, and below that the difference it made."""
    age = clock.age_text((clock.now() - entry.kept_at).total_seconds())
    head = f"{clean(entry.kind)}, {entry.act} {age} ago"
    try:
        kept = store.get(workspace, entry.id)
    except CorruptError:  # the others can be taken back all the same
        lines = ["What it was is damaged."]
    else:
        lines = [] if kept is None else list(_difference(kept))
    return "\n".join([head, *(f"    {line}" for line in lines)])


def _difference(kept: KeptDocument) -> Iterator[str]:
    before, kind = KeptState.from_json(kept.before), find_kind(kept.entry.kind)
    if kept.after is None:
        yield before.why_gone or "Comes back with a new id."
        return
    after = KeptState.from_json(kept.after)
    names = {**after.names, **before.names}
    fields = [
        field
        for field in (kind.fields if kind is not None else ())
        if field.name in after.texts and before.texts.get(field.name) != after.texts[field.name]
    ]
    for field in fields[:MOST_FIELDS]:
        was, became = (_line(field, one.texts.get(field.name, ""), names) for one in (before, after))
        start = max(_alike(was, became) - MOST_ALIKE, 0)
        yield f"{field.label}: {_part(was, start)}"
        yield f"  → {_part(became, start)}"
    if len(fields) > MOST_FIELDS:
        yield f"and {len(fields) - MOST_FIELDS} more"


def _line(field: Field, text: str, names: dict[str, str]) -> str:
    """A text of a field on one line, with names in the place of ids."""
    if field.reference is not None:
        text = ", ".join(clean(names.get(one, one)) for one in ids_in(text))
    return " ".join(clean(text).split())


def _alike(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)


def _part(line: str, start: int) -> str:
    part = line[start : start + MOST_LETTERS]
    return (f"…{part}" if start else part) or "nothing"
