"""What changes resources on the server: adding, editing, cloning and deleting them."""

from aixtui.editing.adding import Adding
from aixtui.editing.cloning import Cloning
from aixtui.editing.deletion import Deletion
from aixtui.editing.duplicating import Duplicating
from aixtui.editing.form import Form
from aixtui.editing.form_filling import FormFilling
from aixtui.editing.onboarding import Onboarding
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.related import Related
from aixtui.face import Face
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject


class ResourceChanges:
    """One at a time. Each asks first, tells what became of it, and has the subject follow."""

    def __init__(
        self,
        session: AppSession,
        subject: Subject,
        face: Face,
        related: Related | None = None,
        ongoing: Ongoing | None = None,
    ) -> None:
        """`related` opens what uses a resource, where there is a way; `ongoing` shows what is being done."""
        self._session, self._subject, self._face = session, subject, face
        self._ongoing = ongoing or Ongoing(session, subject, face)
        self._forms, self._adding = FormFilling(self._ongoing), Adding(self._ongoing)
        self._cloning = Cloning(self._ongoing)
        self._duplicating, self._onboarding = Duplicating(self._ongoing), Onboarding(self._ongoing)
        self._deletion = Deletion(self._ongoing, related or Related(session, None))

    @property
    def task(self) -> str:
        """What is being done, and has to end before the next thing; empty when nothing is."""
        return self._ongoing.task

    @property
    def _target(self) -> tuple[Kind, Resource]:
        kind, resource = self._subject.kind, self._subject.resource
        assert kind is not None, "refused without a kind"
        assert resource is not None, "refused without a resource"
        return kind, resource

    async def add(self) -> None:
        """Fill a form, and have a new resource made of it; or go on with one that was never saved."""
        kind = self._subject.kind
        assert kind is not None, "refused without a kind"
        await self._adding.add(kind, self._subject.resource)

    async def edit(self, *, in_editor: bool = False) -> None:
        """Change the resource, as the server has it now, in a form; at first in the user's own editor."""
        kind, resource = self._target
        try:
            with self._ongoing.busy(f"loading the {kind.id}"):
                edited, whole = await self._session.read(lambda ws: ws.to_edit(kind, resource.id))
        except Exception as error:
            self._face.problem(error)
            return
        await self._forms.fill(Form(self._session, edited, whole), in_editor=in_editor)

    async def clone(self) -> None:
        """Fill a form that begins as the resource is, and have a new one made of it."""
        kind, resource = self._target
        await self._cloning.begin(kind, resource.id)

    async def duplicate(self) -> None:
        """Have the server make a copy, as a draft."""
        kind, resource = self._target
        await self._duplicating.duplicate(kind, resource.id)

    async def onboard(self) -> None:
        """Onboard the resource, or make a draft of it again."""
        kind, resource = self._target
        await self._onboarding.switch(kind, resource.id)

    async def delete(self) -> None:
        """Delete the marked resources, or the one the subject is about, after asking."""
        await self._deletion.delete()
