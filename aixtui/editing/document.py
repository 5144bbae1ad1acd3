"""One resource that is looked at: what the list had at once, what the server has once it answers."""

from collections.abc import Callable, Sequence
from functools import partial

from aixtui.editing.document_tabs import FIRST, NONE_THERE, Tab, shown_takes, tabs_of
from aixtui.editing.lazy_part import LazyPart
from aixtui.editing.related import Related
from aixtui.editing.surroundings import Surroundings
from aixtui.face import Face
from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.code import Snippet
from aixtui.kindspec.kind import Kind, Resource, reason_against
from aixtui.kindspec.links import Link
from aixtui.kindspec.overview import ShownSection, fact_texts, overview
from aixtui.workspace.activity import Activity
from aixtui.workspace.copies import Copies
from aixtui.workspace.folded_json import FoldedJson, JsonLines
from aixtui.workspace.notice import Notice
from aixtui.workspace.rows import Row
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject
from aixtui.workspace.tab_search import TabSearch
from aixtui.workspace.workspace import WorkspaceGateway

NO_CODE = (Snippet("Code", "There is none: it does not come from the platform."),)


class Document:
    """Follows the resource through edits and clones.

    `parent` is what it was opened from; `address_of` makes an address from an id and a tab. `surroundings`
    are what can be reached from it.
    """

    def __init__(
        self,
        session: AppSession,
        kind: Kind,
        resource: Resource,
        capabilities: frozenset[str] | None,
        parent: Subject,
        *,
        address_of: Callable[[str, str], str],
        tab: str = "",
        surroundings: Surroundings | None = None,
    ) -> None:
        self._session, self._parent, self._address_of = session, parent, address_of
        self.kind, self.resource, self.capabilities = kind, resource, capabilities
        self.changed, self.activity = Notice(), Activity()
        self.tabs = tabs_of(kind)
        self.tab: Tab = next((one for one in self.tabs if one == tab), FIRST)
        self.neighbours = surroundings.neighbours if surroundings is not None else None
        """The list it was opened from, if it was."""
        self.related = Related(session, surroundings)
        self.json = FoldedJson()
        """The document as JSON; empty until it has come."""
        self._code = LazyPart(
            session, "asking how it is run", lambda ws, kind, resource: ws.code(kind, resource) or NO_CODE
        )
        self._takes = LazyPart(session, "asking what it takes", WorkspaceGateway.what_it_takes)
        for part in (self._code, self._takes):
            part.changed.listen(self._show_part)
        self.search = TabSearch(lambda: self._lines)
        """The search in the tab that is looked at."""
        self.changed.listen(self.search.look_again)
        self.search.arrived.listen(self._reveal)
        self.caption = ""
        """What it is known by; empty until it has come."""
        self._is_loading = False
        self.is_changed = self.is_over = False
        """Whether anything was changed on the server from here; and whether the user has left it."""
        self._face: Face | None = None

    @property
    def marked_rows(self) -> tuple[Row, ...]:
        """None: it is one resource."""
        return ()

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What the list was narrowed by that it was opened from; of another kind it says nothing here."""
        return self._parent.filters if self._parent.kind == self.kind else ()

    @property
    def name(self) -> str:
        """The resource's name, clean."""
        return clean(self.resource.name)

    @property
    def sections(self) -> tuple[ShownSection, ...]:
        """Its facts."""
        return overview(self.kind, self.resource, self.related.names, self.related.makers)

    @property
    def code(self) -> tuple[Snippet, ...] | None:
        """What reads and runs it elsewhere, or why that is not known; None until the tab was looked at."""
        return (Snippet("Code", self._code.problem),) if self._code.problem else self._code.content

    @property
    def takes(self) -> tuple[ShownSection, ...]:
        """What it is run with, or what it can do; else why there is nothing to be seen."""
        return shown_takes(self.kind, self.tab, self._takes) if self.tab in NONE_THERE else ()

    @property
    def _lines(self) -> Sequence[str]:
        """What is searched: the JSON, the code, or the sections that are shown."""
        if self.tab == "json":
            return self.json.source.lines
        if self.tab == "code":
            return [line for one in self.code or () for line in (one.title, *one.text.split("\n"))]
        sections = self.sections if self.tab == FIRST else self.takes
        return [line for section in sections for line in section.lines]

    def _reveal(self) -> None:
        """Have the match that one is on among the lines of the JSON that are seen."""
        match = self.search.current
        if match is not None and self.tab == "json":
            self.json.reveal(match.line, match.start)

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """The resources that it names and that can be opened, each with the label of its fact."""
        facts = (fact for section in self.sections for fact in section.facts)
        links = ((fact.label, link) for fact in facts for link in fact.links)
        return tuple(one for one in links if self.related.can_open(one[1]))

    @property
    def address_text(self) -> str:
        """Where it is, as `aixtui open` takes it."""
        return self._address_of(self.resource.id, "" if self.tab == FIRST else self.tab)

    def copies(self) -> Copies:
        """What can be copied of it."""
        texts = {one.title: one.text for one in self.code or () if self.tab == "code"}
        if self.tab in NONE_THERE and self._takes.content:
            texts |= fact_texts(self._takes.content)
        texts |= {"Id": clean(self.resource.id), "Address": self.address_text}
        if path := getattr(self.resource, "path", None):
            texts["Path"] = clean(path)
        facts = {label: text for label, text in fact_texts(self.sections).items() if texts.get(label) != text}
        copy_document = partial(self._copy_document, self.resource)
        return Copies(self.name, texts, "as shown here", copy_document, facts)

    async def _copy_document(self, resource: Resource, face: Face) -> None:
        """Copy the document as JSON."""
        text = await self._session.read(lambda ws: pretty(ws.document(resource)))
        face.tell(await face.copy(text))

    def reason_against(self, capability: str) -> str:
        """Why something cannot be done with its kind."""
        return reason_against(self.kind, capability)

    def show_on(self, face: Face) -> None:
        """It is shown by this face from now on, and loaded through it."""
        self._face = face
        self.refresh()

    async def _load(self, face: Face) -> None:
        """Get the whole resource; what the list had stays where that fails."""
        kind, resource_id = self.kind, self.resource.id
        self.activity.begin(f"loading the {kind.id}")
        try:
            resource = await self._session.read(lambda ws: ws.get(kind, resource_id))
            lines = await self._session.read(lambda ws: JsonLines(pretty(ws.document(resource))))
        except Exception as error:
            self.activity.fail(face.problem(error).sentence)
            self._end_loading()
            return
        self.resource = resource
        self.json.load(lines)
        self.caption = clean(getattr(resource, "path", None) or resource.id)
        self.activity.end()
        self._end_loading()
        self.changed()
        await self.related.learn_names(kind, resource)
        self.changed()

    def _end_loading(self) -> None:
        self._is_loading = False
        self._forget_parts()
        self._want_part()

    def _forget_parts(self) -> None:
        self._code.forget()
        self._takes.forget()

    def _want_part(self) -> None:
        """Have what is looked at made, of the resource as it was loaded."""
        if self._face is None or self._is_loading:
            return
        if self.tab == "code":
            self._code.want(self._face, self.kind, self.resource)
        elif self.tab in NONE_THERE:
            self._takes.want(self._face, self.kind, self.resource)

    def _show_part(self) -> None:
        self.search.start_over()
        self.changed()

    def show_tab(self, index: int) -> None:
        """Show the tab at this place, from 0, counted round."""
        self.tab = self.tabs[index % len(self.tabs)]
        self.search.start_over()
        self.changed()
        self._want_part()

    def turn(self, by: int) -> None:
        """Show the tab so many further."""
        self.show_tab(self.tabs.index(self.tab) + by)

    def show_other(self, resource: Resource) -> None:
        """Be about another resource of the same kind from now on, and the same tab of it."""
        self.resource, self.caption = resource, ""
        self._forget_parts()
        self.json.load(JsonLines())
        self.changed()
        self.refresh()

    def leave(self) -> None:
        """The user is done with it."""
        self.is_over = True
        self.changed()

    def refresh(self) -> None:
        """Have it loaded again."""
        if self.is_over:
            self._parent.refresh()
        elif self._face is not None:
            self._is_loading = True
            self._face.start(self._load(self._face), "document")

    def on_saved(self, kind: Kind, resource: Resource) -> None:
        """Follow the resource: an edit shows the new state, a clone is opened."""
        if self.is_over or kind.id != self.kind.id:  # what is taken back is of any kind
            self._parent.on_saved(kind, resource)
            return
        self.is_changed, self.resource = True, resource
        self.changed()
        self.refresh()

    def on_deleted(self, kind: Kind, row_ids: Sequence[str] = ()) -> None:
        """It is gone, and there is nothing more to see here."""
        if self.is_over:
            self._parent.on_deleted(kind, row_ids)
            return
        self.is_changed = True
        self.leave()
