"""Running one resource, as often as the user likes: inputs, what happens, how it ends."""

from collections import deque
from collections.abc import AsyncIterator
from typing import Literal

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.inputs import InvalidValueError, parse_all
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.results import RunEvent
from aixtui.kindspec.text_codec import JSON
from aixtui.stores.run_record import RunPhase, RunRecord, StoredRun, new_run_id
from aixtui.system import clock
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.run_recording import RunRecording
from aixtui.workspace.session import AppSession

MAX_EVENTS = 200
View = Literal["inputs", "panel"]


class KeptRunError(Exception):
    """There is no reply of a run that was sent before."""

    hint = ""

    def __init__(self, phase: RunPhase, sentence: str) -> None:
        super().__init__(sentence or "The server did not say what became of it.")
        self.title = "The run failed" if phase == "failed" else "No reply is kept"


class Run:
    """Leaving it stops the watching, not the run. Times are those of `clock.monotonic`."""

    def __init__(
        self, session: AppSession, kind: Kind, resource: Resource, kept: StoredRun | None = None
    ) -> None:
        """`kept` is one that was sent before, to be seen or watched again."""
        self._session, self._kept = session, kept
        self.kind, self.resource = kind, resource
        self.inputs = kind.inputs(resource) if kind.inputs else ()
        self.texts = {one.name: one.default for one in self.inputs}
        """What is typed into each input."""
        if kept is not None:
            self.texts |= {
                name: value if isinstance(value, str) else JSON.show(value)
                for name, value in kept.record.inputs.items()
                if name in self.texts
            }
        self.changed = Notice()
        self.view: View = "inputs"
        self.invalid_field = ""
        """The input that has to be mended; empty when none has."""
        self.is_watching = self.is_over = self.is_raw_visible = False
        self.number = 0
        """Which of the runs this is, from 1."""
        self.id = ""
        """What the journal knows the run by; empty before there is one."""
        self._clear()

    def _clear(self) -> None:
        self.events: deque[tuple[RunEvent, int]] = deque(maxlen=MAX_EVENTS)
        """What happened, each with how many polls there were by then."""
        self.polls = 0
        self.started_at = clock.monotonic()
        self.ending = ""
        """How it ended and after how long; empty while it goes on."""
        self.note = ""
        """Why it is no longer watched, where the user has stopped that."""
        self.problem: Problem | None = None

    @property
    def last(self) -> RunEvent | None:
        """The latest event; None before it is sent."""
        return self.events[-1][0] if self.events else None

    @property
    def is_finished(self) -> bool:
        """Whether there is a reply."""
        return self.last is not None and self.last.phase == "finished"

    @property
    def is_lost_sight_of(self) -> bool:
        """Whether it was accepted and could not be watched to its end."""
        return bool(self.problem and self.problem.can_retry and self.last and self.last.url)

    @property
    def loss(self) -> str:
        """What would be lost by quitting now, as a sentence; empty when nothing would."""
        connection = self._session.connection
        if self.is_watching and connection is not None and connection.is_sandbox:
            return "This run ends with the sandbox."
        return ""

    def type(self, name: str, text: str) -> None:
        """An input holds this text now."""
        if self.texts[name] != text:
            self.texts[name], self.invalid_field = text, ""

    def show_inputs(self) -> None:
        """Show the inputs, to run with changes."""
        self.view = "inputs"
        self.changed()

    def toggle_raw(self) -> None:
        """Show or hide the raw reply."""
        self.is_raw_visible = not self.is_raw_visible
        self.changed()

    def is_ready(self, face: Face) -> bool:
        """Whether the inputs fit; where they do not, say which one and why."""
        try:
            parse_all(self.inputs, self.texts)
        except InvalidValueError as error:
            face.tell(str(error), title=error.title, warning=True)
            self.view, self.invalid_field = "inputs", error.name
            self.changed()
            return False
        return True

    def begin(self) -> None:
        """Forget the run before; a new one is sent."""
        self._clear()
        self.number += 1
        self.view, self.invalid_field, self.is_watching = "panel", "", True
        self.changed()

    def show_on(self, face: Face) -> None:
        """It is shown by this face from now on: what was sent before is watched, or its reply shown."""
        kept = self._kept
        if kept is None:
            return
        self._kept, self.id = None, kept.record.id
        if kept.is_open and kept.progress.url:
            self.begin()
            self.id = kept.record.id
            face.start(self._watch_again(kept, face), "run")
        else:
            self.view = "panel"
            face.start(self._recall(kept))

    async def _watch_again(self, kept: StoredRun, face: Face) -> None:
        recording = await self._session.take_run(kept)
        if recording is None:
            self.note = "Another window watches it."
            self._end("not watched here")
            return
        await self._follow(self._session.watch(self.kind, recording), recording, face)

    async def _recall(self, kept: StoredRun) -> None:
        """Show how it ended, as it was kept."""
        progress = kept.progress
        try:
            if progress.reply is None:
                raise KeptRunError(progress.phase, progress.sentence)
            reply, url = progress.reply, progress.url
            event = await self._session.read(lambda ws: ws.reply(self.kind, self.resource, reply, url))
        except Exception as error:
            self.problem = explain(error)
        else:
            self.events.append((event, 0))
        self.ending = f"{progress.status or progress.phase}  {age_text(kept)} ago"
        self.changed()

    async def watch(self, face: Face) -> None:
        """Send it and follow it to its end."""
        texts = dict(self.texts)
        record = RunRecord(
            new_run_id(),
            self._session.workspace_name,
            self.kind.id,
            self.resource.id,
            self.name,
            {name: text for name, text in texts.items() if text},
            "app",
        )
        self.id = record.id
        recording = await self._session.recording(record)
        await self._follow(self._session.run(self.kind, self.resource, texts, recording), recording, face)

    async def _follow(self, events: AsyncIterator[RunEvent], recording: RunRecording, face: Face) -> None:
        try:
            async for event in events:
                self.add(event)
        except Exception as error:
            self.problem = explain(error)
            self._end("lost sight of it" if self.is_lost_sight_of else "FAILED")
        finally:
            if recording.problem is not None:
                face.problem(recording.problem)

    def add(self, event: RunEvent) -> None:
        """One more thing has happened."""
        self.polls += event.phase == "polled"
        self.events.append((event, self.polls))
        if event.phase == "finished":
            self._end(event.status or "finished")
        else:
            self.changed()

    def stop_watching(self) -> None:
        """The user watches no longer; the run goes on where it is."""
        url = self.last.url if self.last else ""
        self.note = (
            f"Stopped watching. The run goes on at the server: R on a list watches it again, "
            f"and so does aixtui runs attach {self.id}"
            if url
            else "Stopped waiting. The run was sent; what became of it is not known."
        )
        self._end("stopped watching")

    def leave(self) -> None:
        """The user is done with it."""
        self.is_over = True
        self.changed()

    @property
    def elapsed(self) -> float:
        """Seconds since it was sent."""
        return clock.monotonic() - self.started_at

    @property
    def name(self) -> str:
        """The resource's name, clean."""
        return clean(self.resource.name)

    def _end(self, word: str) -> None:
        self.is_watching = False
        self.ending = f"{word}  {self.elapsed:.1f} s"
        self.changed()


def age_text(run: StoredRun) -> str:
    """How long ago it was sent."""
    return clock.age_text((clock.now() - run.started_at).total_seconds())
