"""A resource that is made like another one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from aixtui.face import Face, prompt_until
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject
from aixtui.workspace.workspace import WorkspaceGateway


class Cloning:
    """Asks for a name, and makes a copy. `busy` shows what is being done."""

    def __init__(
        self,
        session: AppSession,
        subject: Subject,
        face: Face,
        busy: Callable[[str], AbstractContextManager[None]],
    ) -> None:
        self._session, self._subject, self._face, self._busy = session, subject, face, busy

    async def clone(self, kind: Kind, resource: Resource) -> None:
        """Make a copy under another name."""
        name = clean(resource.name)

        async def clone(copy_name: str) -> str | None:
            with self._busy(f"making {copy_name}"):
                try:
                    make = partial(WorkspaceGateway.clone, kind=kind, resource=resource, name=copy_name)
                    copy = await self._session.write(make)
                except Exception as error:  # whatever it is, the name stays and the reason is told
                    problem = self._face.problem(error)
                    if problem.outcome_unknown:
                        self._subject.refresh()
                    return problem.sentence
            self._face.tell(f"Made {clean(copy.name)}.")
            self._subject.on_saved(kind, copy)
            return None

        title = f"Name of the copy of {name}"
        await prompt_until(self._face, title, f"{name} (copy)", clone, yes="Clone")
