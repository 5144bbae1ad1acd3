"""One sitting of the app: the connection once it is known, and the way to have work done off the loop."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TypeVar

from aixsdk.exceptions import AuthenticationError
from aixtui.auth.secret import Credential, Secret
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.read_only import ReadOnly
from aixtui.settings.tree import Settings
from aixtui.stores.journal import Journal
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.client import Fallbacks
from aixtui.workspace.connection_source import ConnectionSource
from aixtui.workspace.draft_count import DraftCount
from aixtui.workspace.key_renewal import KeyRenewal
from aixtui.workspace.no_credential import NoCredentialError
from aixtui.workspace.open_journal import OpenJournal
from aixtui.workspace.relocation import Relocation
from aixtui.workspace.runs_in_flight import RunsInFlight
from aixtui.workspace.session_runs import SessionRuns
from aixtui.workspace.typed_inputs import TypedByResource
from aixtui.workspace.workspace import WorkspaceGateway

T = TypeVar("T")


class AppSession:
    """Opens the connection late, off the loop, and hands the workspace to the calls of the screens."""

    def __init__(
        self,
        connect: Callable[[], ConnectionSettings],
        open_sandbox: Callable[[], ConnectionSettings],
        settings: Settings,
        first_workspace: str = "",
    ) -> None:
        """`first_workspace` is what it is taken for before it is connected; empty where nothing is known."""
        self.settings, self.bridge, self.first_workspace = settings, Bridge(), first_workspace
        self.connection: ConnectionSettings | None = None
        self.source = ConnectionSource(self.bridge, connect, open_sandbox)
        self.renewal = KeyRenewal(self.bridge, lambda: self.connection, self.source.ask, self._use_key)
        self.relocation = Relocation(self._reconnect)
        self._workspace: WorkspaceGateway | None = None
        self._replaced: list[WorkspaceGateway] = []  # with a former key: what was sent over them goes on
        self._lock, self._is_left = asyncio.Lock(), False
        self.drafts = DraftCount(self.bridge, self.journal, lambda: self.workspace_name)
        self.typed_inputs = TypedByResource()
        self.in_flight = RunsInFlight(self.bridge, self.journal, lambda: self.workspace_name)
        self.runs = SessionRuns(self.bridge, self.journal, self._open_workspace)
        self._journal = OpenJournal(self.bridge, lambda: (self.workspace_name, self.former_name))

    @property
    def workspace_name(self) -> str:
        """The workspace that ids belong to, whatever profile leads there; empty before it is known."""
        return self.connection.workspace if self.connection is not None else ""

    @property
    def former_name(self) -> str:
        """What older versions kept things of the workspace under; empty for a sandbox."""
        return self.connection.former_workspace if self.connection is not None else ""

    @property
    def profile_name(self) -> str:
        """The profile that leads to the workspace, or `sandbox`; empty before it is known."""
        return self.connection.profile if self.connection is not None else ""

    @property
    def read_only(self) -> ReadOnly:
        """What is refused in the workspace; nothing before it is known, as nothing can be done there yet."""
        return self.connection.read_only if self.connection is not None else ReadOnly()

    @property
    def has_key(self) -> bool:
        """Whether it is known which workspace this is, with a key for it."""
        return self.connection is not None and self.connection.credential is not None

    async def journal(self) -> Journal:
        """The journal, as this sitting uses it; what is wrong with it is its `problem`."""
        return await self._journal.get()

    async def read(self, call: Callable[[WorkspaceGateway], T]) -> T:
        """Do a read with the workspace, once more with another key; cancelling the task cancels the read.

        Raises:
            NoCredentialError: no source had a key.
        """
        workspace, key = await self._open_workspace(), self.renewal.key
        try:
            return await self.bridge.read(lambda: call(workspace))
        except AuthenticationError:  # where it never was accepted, the workspace itself does not ask
            if await self.renewal.renew(key) is None:
                raise
        return await self.read(call)

    async def write(self, call: Callable[[WorkspaceGateway], T]) -> T:
        """Do a write with the workspace; it goes on to its end whatever happens to the task.

        Raises:
            NoCredentialError: no source had a key.
        """
        workspace = await self._open_workspace()
        return await self.bridge.write(lambda: call(workspace))

    async def write_until_stopped(self, call: Callable[[WorkspaceGateway], T]) -> T:
        """Do a long write once; cancelling the task breaks it off, and nobody knows how far it came.

        Raises:
            NoCredentialError: no source had a key.
        """
        workspace = await self._open_workspace()
        return await self.bridge.read(lambda: call(workspace))

    def catch_up(self) -> None:
        """Know the connection that was begun with before there was an app, where it is there by now."""
        self.connection = self.connection or self.source.head_start.take_connection()

    async def know_workspace(self) -> None:
        """Connect where that is still to be done: rows of an earlier sitting are shown before."""
        if not self.workspace_name:
            with suppress(NoCredentialError):
                await self._open_workspace()

    async def _open_workspace(self) -> WorkspaceGateway:
        failures = self.source.failures
        async with self._lock:
            if self._is_left:
                raise RuntimeError("This workspace was left.")
            if self._workspace is None:
                connection = self.connection = self.connection or await self.source.get(failures)
                if connection.credential is None:
                    raise NoCredentialError(self)
                self._workspace = await self.bridge.read(self._opening(connection))
            return self._workspace

    def _opening(self, connection: ConnectionSettings) -> Callable[[], WorkspaceGateway]:
        """What opens the workspace, off this loop."""
        fallbacks = Fallbacks(self.renewal.from_threads(), self.relocation.from_threads())
        return partial(WorkspaceGateway.open, connection, fallbacks)

    def _reconnect(self) -> ConnectionSettings | None:
        """Find a sandbox anew, or start it: the process that served it may have ended."""
        if self.connection is None or not self.connection.is_sandbox:
            return None
        self.connection = self.source.ask()
        return self.connection

    async def try_key(self, key: Secret, source: str) -> ConnectionSettings:
        """Check a key against the backend; the session uses it only if it is accepted.

        Raises:
            AixplainV2Error: the backend does not accept it, or cannot be reached.
        """
        assert self.connection is not None
        former = self.workspace_name
        connection = replace(self.connection, credential=Credential(key, source), no_key=None)
        open_workspace = self._opening(connection)

        def check() -> WorkspaceGateway:
            workspace = open_workspace()
            try:
                workspace.check()
            except BaseException:
                workspace.close()
                raise
            return workspace

        workspace = await self.bridge.read(check)
        if self._workspace is not None:
            self._replaced.append(self._workspace)
        self._workspace = workspace
        self.connection = connection
        if former and not connection.is_sandbox:  # the key of a workspace has been renewed
            journal = await self.journal()
            await self.bridge.read(lambda: journal.adopt(former, connection.workspace))
        return connection

    async def _use_key(self, credential: Credential) -> None:
        await self.try_key(credential.key, credential.source)

    def use_source(self, credential: Credential) -> None:
        """Tell from now on that the key in use comes from elsewhere: it has been stored."""
        assert self.connection is not None
        self.connection = replace(self.connection, credential=credential)

    def use_read_only(self, read_only: ReadOnly) -> None:
        """Refuse this much from now on."""
        self.connection = self.connection and replace(self.connection, read_only=read_only)
        if self._workspace is not None:
            self._workspace.read_only = read_only

    def forget_key(self) -> None:
        """Stop using the key of this session."""
        assert self.connection is not None
        self.close()
        self._workspace = None
        self.connection = replace(self.connection, credential=None)

    async def open_sandbox(self) -> None:
        """Start the sandbox and work there from now on."""
        self.connection = await self.source.get_sandbox()

    async def leave(self) -> None:
        """Close it for good, with its keys; first what is being changed comes to its end."""
        self._is_left = True
        self.renewal.end()
        await self.bridge.rest()
        self.close()
        self._workspace, self._replaced, self.connection = None, [], None

    def close(self) -> None:
        """Close the journal, and the connections to the backend."""
        self._journal.close()
        for workspace in (self._workspace, *self._replaced):
            if workspace is not None:
                workspace.close()
