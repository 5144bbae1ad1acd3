"""Files and folders of the workspace, saved on this machine."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from aixtui.asking import prompt_until
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.workspace.measure import Measure
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

_ID = "file"


class Transfers:
    """Asks where, then carries it over, telling how far it is; the user can stop it at any time."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._subject, self._face = session, subject, face

    async def download(self, answer: str | None = None) -> bool:
        """Save the resource on this machine; whether it was. `answer` is where to, if that was said before.

        Empty it is the own name, in the current folder.
        """
        kind, resource = self._subject.kind, self._subject.resource
        assert kind is not None, "refused without a kind"
        assert resource is not None, "refused without a resource"
        is_folder = bool(kind.opens_into(resource))
        own_name = _file_name(clean(resource.name)) or _file_name(clean(resource.id)) or kind.id
        name = f"{own_name}{kind.file_ending}"
        chosen: list[Path] = []

        async def choose(answer: str) -> str | None:
            call = partial(_writable, answer, name="" if is_folder else name)
            path, is_taken, problem = await self._session.bridge.read(call)
            if problem:
                return problem
            if is_taken and not await self._overwrite(path, is_folder=is_folder):
                return ""
            chosen.append(path)
            return None

        if answer is None:
            await prompt_until(self._face, f"Save {name} as", name, choose, yes="Save", is_path=True)
        elif problem := await choose(answer or name):
            self._face.tell(problem, warning=True)
        if not chosen:
            return False
        target = chosen[0]

        async def carry(measure: Measure) -> None:
            await self._session.read(lambda ws: ws.download(resource, target, measure.report))

        if not await self._carry(f"Saving {name}", name, carry):
            return False
        self._face.tell(f"Saved as {target}.")
        return True

    async def _overwrite(self, path: Path, *, is_folder: bool) -> bool:
        if is_folder:
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


def _file_name(text: str) -> str:
    """The last part of a name that a server gave; empty where it names no file."""
    return "" if text in (".", "..") else Path(text).name


def _writable(answer: str, *, name: str) -> tuple[Path, bool, str]:
    """Where to write, whether something is there, and what is wrong with it, as a sentence.

    A file of this `name` goes into what is a folder; without a name it is a folder that is written.
    """
    try:
        path = Path(answer).expanduser().absolute()
        if name and path.is_dir():
            path /= name
        if not path.parent.is_dir():
            return path, False, f"There is no folder {path.parent}."
        is_taken = path.exists()
        if is_taken and path.is_dir() == bool(name):
            return path, True, f"{path} is {'a folder' if name else 'a file, and no folder'}."
    except (OSError, RuntimeError, ValueError) as error:
        return (
            Path(answer),
            False,
            f"{answer} cannot be written: {getattr(error, 'strerror', None) or error}.",
        )
    return path, is_taken, ""
