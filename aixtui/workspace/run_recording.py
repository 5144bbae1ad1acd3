"""A run written down as it happens: whatever becomes of this process, what was sent is known."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from aixsdk.exceptions import AixplainV2Error, CancelledError
from aixsdk.polling import Pause
from aixtui.auth.redaction import HIDDEN, hide_known, hide_known_in
from aixtui.kindspec.results import RunEvent
from aixtui.kindspec.secret_names import without_secrets
from aixtui.settings.connection import SANDBOX
from aixtui.stores.run_record import OPEN_PHASES, Progress, RunPhase, RunRecord
from aixtui.stores.runs import Runs
from aixtui.stores.sqlite_file import StoreError
from aixtui.system import clock
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.run_stream import STREAMING, reply_of

StepT = TypeVar("StepT", bound=RunEvent | Pause)
FAILED = frozenset({"failed", "aborted", "canceled", "cancelled", "error"})
"""The server's words for a run that came to nothing."""
_PHASES: dict[str, RunPhase] = {"sent": "sent", "accepted": "accepted", "polled": "polling"}
PIECES_SECONDS = 1.0
"""Between two writes of what has come of an answer that is streamed."""
RETRY_SECONDS = 30.0
"""After a write that failed, until how far the run has come is written again: a locked file takes time."""
STOPPED = "It was no longer read before its end: credits may be counted all the same."
GONE_WITH_SANDBOX = "The sandbox does not know it: it ended with the sandbox that ran it."
GOES_ON = "The run goes on all the same: it is sent once, and nothing has to be paid again."
WRITTEN_AT_ITS_END = "What it gives is written down at its end, if that can be done by then."
NOT_AMONG_RUNS = "It will not be among the runs: save what it gives."
LEFT = "Nobody waited for the server's answer: what became of it is not known."


class UnwrittenRunError(StoreError):
    """The journal could not be written while a run went on, which goes on all the same."""

    title = "The journal could not be written"

    def __init__(self, cause: StoreError, *, is_there: bool) -> None:
        """`is_there` tells whether the journal has the run, as far as it had come."""
        what = WRITTEN_AT_ITS_END if is_there else NOT_AMONG_RUNS
        super().__init__(str(cause), " ".join(filter(None, (GOES_ON, what, cause.hint))))


