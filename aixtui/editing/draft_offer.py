"""What was typed before and never saved: offered again, and put into the form that is opened."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.editing.form import TYPED, Form
from aixtui.editing.form_merge import FormMerge
from aixtui.editing.left_entries import NOT_PUT_BACK, take_up, unfinished_words
from aixtui.editing.left_text import DROP, LeftText
from aixtui.editing.merge_of_lines import ConflictMarkers
from aixtui.editing.reference_names import load_names_of
from aixtui.editing.sent_create import SentCreate
from aixtui.face import Choice, Face, FieldChange
from aixtui.kindspec.cells import clean
from aixtui.kindspec.fields import is_same_value
from aixtui.stores.draft import StoredDraft
from aixtui.system import clock

_RESUME, _COMPARE = "resume", "compare"


class DraftOffer:
    """One draft, for a form that is not filled yet; of a new resource that was `sent`, what came of it."""

    def __init__(self, form: Form, face: Face, stored: StoredDraft, sent: SentCreate | None) -> None:
        self._form, self._face, self._stored, self._sent = form, face, stored, sent

    async def ask(self, more: Sequence[Choice]) -> str | None:
        """What is to become of it: `DROP`, `MADE`, one of `more`, or for `resume`; to compare it comes back
        here.
        """
        stored, draft = self._stored, self._stored.draft
        names = [*draft.changes, *draft.typed_secrets, *draft.unfinished]
        left = self._left_text()
        if left is not None and not names:
            return await left.ask(clean(draft.name), more)
        age = clock.age_text((clock.now() - stored.written_at).total_seconds())
        labels = [
            f"{field.label} ({NOT_PUT_BACK})" if field.name in draft.unfinished else field.label
            for field in self._form.fields
            if field.name in names
        ]
        if left is not None:
            labels.insert(0, "text from your editor")
        note = f"{age} ago: {', '.join(labels)}" + (f". {clean(stored.sentence)}" if stored.sentence else "")
        title = f"{clean(draft.name)} has changes that were never saved"
        made = self._sent.choices if self._sent is not None else ()
        if self._sent is not None:
            title = f"{clean(draft.name)} was being sent when the app ended. {self._sent.sentence}"
        choices = (
            *made,
            Choice(_RESUME, "Take them up again", "to make another one" if made else note),
            Choice(_COMPARE, "Compare", "what is there, and what was typed"),
            *more,
            Choice(DROP, "Throw them away"),
        )
        while (answer := await self._face.choose(title, lambda _: choices)) in (_COMPARE, DROP):
            if answer == _COMPARE:
                await self._face.read(title, await self._difference())
            elif await self._face.confirm(
                "Throw what was typed away?", "It is lost for good.", yes="Throw away", danger=True
            ):
                return answer
        return answer

    def _left_text(self) -> LeftText | None:
        """What the user's own editor has left; None where that is nothing new."""
        form, draft = self._form, self._stored.draft
        note = draft.editor
        if note is None or not note.has_news or (note.field and note.field not in form.texts):
            return None
        base = _part(draft.base, "texts") if form.resource is not None else {}
        texts = form.texts | {name: str(text) for name, text in {**base, **draft.changes}.items()}
        known = {name: text for name, text in texts.items() if name in form.texts}
        return LeftText(form, self._face, note, known)

    async def _difference(self) -> tuple[FieldChange, ...]:
        """What a draft does to each field of what is there now; of what is not kept that it was typed."""
        form, draft = self._form, self._stored.draft
        typed = {name: str(text) for name, text in draft.changes.items() if name in form.texts}
        await load_names_of(form, typed, self._face)
        typed |= {name: TYPED for name in draft.typed_secrets if name in form.texts}
        return (*form.difference(form.base, typed), *unfinished_words(form, draft.unfinished))

    async def resume(self, answer: str) -> bool:
        """Put the texts of a draft into the form; what has changed on the server since is merged.

        False where the user wants nothing now, or does not decide about the merge.
        """
        form, stored, draft = self._form, self._stored, self._stored.draft
        edited = await self._edited_texts(answer)
        if edited is None:
            return False
        changes = {name: str(text) for name, text in draft.changes.items() if name in form.texts} | edited
        if stored.state == "sending":
            sent = stored.sent or {}
            if self._sent is not None:
                self._face.tell(self._sent.sentence, warning=True)
            elif sent and all(self._has_arrived(name, str(text)) for name, text in sent.items()):
                self._face.tell("The last save had arrived.")
        base = _part(draft.base, "texts")
        form.like = _part(draft.base, "like") or None
        form.marks |= {name: ConflictMarkers(*marks) for name, marks in _part(draft.base, "marks").items()}
        form.base |= {name: str(base.get(name, "")) for name in changes if form.resource is not None}
        for name, text in changes.items():
            form.put(name, text)
        take_up(form, draft.unfinished)
        if draft.typed_secrets:
            labels = ", ".join(form.field(name).label for name in draft.typed_secrets if name in form.texts)
            self._face.tell(f"To be typed again, since it is not kept: {labels}.", warning=True)
        if form.resource is None or await FormMerge(form, self._face).take_in(form.resource):
            return True
        return bool(form.checks.problems)  # undecided it stays a draft; with marks to be taken out it goes on

    async def _edited_texts(self, answer: str) -> dict[str, str] | None:
        """What the user's own editor has left and is wanted; None where nothing is to be done now."""
        left = self._left_text()
        if left is None:
            return {}
        if answer == _RESUME:
            answer = await left.ask(clean(self._stored.draft.name)) or ""
        if answer == DROP:
            return {}
        return await left.read(answer) if answer else None

    def _has_arrived(self, name: str, sent: str) -> bool:
        """Whether the server has what was sent for a field, in whatever spelling."""
        form = self._form
        return name in form.base and is_same_value(form.field(name), form.base[name], sent)


def _part(base: Mapping[str, Any] | None, name: str) -> Mapping[str, Any]:
    part = (base or {}).get(name)
    return part if isinstance(part, dict) else {}
