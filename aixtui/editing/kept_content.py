"""What was in a file or a skill that is deleted: read, or saved to disk, without bringing it back."""

from typing import Literal

from aixtui.asking import ask_for_file
from aixtui.editing.kept_state import KeptState
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean, clean_block
from aixtui.stores.kept_documents import KeptDocument
from aixtui.system.exported_file import save
from aixtui.workspace.content import HeldContent
from aixtui.workspace.session import AppSession

_BRING_BACK, _READ, _SAVE = "bring back", "read", "save"


class KeptContent:
    """Asks what is to become of it."""

    def __init__(self, session: AppSession, face: Face) -> None:
        self._session, self._face = session, face

    async def ask(self, kept: KeptDocument) -> Literal["bring back"] | None:
        """Whether it is to be brought back: at once where nothing was in it.

        Raises ValueError where it is damaged, ExportError.
        """
        if kept.after is not None or (content := content_of(kept)) is None:
            return "bring back"
        choices = (
            Choice(_BRING_BACK, "Bring it back", "shows what will be sent, and asks"),
            Choice(_READ, "Read it", "the texts that were in it"),
            Choice(_SAVE, "Save it to disk", clean(content.to_save()[0])),
        )
        title = f"{clean(kept.entry.name)} was deleted"
        while answer := await self._face.choose(title, lambda _: choices):
            if answer == _BRING_BACK:
                return "bring back"
            if answer == _READ:
                await self._face.read(title, clean_block(content.texts))
            else:
                await self._save(content)
        return None

    async def _save(self, content: HeldContent) -> None:
        name, data = content.to_save()
        target = await ask_for_file(
            self._face, self._session.bridge, f"Save {clean(name)} as", clean(name), yes="Save"
        )
        if target is not None:
            path, overwrite = target
            saved = await self._session.bridge.read(lambda: save(path, data, overwrite=overwrite))
            self._face.tell(f"Saved as {saved}.")


def content_of(kept: KeptDocument) -> HeldContent | None:
    """What was in it; None where nothing is kept of that.

    Raises:
        ValueError: it is damaged.
    """
    held = KeptState.from_json(kept.before).content
    return None if held is None else HeldContent.from_json(held)
