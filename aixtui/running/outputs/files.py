"""The files that an output names: saved here, opened on the desktop, their addresses copied."""

from functools import partial
from pathlib import Path

from aixtui.asking import ask_for_file
from aixtui.face import Choice, Face
from aixtui.kindspec.named_file import NamedFile
from aixtui.system.desktop import open_address, opener
from aixtui.system.exported_file import save
from aixtui.workspace.measure import Measure
from aixtui.workspace.session import AppSession

_ID = "file"


class FileSaving:
    """Asks where to, then carries it over; the user can stop it at any time."""

    def __init__(self, session: AppSession, face: Face) -> None:
        self._session, self._face = session, face

    async def open(self, file: NamedFile) -> None:
        """Ask what to do with a file."""
        choices = [Choice("save", "Save it", "to a file of this machine")]
        if file.address:
            choices += [
                Choice("open", "Open it", "with the desktop, where there is one"),
                Choice("copy", "Copy its address", file.address),
            ]
        chosen = await self._face.choose(file.name, lambda _: choices)
        try:
            if chosen == "save":
                await self.save(file)
            elif chosen == "open":
                await self._open(file.address)
            elif chosen == "copy":
                self._face.tell(await self._face.copy(file.address))
        except Exception as error:
            self._face.problem(error)

    async def _open(self, address: str) -> None:
        """Open it where the user sits; where that is another machine, they get the address."""
        if await self._session.bridge.read(opener) is None:
            self._face.tell(f"{await self._face.copy(address)}: {address}", title="No desktop here")
        else:
            await self._session.bridge.write(partial(open_address, address))

    async def save(self, file: NamedFile) -> None:
        """Ask where to, then save it; over what is there only after a yes."""
        name = Path(file.name.replace("\\", "/")).name.lstrip(".") or "file"
        title = f"Save {file.name} as"
        target = await ask_for_file(self._face, self._session.bridge, title, name, yes="Save")
        if target is None:
            return
        path, overwrite = target
        if file.content is not None:
            content = file.content
            place = await self._session.bridge.write(partial(save, path, content, overwrite=overwrite))
        else:
            place = path.expanduser().absolute()
            if not await self._fetch(file, place):
                return
        self._face.tell(f"Saved as {place.absolute()}.")

    async def _fetch(self, file: NamedFile, place: Path) -> bool:
        measure = Measure()

        async def one(_: str) -> None:
            url, size = file.address, file.size
            await self._session.read(lambda ws: ws.files.save(url, place, size, measure.report))

        title = f"Saving {file.name}"
        return bool(
            await self._face.progress(title, [(_ID, file.name)], one, breaks_off=True, measure=measure)
        )
