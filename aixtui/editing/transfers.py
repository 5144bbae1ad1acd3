"""Files between this machine and the workspace."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from aixtui.face import Face, prompt_until
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Resource
from aixtui.workspace.measure import Measure
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

_ID = "file"


class Transfers:
    """Asks where, then carries it over, telling how far it is; the user can stop it at any time."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._subject, self._face = session, subject, face

    async def upload(self) -> None:
        """Have a new resource made of a file or a folder."""
        kind = self._subject.kind
        assert kind is not None, "refused without a kind"
        chosen: list[Path] = []

        async def choose(answer: str) -> str | None:
            path, problem = await self._session.bridge.read(partial(_readable, answer))
            if not problem:
                chosen.append(path)
            return problem or None

        await prompt_until(self._face, "File or folder to upload", "", choose, yes="Upload")
        if not chosen:
            return
        path, made = chosen[0], list[Resource]()

        async def carry(measure: Measure) -> None:
            call = lambda ws: ws.upload(kind, path, measure.report)  # noqa: E731
            made.append(await self._session.read(call))

        await self._carry(f"Uploading {path.name}", path.name, carry)
        if made:
            self._subject.on_saved(kind, made[0])
        else:
            self._subject.refresh()  # nobody knows how far it came

    async def download(self) -> None:
        """Save the resource on this machine."""
        resource = self._subject.resource
        assert resource is not None, "refused without a resource"
        name = Path(clean(resource.name)).name or clean(resource.id)
        chosen: list[Path] = []

        async def choose(answer: str) -> str | None:
            path, problem = await self._session.bridge.read(partial(_writable, answer))
            if problem:
                return problem
            if path.exists() and not await self._overwrite(path):
                return ""
            chosen.append(path)
            return None

        await prompt_until(self._face, f"Save {name} as", name, choose, yes="Save")
        if not chosen:
            return
        target = chosen[0]

        async def carry(measure: Measure) -> None:
            await self._session.read(lambda ws: ws.download(resource, target, measure.report))

        if await self._carry(f"Saving {name}", name, carry):
            self._face.tell(f"Saved as {target}.")

    async def _overwrite(self, path: Path) -> bool:
        if path.is_dir():
            question, loss = f"Unpack into {path}?", "Files in it that have the same names are replaced."
        else:
            question, loss = f"{path} is there already. Overwrite it?", "What it holds now is lost."
        return await self._face.confirm(question, loss, yes="Overwrite", danger=True)

    async def _carry(self, title: str, name: str, do: Callable[[Measure], Awaitable[None]]) -> bool:
        measure = Measure()

        async def one(_: str) -> None:
            await do(measure)

        done = await self._face.progress(title, [(_ID, name)], one, breaks_off=True, measure=measure)
        return bool(done)


def _readable(answer: str) -> tuple[Path, str]:
    """The path, and what is wrong with it, as a sentence."""
    try:
        path = Path(answer).expanduser()
        if not path.is_file() and not path.is_dir():
            return path, f"There is neither a file nor a folder {answer}."
    except (OSError, RuntimeError, ValueError) as error:  # a name too long, a home that nobody has
        return Path(answer), f"{answer} cannot be read: {getattr(error, 'strerror', None) or error}."
    return path, ""


def _writable(answer: str) -> tuple[Path, str]:
    try:
        path = Path(answer).expanduser().absolute()
        if not path.parent.is_dir():
            return path, f"There is no folder {path.parent}."
        path.exists()
    except (OSError, RuntimeError, ValueError) as error:
        return Path(answer), f"{answer} cannot be written: {getattr(error, 'strerror', None) or error}."
    return path, ""
