"""Documents of several resources as one plan: what each comes to, in the order of their references."""

from collections.abc import Sequence
from typing import NamedTuple

from aixtui.editing.document_text.fields import read_fields
from aixtui.editing.document_text.nodes import DocumentTextError, Entries, Scalar
from aixtui.editing.filling import fill_form
from aixtui.editing.form import Form
from aixtui.editing.said_values import id_meant
from aixtui.kinds import KINDS, find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.references import ids_in
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway

KIND, ID, WAY = "kind", "id", "way"


class ApplyError(Exception):
    """The documents make no plan; the text says which one and why."""

    title = "This cannot be applied"
    code = "invalid"
    exit_code = 2
    hint = ""


class Step(NamedTuple):
    """One document of a plan."""

    name: str
    """What others of the plan refer to it by."""
    form: Form
    needs: frozenset[str]
    """The names of the new ones that it refers to."""
    left_out: tuple[str, ...]
    """What was said of it when it was made, and is not compared with what there is."""

    @property
    def action(self) -> str:
        """What would be done: `create`, `change`, or `none`."""
        if self.form.resource is None:
            return "create"
        return "change" if self.form.changes or self.needs else "none"

    def refer_to(self, made: dict[str, str]) -> None:
        """Put the ids of those that were made in the place of their names."""
        form = self.form
        for field in form.fields:
            if field.reference is not None:
                ids = [made.get(one, one) for one in ids_in(form.texts[field.name])]
                form.put(field.name, "\n".join(ids))


class ApplyPlan:
    """Makes the steps of some documents, and sends nothing.

    A document says its `kind`, and whom it is about by its `id` or else by its name: where there is none of
    that name it is a new one. What is made of another resource names that, such as `integration`, and the
    `way`.
    """

    def __init__(self, session: AppSession, documents: Sequence[Entries]) -> None:
        self._session = session
        self._known: dict[str, str] = {}
        """What those of the plan are referred to by, by their names: the ids of those that there are."""
        self._heads = [_Head.of(document) for document in documents]
        names = [head.name for head in self._heads]
        if twice := next((name for name in names if name and names.count(name) > 1), None):
            raise ApplyError(f"Two documents are named {clean(twice)!r}: what would refer to which?")

    async def steps(self) -> list[Step]:
        """The steps in the order in which they can be done.

        Raises:
            ApplyError: a document is not about a resource that there is, or some refer to each other in a
                circle. Else as reads and searches do.
        """
        found = [(head, *await self._session.read(head.find)) for head in self._heads]
        for head, _, resource in found:
            self._known[head.name] = head.name if resource is None else resource.id
        return _in_order([await self._step(*one) for one in found])

    async def _step(self, head: "_Head", kind: Kind, resource: Resource | None) -> Step:
        session = self._session
        form = Form(session, kind, resource)
        try:
            found = await session.read(lambda ws: read_fields(head.fields, ws.wire_fields(kind, resource)))
        except DocumentTextError as error:
            raise ApplyError(f"{head.label}, {error}") from None
        unknown = [one for one in found.others if not (one.is_known or one.is_server_owned)]
        is_made = resource is not None and head.kind.making is not None
        left_out = tuple(dict.fromkeys(clean(one.name) for one in unknown)) if is_made else ()
        if unknown and not left_out:
            near = f" Did you mean {clean(unknown[0].nearest)}?" if unknown[0].nearest else ""
            raise ApplyError(f"{head.label} has no field {clean(unknown[0].name)!r}.{near}")
        needs: set[str] = set()
        texts = {name: text for name, text in found.texts.items() if name in form.texts}
        for field in form.fields:
            if field.reference is not None and texts.get(field.name):
                texts[field.name] = await self._referred(field, texts[field.name], form, needs)
        fill_form(form, found._replace(texts=texts))
        return Step(head.name or clean(getattr(resource, "name", "")), form, frozenset(needs), left_out)

    async def _referred(self, field: Field, text: str, form: Form, needs: set[str]) -> str:
        ids = []
        for one in ids_in(text):
            if one in form.names or one in ids_in(form.base[field.name]):
                found = one
            elif one in self._known:
                found = self._known[one]
                form.names[found] = clean(one)
                needs |= {one} if found == one else set()
            else:
                found = await id_meant(form, field, one)
            ids.append(found)
        return "\n".join(ids)


class _Head(NamedTuple):
    """What a document says of whom it is about."""

    kind: Kind
    id: str
    name: str
    source: str
    """The id of what a new one is made of; empty where it is made of nothing."""
    way: str
    fields: Entries

    @property
    def label(self) -> str:
        return clean(f"The {self.kind.id} {self.name or self.id}")

    @classmethod
    def of(cls, document: Entries) -> "_Head":
        word = _text(document, KIND)
        kind = find_kind(word) if word else None
        if kind is None:
            there = ", ".join(one.id for one in KINDS)
            said = f"no kind {clean(word)!r}" if word else f"no {KIND}"
            raise ApplyError(f"The document in line {document.place.line} has {said}; there are {there}.")
        apart = {KIND, ID, WAY} | ({kind.making.of} if kind.making is not None else set())
        rest = {key: node for key, node in document.nodes.items() if key not in apart}
        source = _text(document, kind.making.of) if kind.making is not None else ""
        return cls(
            kind,
            _text(document, ID),
            _text(document, "name"),
            source,
            _text(document, WAY),
            document._replace(nodes=rest),
        )

    def find(self, workspace: WorkspaceGateway) -> tuple[Kind, Resource | None]:
        """The resource that there is, or the kind that a new one is made by."""
        if self.id:
            return self.kind, workspace.get(self.kind, self.id)
        if not self.name:
            raise ApplyError(f"One of the {self.kind.plural} has neither an {ID} nor a name.")
        page = workspace.search(self.kind, Query(self.name, size=100))
        rows = [row for row in page.rows if row.resource.name == self.name]
        if len(rows) > 1:
            ids = ", ".join(row.id for row in rows[:5])
            raise ApplyError(f"There are {len(rows)} {self.kind.plural} named {clean(self.name)!r}: {ids}.")
        if rows:
            return self.kind, workspace.get(self.kind, rows[0].id)
        return self._new_kind(workspace), None

    def _new_kind(self, workspace: WorkspaceGateway) -> Kind:
        making = self.kind.making
        if making is None:
            return self.kind
        of = find_kind(making.of)
        assert of is not None, "a kind of ours"
        if not self.source:
            raise ApplyError(f"{self.label} is new: say what it is made of, as {making.of}: ID.")
        source = workspace.get(of, self.source)
        ways = making.ways(source)
        way = self.way or (ways[0] if len(ways) == 1 else "")
        if way not in ways:
            raise ApplyError(f"{self.label}: {WAY} is one of {', '.join(ways)}.")
        return making.kind(source, way)


def _text(document: Entries, name: str) -> str:
    node = document.nodes.get(name)
    return node.text if isinstance(node, Scalar) and not node.is_null else ""


def _in_order(steps: Sequence[Step]) -> list[Step]:
    """Each after those that it refers to."""
    left, done = list(steps), list[Step]()
    while left:
        names = {step.name for step in left if step.form.resource is None}
        ready = [step for step in left if not step.needs & names]
        if not ready:
            raise ApplyError(f"These refer to each other: {', '.join(clean(one.name) for one in left)}.")
        done += ready
        left = [step for step in left if step not in ready]
    return done
