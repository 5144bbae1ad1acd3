"""What `aixtui run` says of itself, and of a run that it does not see the end of."""

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aixtui.cli.options import ConnectionOptions
from aixtui.cli.progress import LostRunError, fate, last_event
from aixtui.cli.run_waiting import goes_on

if TYPE_CHECKING:
    from aixsdk.exceptions import CancelledError
    from aixtui.kindspec.results import RunEvent
    from aixtui.workspace.run_recording import RunRecording

HELP = """\
Run a resource and print its result as one JSON object. An ID without a KIND is a model's.

\b
-i NAME=VALUE   text, read as the parameter's type asks
-i NAME=@FILE   the text of a file; @- is stdin
-i NAME:=JSON   any JSON value, sent as it is; NAME:=@FILE that of a file

A tool takes an action and the inputs of that: -i action=add -i a=1 -i b=2, or the inputs all in one,
-i data:=JSON. A file is given by its path or URL; `aixtui get files/ID --jq .url` prints that of one that
was uploaded. The answer of an agent is .data.output of the result, that of anything else .data.
"""


class SentRun:
    """One run, as what is said of it names it: by the id that the journal finds it by."""

    def __init__(self, recording: "RunRecording", options: ConnectionOptions, *, ends_with_us: bool) -> None:
        self._recording, self._options, self._ends_with_us = recording, options, ends_with_us

    def goes_on(self) -> str:
        """What becomes of it when nobody waits for it; empty where it was not accepted, or is not kept."""
        is_found = self._recording.url and self._recording.problem is None and not self._ends_with_us
        return goes_on(self._recording.record.id, self._options) if is_found else ""

    def last_event(
        self,
        events: "Iterator[RunEvent]",
        *,
        show_progress: bool,
        in_sandbox: bool,
        until_accepted: bool = False,
    ) -> "RunEvent":
        """Follow it as `progress.last_event`; what goes wrong with it names it so."""
        from aixsdk.exceptions import AixplainV2Error

        try:
            return last_event(
                events,
                show_progress=show_progress,
                in_sandbox=in_sandbox,
                until_accepted=until_accepted,
                goes_on=self.goes_on,
            )
        except (AixplainV2Error, LostRunError) as error:
            if error.run_id and self._recording.problem is None:
                error.run_id = self._recording.record.id
            raise


def how_far(error: "CancelledError", run: SentRun | None, *, in_sandbox: bool) -> str:
    """What had become of a run when the time for it was over."""
    if error.run_id:
        return f"The run was accepted. {(run and run.goes_on()) or fate(in_sandbox)}"
    request = error.request
    if error.outcome_unknown and request and request.kind == "run":
        return "The run was sent, and not answered."
    return "Nothing was run: it had not been sent."


def nobody_runs_it(options: ConnectionOptions) -> str:
    """Why nothing is sent that nobody waits for: a sandbox serves as long as somebody does."""
    where = shlex.join(["--db", str(options.db)]) if options.db else ""
    serve = (
        "" if options.ephemeral else f" Start it first, in another terminal: aixtui sandbox {where}".rstrip()
    )
    return f"The sandbox ends with this command, and the run with it: --detach would lose it.{serve}"
