"""A new resource that begins as another one is."""

from aixtui.editing.form import Form
from aixtui.editing.form_filling import FormFilling
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.original import Original, read_original
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.stores.draft import StoredDraft
from aixtui.workspace.problems import explain


class Cloning:
    """Opens the form of a new resource, filled with what another one holds."""

    def __init__(self, ongoing: Ongoing) -> None:
        self._ongoing, self._session, self._face = ongoing, ongoing.session, ongoing.face
        self._forms = FormFilling(ongoing)

    async def begin(self, kind: Kind, resource_id: str) -> None:
        """Read a resource, and fill a form that begins as it is."""
        try:
            original = await self._read(kind, resource_id)
        except Exception as error:
            self._face.problem(error)
            return
        form = self._form(kind, original)
        if form is not None:
            await self._forms.fill(form)

    async def resume(self, kind: Kind, resource_id: str, stored: StoredDraft) -> None:
        """Fill the form on with what was typed before; the draft stays where the original is gone."""
        try:
            original = await self._read(kind, resource_id)
        except Exception as error:
            if not explain(error).is_gone:
                raise
            name = clean(stored.draft.name)
            self._face.tell(f"{name} cannot go on: the original is gone. The draft is kept.", warning=True)
            return
        form = self._form(kind, original)
        if form is not None:
            await self._forms.fill(form, stored)

    async def _read(self, kind: Kind, resource_id: str) -> Original:
        with self._ongoing.busy(f"loading the {kind.id}"):
            return await self._session.read(lambda ws: read_original(ws, kind, resource_id))

    def _form(self, kind: Kind, original: Original) -> Form | None:
        """The form, with what it lacks told; None where there can be no clone, with the reason told."""
        if reason := kind.why_not_clone(original.resource):
            self._face.tell(reason, warning=True)
            return None
        form = Form(self._session, kind, None, original)
        if secrets := [field.label for field in form.fields if field.is_secret]:
            self._face.tell(f"To be typed again, since a clone has none: {', '.join(secrets)}.", warning=True)
        return form
