"""A form from its opening to its end, wherever it is opened from."""

from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.own_editor import OwnEditor
from aixtui.stores.draft import StoredDraft


class FormFilling:
    """Has the user fill forms; the subject is told what came of them."""

    def __init__(self, ongoing: Ongoing) -> None:
        self._session, self._subject, self._face = ongoing.session, ongoing.subject, ongoing.face

    async def fill(
        self,
        form: Form,
        stored: StoredDraft | None = None,
        *,
        offers: bool = True,
        in_editor: bool = False,
    ) -> None:
        """Open a form until the user leaves it; a draft that is given is the only one that is offered.

        It may be filled in the user's own editor first; where that changes nothing there is no form.
        """
        await self._session.know_workspace()  # which the draft is of
        draft = FormDraft(form, self._face, await self._session.journal())
        begun = await draft.begin(stored, offers=offers)
        await self._session.drafts.update()
        if begun:
            await self._show(form, draft, in_editor=in_editor)
        if form.saved_resource is not None:
            self._subject.on_saved(form.kind, form.saved_resource)

    async def _show(self, form: Form, draft: FormDraft, *, in_editor: bool) -> None:
        if in_editor:
            await OwnEditor(form, self._face).edit_document()
        if in_editor and form.is_as_it_began:
            await draft.release()
        else:
            await self._face.open(form)
        await self._session.drafts.update()
