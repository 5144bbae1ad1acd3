"""The last saves and deletions from here, each to be taken back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aixtui.editing.kept_content import KeptContent
from aixtui.editing.kept_difference import KeptDifference
from aixtui.editing.resource_names import learn_names
from aixtui.editing.taking_back import TakingBack
from aixtui.face import Choice, Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.stores.kept_documents import KeptDocuments, KeptEntry
from aixtui.stores.sqlite_file import CorruptError
from aixtui.system import clock
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

MOST = 50
"""How many are offered."""
_NAMES = "names of what was kept"


class KeptChange(NamedTuple):
    """One of them, and the difference it made."""

    entry: KeptEntry
    difference: KeptDifference

    def choice(self, names: Mapping[str, str]) -> Choice:
        """What was done when, and below that the difference it made, or what comes back."""
        entry = self.entry
        age = clock.age_text((clock.now() - entry.kept_at).total_seconds())
        lines = [
            f"{clean(entry.kind)}, {entry.act} {age} ago",
            *(f"    {line}" for line in self.difference.lines(names)),
        ]
        return Choice(str(entry.id), clean(entry.name), "\n".join(lines))


class UndoList:
    """Those of the workspace, whichever window they came from."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._face = session, face
        self._content = KeptContent(session, face)
        self._taking_back = TakingBack(session, subject, face)

    async def open(self) -> None:
        """Have the user choose one, and open its form. Nothing is sent before that is saved."""
        try:
            await self._session.know_workspace()
            journal, workspace = await self._session.journal(), self._session.workspace_name
            if journal.problem is not None:
                self._face.problem(journal.problem)
            found = await self._session.bridge.read(lambda: read_changes(journal.kept, workspace))
            if not found:
                self._face.tell("Nothing was saved or deleted from here yet.")
                return
            chosen = await self._choose(found)
            if chosen is None:
                return
            kept = await self._session.bridge.read(lambda: journal.kept.get(workspace, int(chosen)))
            if kept is None:
                self._face.tell("That is not kept any more.", warning=True)
            elif await self._content.ask(kept):
                await self._taking_back.take_back(kept)
        except Exception as error:
            self._face.problem(error)

    async def _choose(self, found: Sequence[KeptChange]) -> str | None:
        """The names of what it refers to come while the user looks at it."""
        names, learnt = dict[str, str](), Notice()
        for one in found:
            names |= one.difference.names
        unnamed = [named for one in found for named in one.difference.unnamed]
        self._face.start(learn_names(self._session, names, unnamed, learnt), _NAMES)
        try:
            return await self._face.choose(
                "Saved and deleted from here", lambda _: [one.choice(names) for one in found], changed=learnt
            )
        finally:
            self._face.stop(_NAMES)


def read_changes(store: KeptDocuments, workspace: str) -> tuple[KeptChange, ...]:
    """The latest first; one that is damaged hides no other.

    Raises:
        StoreError: the journal cannot be read.
    """
    found = []
    for entry in store.entries(workspace)[:MOST]:
        try:
            kept = store.get(workspace, entry.id)
        except CorruptError:
            found.append(KeptChange(entry, KeptDifference({}, None, (), {}, ("What it was is damaged.",))))
        else:
            if kept is not None:  # else it was dropped just now
                found.append(KeptChange(entry, KeptDifference.of(kept, find_kind(entry.kind))))
    return tuple(found)
