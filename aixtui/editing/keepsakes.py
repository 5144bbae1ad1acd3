"""What resources were is kept before they are overwritten or deleted from here."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from aixtui.auth.redaction import hide_known
from aixtui.editing.kept_state import MASKED, KeptState, state_of
from aixtui.face import Telling
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.content import ContentError, read_content
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession


class Keepsake(NamedTuple):
    """What is kept of one."""

    id: int
    kind: Kind
    state: KeptState


class Keepsakes:
    """Keeps for one workspace; what goes wrong with that stops nothing else, and is told."""

    def __init__(self, session: AppSession, face: Telling) -> None:
        self._session, self._face = session, face

    async def can_keep(self) -> bool:
        """Whether anything can be kept now."""
        kept = (await self._session.journal()).kept
        try:
            await self._session.bridge.read(kept.check)
        except StoreError as error:
            self._face.problem(error)
            return False
        return True

    async def keep_overwritten(
        self, kind: Kind, resource: Resource, changes: Mapping[str, str], names: Mapping[str, str]
    ) -> Keepsake | None:
        """Keep what a resource is before these texts go over it; None where that cannot be."""
        try:
            return await self._keep(kind, resource, names, changes)
        except StoreError as error:
            self._face.problem(error)
            return None

    async def keep_deleted(self, kind: Kind, resource_id: str) -> Keepsake:
        """Keep what the server has of a resource before it is deleted.

        Raises:
            StoreError: it cannot be kept. Else as the workspace does, when it cannot be read.
        """
        whole = await self._session.read(lambda ws: ws.get(kind, resource_id))
        return await self._keep(kind, whole, {}, None)

    async def _keep(
        self, kind: Kind, resource: Resource, names: Mapping[str, str], changes: Mapping[str, str] | None
    ) -> Keepsake:
        kept = (await self._session.journal()).kept
        document = await self._session.read(lambda ws: ws.document(resource))
        workspace, secrets = self._session.workspace_name, _secrets(kind)
        content = await self._content_of(kind, resource) if changes is None else None

        def keep() -> Keepsake:
            try:
                before = state_of(kind, resource, document, names)._replace(content=content)
            except RecursionError as error:
                raise StoreError(f"{clean(resource.name)} cannot be kept: it is nested too deep.") from error
            typed = {name: hide_known(text) for name, text in (changes or {}).items()}
            entry_id = kept.add(
                workspace,
                kind.id,
                resource.id,
                clean(resource.name),
                before=before.to_json(),
                after=None if changes is None else {"texts": {**before.texts, **typed}, "names": dict(names)},
                secret_fields=secrets,
            )
            return Keepsake(entry_id, kind, before)

        return await self._session.bridge.read(keep)

    async def _content_of(self, kind: Kind, resource: Resource) -> Mapping[str, Any] | None:
        """The files of what is made of files, to be kept; None of anything else."""
        if not kind.comeback.source or kind.comeback.reason_against(resource):
            return None
        try:
            content = await self._session.read(lambda _: read_content(kind, resource))
        except Exception as error:
            why = str(error) if isinstance(error, ContentError) else explain(error).sentence
            raise StoreError(f"{clean(resource.name)} cannot be kept: {why}") from error
        return content.to_json()

    async def drop(self, keepsake: Keepsake | None) -> None:
        """Forget it: what it was kept for did not happen."""
        if keepsake is not None:
            await self.forget(keepsake.id)

    async def forget(self, entry_id: int) -> None:
        """Forget what is kept under this id."""
        kept, workspace = (await self._session.journal()).kept, self._session.workspace_name
        try:
            await self._session.bridge.write(lambda: kept.drop(workspace, entry_id))
        except StoreError as error:
            self._face.problem(error)

    async def settle(self, keepsake: Keepsake | None, saved: Resource) -> None:
        """Note what it has become, in the words of the server: these may be others than what was typed."""
        if keepsake is None:
            return
        kept, workspace = (await self._session.journal()).kept, self._session.workspace_name
        names = keepsake.state.names

        def amend() -> None:
            after = state_of(keepsake.kind, saved, {}, names)
            secrets = _secrets(keepsake.kind)
            kept.amend(workspace, keepsake.id, after.to_json(), secret_fields=secrets)

        try:
            await self._session.bridge.write(amend)
        except StoreError as error:
            self._face.problem(error)


def _secrets(kind: Kind) -> tuple[str, ...]:
    return (*MASKED, *(field.name for field in kind.fields if field.is_secret))
