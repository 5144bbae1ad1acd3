"""What a run gave, taken out: copied, written to files, shown in a pager, opened on the desktop."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from aixtui.asking import ask_for_file
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.named_file import NamedFile
from aixtui.kindspec.plain_text import counted, json_text
from aixtui.running.outputs.files import FileSaving
from aixtui.running.outputs.lines_part import LinesPart
from aixtui.running.outputs.reading import OutputPart, reply_of
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.running.run import Run
from aixtui.running.run_view import RunView
from aixtui.system.exported_file import save
from aixtui.workspace.session import AppSession

PREVIEW_CELLS = 50
_NO_NAME = set('/\\:*?"<>|')


class Offer(NamedTuple):
    """Something to take, and how its text is made; that may take a while."""

    label: str
    note: str
    make: Callable[[], str]
    ending: str = ""
    """Of a file that holds it; empty where it is not for a file."""


class OutputTaking:
    """Offers what there is to take of the tab that is looked at first, then the rest of the run."""

    def __init__(self, session: AppSession, run: Run, view: RunView, face: Face) -> None:
        self._session, self._run, self._view, self._face = session, run, view, face
        self._saving = FileSaving(session, face)

    @property
    def files(self) -> Sequence[NamedFile]:
        """The files of the output."""
        tables = (part for part in self._view.parts["output"] if isinstance(part, RecordsPart))
        return [file for table in tables for file in table.files]

    def offers(self) -> list[Offer]:
        """All there is to take, by its label."""
        seen: dict[str, Offer] = {}
        for offer in self._offers():
            seen.setdefault(offer.label, offer)
        return [*seen.values()]

    def _offers(self) -> Iterator[Offer]:
        view = self._view
        if view.part is not None:
            yield from _under_cursor(view.part)
            yield from _whole(view.part)
        for part in view.parts["output"]:
            yield from _whole(part)
        live = self._run.live
        if live.last is not None and live.last.raw:
            yield Offer("Reply as JSON", "as it came", lambda: reply_of(live).written("json"), "json")
        for part in view.parts["request"]:
            yield from _whole(part)
        for snippet in view.code:
            ending = {"Python": "py"}.get(snippet.title, "sh")
            note = "the addresses that these find" if snippet.title == "Addresses" else "the same run"
            yield Offer(snippet.title, note, partial(str, snippet.text), ending)
        if live.id:
            yield Offer("Run id", live.id, partial(str, live.id))
        if live.last is not None and live.last.url:
            yield Offer("Poll address", live.last.url, partial(str, live.last.url))

    async def copy(self) -> None:
        """Ask what to copy, copy it, and say which way it went."""
        offer = await self._choose(f"Copy of the run of {self._run.name}", self.offers())
        if offer is not None:
            await self._with(offer, self._copy)

    async def _copy(self, text: str) -> None:
        self._face.tell(await self._face.copy(text))

    async def export(self) -> None:
        """Ask what to write and where to, then write it."""
        offer = await self._choose("Write to a file", [one for one in self.offers() if one.ending])
        if offer is None:
            return
        name = f"{_file_name(self._run.name)}-{_file_name(offer.label.partition(' as ')[0]).lower()}"
        target = await ask_for_file(
            self._face, self._session.bridge, f"File for {offer.label}", f"{name}.{offer.ending}", yes="Write"
        )
        if target is None:
            return

        async def write(text: str) -> None:
            path, overwrite = target
            place = await self._session.bridge.write(partial(save, path, text, overwrite=overwrite))
            self._face.tell(f"Written to {place.absolute()}.")

        await self._with(offer, write)

    async def page(self) -> None:
        """Show the current part in the user's pager."""
        offers = [*_whole(self._view.part)] if self._view.part is not None else []
        if offers:
            await self._with(offers[0], self._face.page)

    async def download(self) -> None:
        """Save the file under the cursor, or one of those that there are."""
        part = self._view.part
        file = part.file if isinstance(part, RecordsPart) else None
        if file is None:
            files = self.files
            choices = [Choice(str(at), one.name, one.address) for at, one in enumerate(files)]
            chosen = "0" if len(files) == 1 else await self._face.choose("Save a file", lambda _: choices)
            file = files[int(chosen)] if chosen is not None else None
        if file is not None:
            await self._saving.save(file)

    async def open_row(self, part: RecordsPart) -> None:
        """Show all of a record; of a file ask what to do with it."""
        if not part.size:
            return
        if part.file is not None:
            await self._saving.open(part.file)
        else:
            title = f"{part.title} {part.cursor + 1:,} of {part.size:,}"
            await self._face.read(title, json_text(part.record))

    async def _choose(self, title: str, offers: list[Offer]) -> Offer | None:
        choices = [Choice(one.label, one.label, clean(one.note)[:PREVIEW_CELLS]) for one in offers]
        label = await self._face.choose(title, lambda _: choices)
        return next((one for one in offers if one.label == label), None)

    async def _with(self, offer: Offer, use: Callable[[str], Awaitable[None]]) -> None:
        """Make the text off the loop, then use it; say what is wrong where that fails."""
        try:
            await use(await self._session.bridge.read(offer.make))
        except Exception as error:
            self._face.problem(error)


def _under_cursor(part: OutputPart) -> Iterator[Offer]:
    """What the cursor is on."""
    if isinstance(part, LinesPart) and part.document.rows:
        source, line = part.document.source, part.document.line
        lines = source.lines[line : source.ends.get(line, line) + 1]
        yield Offer("Line under the cursor", lines[0].strip(), partial("\n".join, lines))
    if isinstance(part, RecordsPart) and part.size:
        if part.file is not None and part.file.address:
            yield Offer("Address", part.file.address, partial(str, part.file.address))
        record = part.record
        yield Offer("Row under the cursor", "JSON", partial(json_text, record), "json")
        for column, cell in zip(part.columns, part.whole_cells(), strict=True):
            yield Offer(f"{column.label} under the cursor", cell, partial(str, cell))


def _whole(part: OutputPart) -> Iterator[Offer]:
    """All of a part, in each form there is."""
    for form, label in part.forms().items():
        note = counted(part.size, "row") if isinstance(part, RecordsPart) else _beginning(part)
        yield Offer(f"{part.title} as {label}", note, partial(part.written, form), form)


def _beginning(part: OutputPart) -> str:
    return next((line.strip() for line in part.lines if line.strip(" {[")), "")


def _file_name(text: str) -> str:
    """A text as a part of a file's name."""
    return (
        "".join("-" if char in _NO_NAME or char.isspace() else char for char in text).strip(".-")[:60]
        or "run"
    )
