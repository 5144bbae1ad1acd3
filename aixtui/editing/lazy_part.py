"""A part of a document that is made once it is looked at: the server may have to be asked for it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from aixtui.face import Face
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway

T = TypeVar("T")


class LazyPart(Generic[T]):
    """Of one resource at a time; what comes late of another one is dropped."""

    def __init__(
        self, session: AppSession, task: str, make: Callable[[WorkspaceGateway, Kind, Resource], T]
    ) -> None:
        self._session, self._task, self._make = session, task, make
        self.content: T | None = None
        self.problem = ""
        """Why it could not be made, as a sentence."""
        self.changed = Notice()
        self._resource: Resource = None

    def forget(self) -> None:
        """It is to be about another resource, or about the same one as it is now."""
        self.content, self.problem, self._resource = None, "", None

    def want(self, face: Face, kind: Kind, resource: Resource) -> None:
        """Have it made, unless it is there or being made; what failed is tried again once it is forgotten."""
        if self._resource is not resource:
            self.forget()
            self._resource = resource
            face.start(self._load(face, kind, resource), self._task)

    async def _load(self, face: Face, kind: Kind, resource: Resource) -> None:
        content, problem = None, ""
        try:
            with face.busy(self._task):
                content = await self._session.read(lambda ws: self._make(ws, kind, resource))
        except Exception as error:
            problem = face.problem(error).sentence
        if resource is self._resource:
            self.content, self.problem = content, problem
            self.changed()
