"""The verbs as tools for programs: each takes plain values, and returns a document."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.browse import list_query, pages_of
from aixtui.cli.change import what_is_made
from aixtui.cli.face import CommandFace
from aixtui.cli.journal import require_run
from aixtui.cli.naming import require_kind, resource_name
from aixtui.cli.permitted_files import PermittedFiles, takes_files
from aixtui.cli.progress import last_event
from aixtui.cli.refreshing import ask_once
from aixtui.cli.removing import remove
from aixtui.cli.run import prepare, record_of, uploaded
from aixtui.cli.run_filters import kind_id
from aixtui.cli.spending import SpendingCap
from aixtui.cli.time_limit import time_limit
from aixtui.cli.values import Values
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.said_values import field_named, say_values
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import reason_against
from aixtui.running.run_document import run_document, run_summary
from aixtui.stores.run_list import RunQuery
from aixtui.workspace.named import get_named
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.run_recording import RunRecording

if TYPE_CHECKING:
    from aixtui.kindspec.kind import Kind
    from aixtui.settings.tree import Settings
    from aixtui.workspace.session import AppSession
    from aixtui.workspace.workspace import WorkspaceGateway


class ProblemError(Exception):
    """What went wrong, as it was explained already."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class VerbTools:
    """What a program may do in one sitting. Raises what the commands raise, and ProblemError."""

    def __init__(
        self,
        session: "AppSession",
        settings: "Settings",
        cap: SpendingCap,
        files: PermittedFiles,
        *,
        sandbox: bool,
    ) -> None:
        self._session, self._settings, self._cap, self._in_sandbox = session, settings, cap, sandbox
        self._files = files
        self._turn = asyncio.Lock()
        """One run at a time: what a run costs is known when it is over."""

    async def list(self, address: str, page: int = 1, size: int = 20, query: str = "", sort: str = "") -> Any:
        """One page of a kind."""
        said = {"page": str(page), "size": str(size)} | ({"q": query} if query else {})
        kind, wanted = list_query(address, said | ({"sort": sort} if sort else {}), (), self._settings)

        def search(workspace: "WorkspaceGateway") -> Any:
            [found] = pages_of(workspace, kind, wanted, 0)
            items = [workspace.document(row.resource) for row in found.rows]
            return {"items": items, "page": page, "pages": found.pages, "total": found.total}

        return await self._session.read(search)

    async def get(self, resource: str) -> Any:
        """The document of a resource."""
        kind, identifier = resource_name(resource)
        return await self._session.read(lambda ws: ws.document(get_named(ws, kind, identifier)))

    async def create(
        self, kind: str, fields: Mapping[str, Any], of: str | None = None, way: str | None = None
    ) -> Any:
        """Make a resource and return its document."""
        found = require_kind(kind)
        await self._require(found, "create")
        made = await what_is_made(self._session, found, of, way)
        return await self._save(Form(self._session, made, None), fields)

    async def edit(self, resource: str, fields: Mapping[str, Any]) -> Any:
        """Change fields of a resource and return its document."""
        kind, identifier = resource_name(resource)
        await self._require(kind, "save")
        found = await self._session.read(lambda ws: get_named(ws, kind, identifier))
        return await self._save(Form(self._session, kind, found), fields)

    async def delete(self, resource: str) -> Any:
        """Delete a resource; what can come back is kept for undo in the app."""
        kind, identifier = resource_name(resource)
        face = CommandFace(yes=True, quiet=True)
        code = await remove(self._session, face, kind, identifier, dry_run=False)
        if face.last_problem is not None:
            raise ProblemError(face.last_problem)
        if code:
            raise click.UsageError(f"{resource} cannot be deleted: {reason_against(kind, 'delete')}")
        return {"deleted": resource}

    async def run(self, resource: str, inputs: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Run a resource and return its result."""
        async with self._turn:
            await self._settle()
            self._cap.check()
            kind, identifier = resource_name(resource)
            values = Values({}, dict(inputs))

            def prepared(workspace: "WorkspaceGateway") -> tuple[Any, dict[str, Any], dict[str, Any]]:
                found, said = prepare(workspace, kind, identifier, values, None)
                given = self._files.in_inputs(kind, found, said)
                return found, given, uploaded(workspace, given)

            found, given, sent = await self._session.read(prepared)
            record = record_of(self._session.workspace_name, kind, found, given, sent)
            recording = await self._session.runs.recording(record)
            self._cap.begin(record.id)  # here: who cancels this call gives the turn to the next one
            return await self._session.write(lambda ws: self._run(ws, kind, found, sent, recording, timeout))

    async def _settle(self) -> None:
        """Ask about runs that nobody saw the end of: until what they cost is known no other starts."""
        journal, of = await self._session.journal(), self._session.workspace_name
        for run_id in self._cap.in_flight:
            run = journal.run_list.get(of, run_id)
            if run is not None:
                await self._session.read(partial(ask_once, journal=journal, run=run))
                run = journal.run_list.get(of, run_id)
            if run is not None and run.progress.phase in ("done", "failed"):
                self._cap.note(run_id, run.progress.credits)
                self._cap.end(run_id)

    def _run(
        self,
        workspace: "WorkspaceGateway",
        kind: "Kind",
        resource: Any,
        sent: dict[str, Any],
        recording: RunRecording,
        timeout: float | None,
    ) -> Any:
        recording.begin()

        def watched() -> Any:
            for event in recording.follow(workspace.run_with(kind, resource, sent)):
                self._cap.note(recording.record.id, event.credits)
                yield event

        try:
            with time_limit(timeout, lambda _: "The run goes on at the server: the tool runs lists it."):
                result = last_event(watched(), show_progress=False, in_sandbox=self._in_sandbox)
        except Exception as error:
            if explain(error).code != "outcome-unknown":
                self._cap.end(recording.record.id)
            raise
        self._cap.end(recording.record.id)
        left = max(self._cap.most - self._cap.spent, 0)
        return {"run": recording.record.id, "result": dict(result.raw), "credits_left": left}

    async def runs(self, run: str = "", kind: str = "", query: str = "", page: int = 1) -> Any:
        """The runs of this machine, or one of them with its inputs and its reply."""
        journal, of = await self._session.journal(), self._session.workspace_name
        if run:
            return {**run_document(require_run(journal, of, run))}
        wanted = RunQuery(of, query, kind=kind_id(kind), page=page, size=20)
        listed, total = journal.run_list.find(wanted)
        return {"items": [run_summary(one) for one in listed], "page": page, "total": total}

    async def _require(self, kind: "Kind", capability: str) -> None:
        if capability not in await self._session.read(lambda ws: ws.capabilities(kind)):
            raise click.UsageError(reason_against(kind, capability))

    async def _save(self, form: Form, fields: Mapping[str, Any]) -> Any:
        said = [
            (name, self._text(field_named(form.fields, name), text))
            for name, value in fields.items()
            for text in (value if isinstance(value, list | tuple) else [value])
        ]
        await say_values(form, said)
        face = CommandFace(yes=True, quiet=True)
        await FormSaving(form, face).save()
        if form.saved_resource is None and face.last_problem is not None:
            raise ProblemError(face.last_problem)
        if form.saved_resource is None and form.checks.problems:
            raise click.UsageError(" ".join(form.checks.problems.values()))
        saved = form.saved_resource or form.resource
        return await self._session.read(lambda ws: ws.document(saved))

    def _text(self, field: Field, value: Any) -> str:
        return str(self._files.path(str(value)) if takes_files(field) and value else value)
