"""The one door between the interface and the SDK: a few blocking verbs over a kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from aixtui.kindspec.code import Snippet
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.message import ChatMessage, message
from aixtui.kindspec.overview import ShownSection
from aixtui.kindspec.results import RunEvent
from aixtui.kindspec.what_it_takes import what_it_takes
from aixtui.settings.read_only import ReadOnly
from aixtui.workspace.capabilities import capabilities_of
from aixtui.workspace.client import Fallbacks, client_of
from aixtui.workspace.code import RunValues, SentRun, code_of, sent_run
from aixtui.workspace.documents import document_of
from aixtui.workspace.named_files import NamedFiles
from aixtui.workspace.place import Place
from aixtui.workspace.query import Query
from aixtui.workspace.resource_writes import OnSent, Progress, make, make_like, remove, save_over
from aixtui.workspace.rows import RowPage
from aixtui.workspace.run_events import Steps, events_in_one_go, finished_event
from aixtui.workspace.run_stream import stream_events
from aixtui.workspace.run_watch import kept_events, rewatched_events
from aixtui.workspace.server_page import read_page
from aixtui.workspace.shortages import shortages_of
from aixtui.workspace.wire_fields import WireFields

if TYPE_CHECKING:
    from aixsdk import Aixplain
    from aixtui.settings.connection import ConnectionSettings

T = TypeVar("T")


class WorkspaceGateway:
    """One account on one backend. All methods block; errors are the SDK's, see `problems.explain`.

    What changes something raises `ReadOnlyError` before anything is sent, where the workspace is only read.
    """

    def __init__(self, aix: Aixplain, read_only: ReadOnly = ReadOnly(), place: Place = Place()) -> None:  # noqa: B008  # values
        self._aix, self.read_only, self.files, self.place = aix, read_only, NamedFiles(aix), place

    @classmethod
    def open(cls, connection: ConnectionSettings, fallbacks: Fallbacks = Fallbacks()) -> WorkspaceGateway:  # noqa: B008  # values
        """Make the client for a connection that has a key. Nothing is sent yet."""
        return cls(client_of(connection, fallbacks), connection.read_only, Place.of(connection))

    def close(self) -> None:
        """Close the connections."""
        self._aix.close()

    def check(self) -> None:
        """Ask the backend for one model, which proves address and key."""
        self._aix.Model.search(page_size=1)

    def capabilities(self, kind: Kind) -> frozenset[str]:
        """What can be done with a kind, such as `search get run delete messages save clone create`."""
        return capabilities_of(kind, kind.source(self._aix))

    def search(self, kind: Kind, query: Query, *, longest_wait: float = math.inf) -> RowPage:
        """One page of a list, decoded and formatted.

        Where the backend asks to come back later than in `longest_wait` seconds, the error says when.
        """
        return read_page(kind.source(self._aix), kind, query, longest_wait=longest_wait)

    def get(self, kind: Kind, resource_id: str) -> Resource:
        """One resource by id or path."""
        return kind.source(self._aix).get(resource_id)

    def to_edit(self, kind: Kind, resource_id: str) -> tuple[Kind, Resource]:
        """A resource as `get` has it, and the kind with all that can be said of it."""
        resource = self.get(kind, resource_id)
        return kind.edited_as(kind, resource), resource

    def document(self, resource: Resource) -> dict[str, Any]:
        """The resource as the wire has it, without secrets."""
        return document_of(resource)

    def wire_fields(self, kind: Kind, resource: Resource | None) -> WireFields:
        """Where fields are in the documents of a resource, or of a new one. Sends nothing."""
        fields = kind.fields_of(resource)
        names = {field.name for field in fields}
        others = (field for field in kind.fields if field.name not in names)
        return WireFields((*fields, *others), kind.source(self._aix))

    def ask(self, kind: Kind, question: Callable[[Any], T]) -> T:
        """What a question to the source of a kind comes to; such a question changes nothing."""
        return question(kind.source(self._aix))

    def send(self, method: str, path: str, document: Any = None) -> Any:
        """The reply to a request of one's own; a GET has the document as its query.

        Raises:
            UntrustedURLError: the key does not go to that address.
        """
        if method != "GET":
            self.read_only.check("save")
        return self._aix.client.request(method, path, **{"params" if method == "GET" else "json": document})

    def code(self, kind: Kind, resource: Resource) -> tuple[Snippet, ...]:
        """What reads and runs it elsewhere; nothing where it does not come from the platform."""
        can_run = "run" in self.capabilities(kind)
        return code_of(self._aix, kind, resource, can_run=can_run, options=self.place.options)

    def sent_run(self, kind: Kind, resource: Resource, inputs: RunValues) -> SentRun:
        """What a run with these values sends; nothing is sent."""
        return sent_run(self._aix, kind, resource, inputs, self.place.options)

    def what_it_takes(self, kind: Kind, resource: Resource) -> tuple[ShownSection, ...]:
        """What it is run with, or what it can do; nothing where it takes no inputs or has no actions."""
        return what_it_takes(kind, resource)

    def messages(self, resource: Resource) -> tuple[ChatMessage, ...]:
        """All messages of a session, oldest first."""
        return tuple(message(item) for item in resource.messages())

    def create(
        self,
        kind: Kind,
        values: Mapping[str, str],
        on_sent: OnSent = lambda _: None,
        like: Mapping[str, Any] | None = None,
        on_progress: Progress | None = None,
    ) -> Resource:
        """Make a new resource and return it as the server has it.

        `on_sent` is told at once what came of it, with what the server says only then; also where files of it
        could not be sent. `on_progress` is told how far files are. With the document of a resource that is
        gone it is `like` that one in all that the values do not say.

        Raises:
            InvalidValueError: before anything is sent, when a text is not what its field takes.
        """
        self.read_only.check("upload" if kind.is_uploaded else "create")
        source = kind.source(self._aix)
        if like is None:
            made = make(source, kind, values, on_sent, on_progress)
        else:
            made = make_like(kind, source.from_dict(like), values, on_sent)
        return self._reload(kind, made)

    def download(self, resource: Resource, target: Path, on_progress: Progress) -> None:
        """Save a resource on this machine; what is there by its name is replaced."""
        resource.download(target, on_progress=on_progress)

    def save(
        self,
        kind: Kind,
        resource: Resource,
        values: Mapping[str, str],
        on_sent: OnSent = lambda _: None,
        earlier: Mapping[str, Any] | None = None,
        on_progress: Progress | None = None,
    ) -> Resource:
        """Change attributes on the server and return the resource as the server has it; drafts stay drafts.

        The given resource is left as it was, so that a refused change can be seen against it. `on_sent` is
        told at once when the server has it. What comes back to a list is as an `earlier` document has it.

        Raises:
            InvalidValueError: before anything is sent, when a text is not what its field takes.
            StaleEditError: one of the attributes has another value there now (unless `overwrite`).
        """
        self.read_only.check("save")
        source = kind.source(self._aix)
        was = None if earlier is None else source.from_dict(earlier)
        return self._reload(kind, save_over(source, kind, resource, values, was, on_sent, on_progress))

    def clone(
        self,
        kind: Kind,
        original: Resource,
        values: Mapping[str, str],
        on_sent: OnSent = lambda _: None,
    ) -> Resource:
        """Make a new resource that holds what a whole one does, but for these values; of a draft a draft.

        Returns it as the server has it; `on_sent` is as for `create`.

        Raises:
            InvalidValueError: before anything is sent, when a text is not what its field takes.
        """
        self.read_only.check("clone")
        return self._reload(kind, make_like(kind, original, values, on_sent))

    def duplicate(self, resource: Resource, name: str, *, with_members: bool) -> Resource:
        """Have the server make a copy under a name, which is a draft; what it says is all there is of it."""
        self.read_only.check("duplicate")
        return resource.duplicate(duplicate_subagents=with_members, name=name)

    def onboard(self, kind: Kind, resource: Resource, *, to_draft: bool = False) -> Resource:
        """Publish it as the server has it, or make a draft of it again; return it as the server has it."""
        self.read_only.check("onboard")
        current = kind.source(self._aix).get(resource.id)
        return self._reload(kind, current.save(as_draft=to_draft))

    def delete(self, resource: Resource, *, missing_ok: bool = False) -> None:
        """Delete it on the server. The given object is then marked as deleted."""
        self.read_only.check("delete")
        remove(resource, missing_ok=missing_ok)

    def run(self, kind: Kind, resource: Resource, values: dict[str, Any]) -> Steps:
        """Run with values that are ready to send and yield what happens until it has finished.

        What can be read as it is written is. Once it was accepted, it is watched across lost connections.
        """
        self.read_only.check("run")
        if kind.streams(resource, values):
            return stream_events(kind, resource, values)
        return kept_events(kind, resource, values)

    def run_with(self, kind: Kind, resource: Resource, values: dict[str, Any]) -> Iterator[RunEvent]:
        """As `run`, with values that are ready to send; in one piece, and no failure is passed over."""
        self.read_only.check("run")  # at once: the events of a run begin when they are asked for
        return events_in_one_go(kind, resource, values)

    def shortages(self) -> tuple[str, ...]:
        """What runs that cost something would be refused for, as sentences."""
        return shortages_of(self._aix)

    def upload_input(self, path: Path, on_progress: Progress) -> str:
        """Upload a file for a run that is about to be sent; its address. It is not kept among the files."""
        from aixsdk.files import FileUploader

        self.read_only.check("run")
        uploader = FileUploader.of(self._aix)
        return uploader.upload(path, return_download_link=True, on_progress=on_progress)

    def watch(self, kind: Kind, resource_id: str, url: str) -> Steps:
        """Ask about a run of a resource that was accepted before, and yield what happens until it is over."""
        return rewatched_events(kind, lambda: self.get(kind, resource_id), self.place.present_url(url))

    def reply(self, kind: Kind, resource: Resource, reply: Mapping[str, Any], url: str) -> RunEvent:
        """What a reply that was kept means; nothing is sent.

        Raises:
            OperationFailedError: it says that the run failed.
        """
        return finished_event(kind, resource.handle_poll_response(dict(reply), url))

    def _reload(self, kind: Kind, resource: Resource) -> Resource:
        return kind.source(self._aix).get(resource.id)