class RunRecording:
    """Writes one run, and no key of this process with it.

    A journal that cannot be written stops no run: `problem` says why, to be told once. Of a run that the
    journal has its end is written all the same, if it can be by then.
    """

    def __init__(self, runs: Runs, record: RunRecord, url: str = "") -> None:
        """`url` is where the server is asked, of a run that was accepted already."""
        self._runs = runs
        self.record = record._replace(
            name=hide_known(record.name),
            inputs=hide_known_in(dict(record.inputs)),
            sent=None if record.sent is None else hide_known_in(dict(record.sent)),
        )
        self.problem: StoreError | None = None
        self._is_from_the_start = not url
        self._is_there = bool(url)
        """Whether the journal has it."""
        self.url = self._written_url = url
        self._failed_at: float | None = None
        self._written: Progress | None = None
        self._pieces: list[str] = []
        """What has come of an answer that is streamed."""
        self._pieces_at = -PIECES_SECONDS

    def begin(self) -> None:
        """Write what is to be run, before anything is sent."""
        inputs: dict[str, Any] = dict(self.record.inputs)
        named = inputs.keys() - without_secrets(inputs, []).keys()
        secret = named | {name for name, one in inputs.items() if one == HIDDEN}
        sent = self.record.sent
        kept = self.record._replace(
            inputs=_without_nested_secrets(inputs),
            sent=None if sent is None else _without_nested_secrets(sent),
        )
        try:
            self._runs.add(kept, secret_inputs=secret)
            self._is_there = True
        except StoreError as error:
            self.problem = UnwrittenRunError(error, is_there=False)

    def follow(self, events: Iterator[StepT]) -> Iterator[StepT]:
        """The same, each event written before the next one is asked for: what is asked for acts."""
        try:
            for event in events:
                if isinstance(event, RunEvent):
                    self._note(event)
                yield event
        except CancelledError:
            self.let_go()
            raise
        except Exception as error:
            self._fail(error)
            raise

    def _note(self, event: RunEvent) -> None:
        self.url = event.url or self.url
        if event.phase == "streamed":
            self._add_piece(event.text)
        elif event.phase != "lost":
            self._write(self._progress(event))

    def let_go(self) -> None:
        """Nobody watches any more: who wants to know asks the server again, where it said where."""
        if self.url:
            self._release()
        elif self._pieces:
            self._write(Progress("stopped", status="STOPPED", reply=self._partial, sentence=STOPPED))
        else:
            self._write(Progress("unknown", sentence=LEFT))

    @property
    def _partial(self) -> dict[str, Any] | None:
        """What has come of an answer that did not come to its end; None where none was streamed."""
        return reply_of("".join(self._pieces), is_whole=False) if self._pieces else None

    def _add_piece(self, text: str) -> None:
        """Keep a piece of the answer: a process that is killed loses a second of it at most."""
        self._pieces.append(text)
        now = clock.monotonic()
        if now - self._pieces_at >= PIECES_SECONDS:
            self._pieces_at = now
            self._write(Progress("sent", status=STREAMING, reply=self._partial))

    def _fail(self, error: Exception) -> None:
        problem = explain(error).lasting
        if self.url and not problem.is_failed_run:
            self._let_go_after(problem, is_poll=_is_poll(error))
        elif problem.outcome_unknown:
            self._write(Progress("unknown", reply=self._partial, sentence=problem.sentence))
        else:
            status = "FAILED" if self._pieces or problem.is_failed_run else ""
            reply = self._partial or _reply_of_failure(error) if problem.is_failed_run else self._partial
            self._write(Progress("failed", status=status, reply=reply, sentence=problem.sentence))

    def _let_go_after(self, problem: Problem, *, is_poll: bool) -> None:
        """It could not be asked about; only a server that does not know it ends the matter."""
        if problem.is_gone and is_poll:
            is_in_sandbox = self.record.workspace.split()[0] == SANDBOX
            sentence = GONE_WITH_SANDBOX if is_in_sandbox else problem.sentence
            self._write(Progress("unknown", sentence=sentence))
        else:
            self._release()

    def _release(self) -> None:
        if self.url != self._written_url:  # the last moment: without it nobody can ask what became of it
            self._try(lambda: self._runs.advance(self.record.id, Progress("polling", self.url)))
        self._try(lambda: self._runs.release(self.record.id))

    def _progress(self, event: RunEvent) -> Progress:
        phase = _PHASES.get(event.phase) or ("failed" if event.status.casefold() in FAILED else "done")
        reply = dict(event.raw) if event.phase in ("polled", "finished") else None
        return Progress(
            phase,
            self.url,
            event.request_id,
            event.status,
            reply,
            event.credits,
            self._seconds(event),
            share=event.reading.progress,
            stage=event.reading.note,
        )

    def _seconds(self, event: RunEvent) -> float | None:
        """How long it took: the server's word, else what whoever watches it sees."""
        if event.phase != "finished" or not self._is_from_the_start:
            return event.run_time
        return event.run_time or event.elapsed

    def _write(self, progress: Progress) -> None:
        progress = progress._replace(
            reply=hide_known_in(progress.reply),
            sentence=hide_known(progress.sentence),
            stage=hide_known(progress.stage),
        )
        if progress == self._written or (progress.phase in OPEN_PHASES and self._has_just_failed):
            return
        if self._try(lambda: self._runs.advance(self.record.id, progress)):
            self._written, self._written_url = progress, progress.url or self._written_url

    @property
    def _has_just_failed(self) -> bool:
        return self._failed_at is not None and clock.monotonic() - self._failed_at < RETRY_SECONDS

    def _try(self, write: Callable[[], None]) -> bool:
        """Whether it could be written. To what was never begun nothing is added."""
        if not self._is_there:
            return False
        try:
            write()
        except StoreError as error:
            self.problem = self.problem or UnwrittenRunError(error, is_there=True)
            self._failed_at = clock.monotonic()
            return False
        return True


def _without_nested_secrets(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {name: without_secrets(one, []) for name, one in inputs.items()}


def _is_poll(error: Exception) -> bool:
    """Whether it is about the run itself, and not about what was run."""
    request = error.request if isinstance(error, AixplainV2Error) else None
    return request is not None and request.kind == "poll"


def _reply_of_failure(error: Exception) -> dict[str, Any] | None:
    """The reply that said that the run failed; None where the error tells none."""
    return getattr(error, "response_data", None) or None
