"""All drafts of what a form is of: one is taken up, or thrown away, or the form begins without them."""

from collections.abc import Sequence
from typing import NamedTuple

from aixtui.editing.draft_offer import DraftOffer
from aixtui.editing.form import Form
from aixtui.editing.left_drafts import BEGIN_WITHOUT, FRESH, LeftDrafts
from aixtui.editing.left_text import DROP
from aixtui.editing.sent_create import MADE, SentCreate, look_for
from aixtui.face import Choice, Face
from aixtui.stores.draft import Draft, StoredDraft
from aixtui.stores.journal import Journal


class Begun(NamedTuple):
    """What a form goes on with."""

    taken: Draft | None
    """The draft that is in it; None where it is empty."""
    sentence: str = ""
    """What came of a save that had been sent."""


class DraftOffers:
    """For a form that is not filled yet."""

    def __init__(self, form: Form, face: Face, journal: Journal) -> None:
        self._form, self._face = form, face
        self._left = LeftDrafts(form.session, face, journal)

    async def ask_of_wanted(self, stored: StoredDraft) -> Begun | None:
        """What comes of one that was chosen already; None where it is not taken up."""
        begun = await self._ask([stored], ())
        return begun if begun is not None and begun.taken is not None else None

    async def ask(self) -> Begun | None:
        """What comes of all that are left; None where the user wants no form."""
        return await self._ask(await self._left.of_form(self._form), (BEGIN_WITHOUT,))

    async def _ask(self, drafts: list[StoredDraft], more: Sequence[Choice]) -> Begun | None:
        while drafts:
            is_one = len(drafts) == 1
            picked = drafts[0].draft.id if is_one else await self._left.pick(drafts, more)
            stored = next((one for one in drafts if one.draft.id == picked), None)
            if stored is None:
                return None if picked is None else Begun(None)
            sent = await look_for(self._form, self._face, stored)
            answer = await DraftOffer(self._form, self._face, stored, sent).ask(more if is_one else ())
            if answer == FRESH:
                break
            if answer in (DROP, MADE):
                await self._left.drop(stored)
                drafts.remove(stored)
            if answer == MADE and sent is not None:
                self._form.saved_resource = sent.made
            if answer == MADE or (answer is None and is_one):
                return None
            if answer not in (None, DROP):
                return await self._take_up(stored, sent, answer)
        return Begun(None)

    async def _take_up(self, stored: StoredDraft, sent: SentCreate | None, answer: str) -> Begun | None:
        """Fill the form with a draft, which is this window's then; None where it stays as it is."""
        taken = await self._left.take(stored)
        if taken is None:
            self._face.tell("Another window has these changes now.", warning=True)
            return None
        if not await DraftOffer(self._form, self._face, taken, sent).resume(answer):
            await self._left.release(taken)
            return None
        return Begun(taken.draft, sent.sentence if sent is not None else "")
