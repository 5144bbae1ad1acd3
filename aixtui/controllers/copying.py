"""Copying what is shown: the same on a list and on one resource."""

from typing import Protocol

from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.workspace.copies import Copies

DOCUMENT = "Document as JSON"
FACT = "fact "
"""What the ids of facts begin with, which stand apart from the rest."""
PREVIEW_CELLS = 50
"""How much of a text is seen before it is copied."""


class Copyable(Protocol):
    """Something of which texts can be copied, and the document."""

    def copies(self) -> Copies:
        """What can be copied of it now."""


class CopyController:
    """Has the user choose what to copy."""

    def __init__(self, subject: Copyable, face: Face) -> None:
        self._subject, self._face = subject, face

    async def do_copy(self) -> None:
        """Ask what to copy, copy it, and say which way it went."""
        copies = self._subject.copies()
        choices = [_choice(label, text) for label, text in copies.texts.items()]
        if copies.copy_document is not None:
            choices.append(Choice(DOCUMENT, DOCUMENT, copies.document_note))
        choices += [_choice(label, text, FACT) for label, text in copies.facts.items()]
        label = await self._face.choose(f"Copy of {copies.of}", lambda _: choices)
        try:
            if label == DOCUMENT and copies.copy_document is not None:
                await copies.copy_document(self._face)
            elif label is not None:
                is_fact = label.startswith(FACT)
                text = copies.facts[label.removeprefix(FACT)] if is_fact else copies.texts[label]
                self._face.tell(await self._face.copy(text))
        except Exception as error:
            self._face.problem(error)


def _choice(label: str, text: str, group: str = "") -> Choice:
    return Choice(f"{group}{label}", label, clean(text)[:PREVIEW_CELLS], group=group)
