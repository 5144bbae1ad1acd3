"""Drafts that are onboarded, and what is made a draft again."""

from aixtui.editing.ongoing import Ongoing
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.states import is_draft

ONBOARD = "It is published as the server has it now, and is no draft any more."
TO_DRAFT = "It is no longer published. By the platform's documentation a draft expires after 24 hours."


class Onboarding:
    """Changes whether a resource is a draft, after asking."""

    def __init__(self, ongoing: Ongoing) -> None:
        self._ongoing, self._session, self._face = ongoing, ongoing.session, ongoing.face

    async def switch(self, kind: Kind, resource_id: str) -> None:
        """Onboard a draft, or make a draft of what is none."""
        try:
            with self._ongoing.busy(f"loading the {kind.id}"):
                resource = await self._session.read(lambda ws: ws.get(kind, resource_id))
        except Exception as error:
            self._face.problem(error)
        else:
            await self.save(kind, resource, to_draft=not is_draft(kind, resource))

    async def save(self, kind: Kind, resource: Resource, *, to_draft: bool) -> bool:
        """Have it be onboarded, or with `to_draft` a draft; whether the server has it so."""
        name = clean(resource.name)
        if to_draft:
            question = f"Unpublish {name}: make it a draft again?"
            asked = self._face.confirm(question, TO_DRAFT, yes="To draft", danger=True)
        else:
            asked = self._face.confirm(f"Onboard {name}: publish this draft?", ONBOARD, yes="Onboard")
        if not await asked:
            return False
        with self._ongoing.busy(f"saving {name}"):
            try:
                saved = await self._session.write(lambda ws: ws.onboard(kind, resource, to_draft=to_draft))
            except Exception as error:
                self._ongoing.show_problem(error)
                return False
        self._face.tell(f"{name} is a draft now." if to_draft else f"{name} is onboarded.")
        self._ongoing.subject.on_saved(kind, saved)
        return True
