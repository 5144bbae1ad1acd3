"""A server in memory: what the SDK's classes do for a kind, and every way in which a request can end."""

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Literal, TypeAlias

from aixsdk.exceptions import APIError, BadRequestError, NotFoundError
from tests.aixtui.editing.sequences.probe import UNSEEN, freeze, thaw

Document: TypeAlias = dict[str, Any]
Fate = Literal["answered", "refused", "lost", "unanswered", "not read back"]
"""What becomes of a write: `lost` never arrives, `unanswered` does, and nobody is told either way."""


class Killed(BaseException):
    """The process is gone, here and now."""


class MemoryServer:
    """Holds documents, in place of a client: `PROBE.source(server)` is itself."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.secrets: dict[str, str] = {}
        """The tokens that were sent, by document: they are told to nobody."""
        self.files: dict[str, str] = {}
        """The paths of the files that were sent, by document."""
        self.fates: list[Fate] = []
        """Of the writes to come; those that follow are answered."""
        self.creations = 0
        self.writes: list[tuple[Document, Document]] = []
        """Documents before and after each write from the app that arrived; none before a new one."""
        self.cross: Callable[[], None] = lambda: None
        """Called wherever a process may end: before a request, where the server has it, and behind it."""
        self.arriving: Callable[[], None] = lambda: None
        """Called when a write comes."""
        self.unanswered: Callable[[], None] = lambda: None
        """What happens while an answer is waited for that never comes."""
        self._unreadable = False

    def get(self, probe_id: str) -> "Probe":
        """One document."""
        self.cross()
        if self._unreadable:
            self._unreadable = False
            raise APIError("The line is cut.")
        if probe_id not in self.documents:
            raise NotFoundError("There is no such probe.")
        probe = Probe(self, probe_id, self.documents[probe_id])
        self.cross()
        return probe

    def search(self, *, query: str = "", page_number: int, page_size: int, **_: Any) -> SimpleNamespace:
        """A page of the documents whose names hold a text."""
        self.cross()
        named = {one: document for one, document in self.documents.items() if query in document["name"]}
        pages = -(-len(named) // page_size)
        ids = [*named][page_number * page_size :][:page_size]
        probes = [Probe(self, one, named[one]) for one in ids]
        return SimpleNamespace(results=probes, errors=[], total=len(named), page_total=pages)

    def from_dict(self, document: Document) -> "Probe":
        """One that is not on the server any more, as it was."""
        return Probe(self, "", document)

    def __call__(self, **attributes: Any) -> "Probe":
        """One that is not on the server yet."""
        return Probe(self, "", {}, attributes)

    def put(self, probe_id: str, attributes: Mapping[str, Any]) -> None:
        """Change a document, as whoever does it."""
        document = self.documents.setdefault(probe_id, {})
        known = {name: freeze(name, value) for name, value in attributes.items() if name not in UNSEEN}
        self.documents[probe_id] = document | known

    def reconnect(self) -> None:
        """What was to go wrong was the fate of a process that is gone."""
        self.fates.clear()
        self._unreadable = False

    def write(self, probe_id: str, attributes: Mapping[str, Any], like: Document) -> str:
        """Take a write of the app, unless its fate is another one; the id of what was written.

        A new one begins `like` the one that it is a clone of.
        """
        self.arriving()
        fate = self.fates.pop(0) if self.fates else "answered"
        self.cross()
        if fate == "refused":
            raise BadRequestError("err.name_already_exists")
        if fate != "lost":
            before = json.loads(json.dumps(self.documents.get(probe_id, like)))
            self.creations += not probe_id
            probe_id = probe_id or f"made-{self.creations}"
            self.documents.setdefault(probe_id, before)
            self.put(probe_id, attributes)
            if "token" in attributes:
                self.secrets[probe_id] = attributes["token"]
            if attributes.get("bundle") is not None:
                self.files[probe_id] = str(attributes["bundle"])
            self.writes.append((before, self.documents[probe_id]))
        self.cross()
        if fate in ("lost", "unanswered"):
            self.unanswered()
            error = APIError("The server did not answer within 300 seconds.")
            error.outcome_unknown = True
            raise error
        self._unreadable = fate == "not read back"
        return probe_id


class Probe:
    """A resource as the SDK makes one of a document."""

    id: str
    name: str

    def __init__(
        self, server: MemoryServer, probe_id: str, document: Document, attributes: Mapping[str, Any] = {}
    ) -> None:
        copied = json.loads(json.dumps(document))
        vars(self).update({name: thaw(name, value) for name, value in copied.items()})
        self.id, self._server, self._document, self._set = probe_id, server, copied, dict(attributes)

    def save(self, on_progress: Callable[[int, int], None] = lambda *_: None, **attributes: Any) -> "Probe":
        """Send what was set; `as_draft` is for the server alone."""
        sent = self._set | {name: value for name, value in attributes.items() if name != "as_draft"}
        on_progress(1, 2)
        made = self._server.write(self.id, sent, {} if self.id else self._document)
        return Probe(self._server, made, self._server.documents[made])

    def delete(self) -> None:
        """Take it off the server."""
        del self._server.documents[self.id]

    def clone(self, **attributes: Any) -> "Probe":
        """One that is not on the server yet, and like this in all else."""
        return Probe(self._server, "", self._document, attributes)

    def stored(self, name: str) -> Any:
        """What the document says under a name."""
        return self._document.get(name)

    def to_dict(self) -> Document:
        """The document."""
        return dict(self._document)
