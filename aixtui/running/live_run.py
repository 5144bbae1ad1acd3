"""One run that was sent, or is about to be: what happens, and how it ends."""

from collections import deque
from collections.abc import AsyncIterator

from aixtui.actions import key_of
from aixtui.face import Face
from aixtui.kindspec.results import RunEvent
from aixtui.running.step_tree import StepTree
from aixtui.running.streamed_text import StreamedText
from aixtui.system import clock
from aixtui.workspace.code import RunValues
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.refusal import Objection, objections
from aixtui.workspace.run_recording import RunRecording

MAX_EVENTS = 200
PARTIAL = "The answer is partial: this is what is kept of it."
STREAM_STOPPED = (
    "Stopped reading: the connection is closed, and what came is kept. "
    "The platform may go on for a while, and credits may be counted for the whole answer."
)


class LiveRun:
    """Times are those of `clock.monotonic`."""

    def __init__(self, changed: Notice, moved: Notice, run_id: str = "") -> None:
        """`moved` tells that the user looks at something else of it."""
        self._changed, self._moved = changed, moved
        self.id = run_id
        """What the journal knows the run by; empty before there is one."""
        self.values: RunValues | None = None
        """What it was sent with; None before that."""
        self.events: deque[tuple[RunEvent, int]] = deque(maxlen=MAX_EVENTS)
        """What happened, each with how many polls there were by then."""
        self.polls = 0
        self.started_at = clock.monotonic()
        self.stopped_after: float | None = None
        """After how many seconds the user stopped watching it here."""
        self.is_recalled = False
        """Whether it was over before it is shown here."""
        self._earlier = 0.0
        """Seconds that it went on before it is watched here."""
        self.is_watching = False
        self.ending = ""
        """How it ended and after how long; empty while it goes on."""
        self.note = ""
        """Why it is no longer watched, where the user has stopped that."""
        self.problem: Problem | None = None
        self.objections: tuple[Objection, ...] = ()
        """What the server has against what was sent."""
        self.text, self.steps = StreamedText(), StepTree(moved)
        self.latest: RunEvent | None = None
        """What happened last, be it a piece of the answer."""
        self.is_followed = True
        """Whether the end of what comes is kept in sight: until the user reads further up."""
        self.happened = 0
        """How many events there were."""
        self.is_streamed = False
        """Whether the answer comes piece by piece."""
        self.url = ""
        """Where the server is asked, of one that could not be watched to its end."""
        self._asks_at: float | None = None
        self._retry_at: float | None = None
        self._is_told_unwritten = False

    @property
    def retry_wait(self) -> float | None:
        """Seconds until the server takes it again, 0 when it does; None where it has not asked to wait."""
        return None if self._retry_at is None else max(self._retry_at - clock.monotonic(), 0.0)

    @property
    def wait(self) -> float | None:
        """Seconds until the server is asked again, 0 when it is asked now; None where it is not asked."""
        if self._asks_at is None or not self.is_watching:
            return None
        return max(self._asks_at - clock.monotonic(), 0.0)

    @property
    def is_lost(self) -> bool:
        """Whether the server could not be asked the last time."""
        return self.latest is not None and self.latest.phase == "lost"

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
        return bool(self.problem and not self.problem.is_failed_run and self.url)

    @property
    def may_go_on(self) -> bool:
        """Whether it may go on at the server, unwatched here, so that it can be watched again."""
        if self.is_watching or not self.ending:
            return False
        return self.is_lost_sight_of or (self.stopped_after is not None and bool(self.url))

    @property
    def elapsed(self) -> float:
        """Seconds since it was sent."""
        return clock.monotonic() - self.started_at

    async def follow(self, events: AsyncIterator[RunEvent], recording: RunRecording, face: Face) -> None:
        """Watch it to its end."""
        try:
            async for event in events:
                self.add(event)
                self._tell_unwritten(recording, face)
        except Exception as error:
            self.problem, self.objections = explain(error).lasting, objections(error)
            self.url = recording.url or (self.last.url if self.last else "")
            if self.problem.retry_after and not self.is_lost_sight_of:
                self._retry_at = clock.monotonic() + self.problem.retry_after
            self.end("lost sight of it" if self.is_lost_sight_of else "FAILED")
        finally:
            self._tell_unwritten(recording, face)

    def _tell_unwritten(self, recording: RunRecording, face: Face) -> None:
        """Say once, while it goes on, that the journal could not be written."""
        if recording.problem is not None and not self._is_told_unwritten:
            self._is_told_unwritten = True
            face.problem(recording.problem)

    def add(self, event: RunEvent) -> None:
        """One more thing has happened. Pieces of an answer are looked up by whoever shows them."""
        event = event._replace(elapsed=event.elapsed + self._earlier)
        self.latest = event
        self._asks_at = None if event.wait is None else clock.monotonic() + event.wait
        if event.phase == "streamed":
            self._add_piece(event.text)
            return
        self.polls += event.phase == "polled"
        self.events.append((event, self.polls))
        self.happened += 1
        if event.reading.steps:
            self.steps.load(event.reading.steps)
        if event.phase == "finished":
            self.end(event.status or "finished", event.run_time or event.elapsed)
        else:
            self._changed()

    def _add_piece(self, piece: str) -> None:
        self.text.add(piece)
        if not self.is_streamed:
            self.is_streamed = True
            self._changed()

    def go_on_from(self, seconds: float, polls: int) -> None:
        """It was sent so long ago, with so many polls that said something new, before it is watched here."""
        self.started_at -= seconds
        self._earlier, self.polls = self.elapsed, polls
        self._changed()

    def keep_up(self, *, is_on: bool = True) -> None:
        """Keep the end of what comes in sight, or no longer."""
        if self.is_followed != is_on:
            self.is_followed = is_on
            self._moved()

    def recall(self, event: RunEvent | Exception, ending: str) -> None:
        """It was over before it is shown here: this is its reply, or why there is none."""
        if isinstance(event, Exception):
            self.problem, self.objections = explain(event).lasting, objections(event)
        else:
            self.events.append((event, 0))
            self.steps.load(event.reading.steps)
            self.steps.stop()
        self.ending, self.is_recalled, self.is_watching = ending, True, False
        self._changed()

    def recall_partial(self, event: RunEvent, text: str, why: str, ending: str) -> None:
        """It was over before it is shown here, and its answer had not come to its end."""
        self.text.add(text)
        self.text.finish()
        self.is_streamed, self.note = True, f"{PARTIAL} {why}".strip()
        self.recall(event, ending)

    def stop_watching(self, command: str = "") -> None:
        """The user watches no longer; the run goes on where it is, and the command watches it again."""
        watch, runs = key_of("panel.watch"), key_of("browse.past-runs")
        self.stopped_after = self.elapsed
        self.url = self.last.url if self.last and not self.is_streamed else ""
        self.note = (
            STREAM_STOPPED
            if self.is_streamed
            else (
                f"Stopped watching. The run goes on at the server: {watch} watches it again, {runs} on a list"
                " finds it." + (f" In a shell: {command}" if command else "")
                if self.url
                else "Stopped waiting. The run was sent; what became of it is not known."
            )
        )
        self.end("stopped reading" if self.is_streamed else "stopped watching")

    def end(self, word: str, seconds: float | None = None) -> None:
        """Nothing more is to be seen of it here; it took so long, as lists say it, too."""
        self.is_watching = False
        self.text.finish()
        self.steps.stop()
        self.ending = f"{word}  {self.elapsed if seconds is None else seconds:.1f} s"
        self._changed()
