"""What `aixtui run` says of itself, and of a run that it does not see the end of."""

import shlex
from typing import TYPE_CHECKING

from aixtui.cli.options import ConnectionOptions
from aixtui.cli.progress import fate

if TYPE_CHECKING:
    from aixsdk.exceptions import CancelledError

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


def how_far(error: "CancelledError", *, in_sandbox: bool) -> str:
    """What had become of a run when the time for it was over."""
    if error.run_id:
        return f"The run was accepted. {fate(in_sandbox)}"
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
