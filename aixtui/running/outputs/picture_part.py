"""A picture among the files of an output, drawn where it may be fetched without asking."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from aixtui.actions import key_of
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.named_file import NamedFile
from aixtui.workspace.notice import Notice
from aixtui.workspace.picture import MOST_BYTES, Picture, PictureError
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession


class PicturePart:
    """A picture, or why it is not seen."""

    lines: tuple[str, ...] = ()
    line_count = 0

    def __init__(self, file: NamedFile) -> None:
        self.file, self.title = file, file.name
        self.changed = Notice()
        self.picture: Picture | None = None
        self.note = ""
        """Why it is not seen, as a sentence."""
        self._is_wanted = False

    @property
    def is_waiting(self) -> bool:
        """Whether it is not fetched before the user says so."""
        return self.picture is None and not self._is_wanted

    def show_on(self, session: AppSession, face: Face, *, is_asked_for: bool = False) -> None:
        """Have it fetched and decoded; from elsewhere than the platform only if it is asked for."""
        self._is_wanted = is_asked_for
        self._tell("Loading it …")
        face.start(self._load(session))

    async def _load(self, session: AppSession) -> None:
        try:
            content = await self._content(session)
            if content is not None:
                self.picture = await session.bridge.read(lambda: Picture.decode(content))
                self._is_wanted = True
                self._tell("")
        except Exception as error:
            problem = explain(error)
            self._tell(problem.text or problem.title)

    async def _content(self, session: AppSession) -> bytes | None:
        url = self.file.address
        if not url:
            return self.file.content or b""
        if not self._is_wanted:
            if not await session.read(lambda ws: ws.files.is_own(url)):
                host = clean(urlsplit(url).hostname)
                self._tell(f"{key_of('panel.preview')} shows it: {host} learns then that it was looked at.")
                return None
            self._is_wanted = True
        content = await session.read(lambda ws: ws.files.read(url, MOST_BYTES))
        if content is None:
            raise PictureError(
                f"It has more than {MOST_BYTES // 1_000_000} MB: {key_of('panel.download')} saves it."
            )
        return content

    def _tell(self, note: str) -> None:
        self.note = note
        self.changed()

    def forms(self) -> Mapping[str, str]:
        """Nothing that is a text: it is among the files, too."""
        return {}

    def written(self, form: str) -> str:
        """Nothing."""
        raise KeyError(form)
