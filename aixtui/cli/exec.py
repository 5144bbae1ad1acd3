"""`aixtui exec`: another program, which is given the key because that was asked for."""

import subprocess
from typing import TYPE_CHECKING

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.setup_error import SetupError

if TYPE_CHECKING:
    from aixtui.settings.connection import ConnectionSettings

_NOT_FOUND, _NOT_STARTED, _BY_SIGNAL = 127, 126, 128
"""What shells end with where a command is not there, cannot be started, was ended by a signal."""


class NotStartedError(SetupError):
    """The program could not be started."""

    title = "Cannot start the program"
    code = "not-started"

    def __init__(self, text: str, exit_code: int) -> None:
        super().__init__(text)
        self.exit_code = exit_code


@click.command(
    "exec",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="It ends with the exit code of COMMAND, 127 where there is none, 128 and the number of a signal.",
)
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
@connection_options
def exec_command(options: ConnectionOptions, command: tuple[str, ...]) -> int:
    """Run COMMAND with the API key and the addresses in its environment, and nowhere else.

    It finds them in TEAM_API_KEY, BACKEND_URL and MODELS_RUN_URL. Write -- before COMMAND.

    \b
    aixtui exec --profile work -- python my_script.py
    aixtui exec --sandbox -- sh -c 'echo $BACKEND_URL'
    """
    from aixtui.cli.connecting import connect, optional_stdin_key
    from aixtui.cli.consent import with_key
    from aixtui.cli.sandbox_connection import start_sandbox
    from aixtui.settings.reading import read_settings

    settings = read_settings()
    if options.wants_sandbox:
        sandbox, connection = start_sandbox(options, settings)
        with sandbox:
            return _run(command, connection, has_stdin=True)
    connection = with_key(connect(options, settings, optional_stdin_key(options)))
    return _run(command, connection, has_stdin=not options.api_key_stdin)


def _run(command: tuple[str, ...], connection: "ConnectionSettings", *, has_stdin: bool) -> int:
    """Wait for the program. Where stdin gave the key the program has none: of a pipe more has been read."""
    from aixtui.system.child_environment import without_keys
    from aixtui.system.editor import signals_for

    assert connection.credential is not None
    environment = {
        **without_keys(),
        "TEAM_API_KEY": connection.credential.key.reveal(),
        "BACKEND_URL": connection.backend_url,
        "MODELS_RUN_URL": connection.models_url,
    }
    stdin = None if has_stdin else subprocess.DEVNULL
    try:
        with subprocess.Popen(command, env=environment, stdin=stdin) as process, signals_for(process):
            code = process.wait()
    except OSError as error:
        code = _NOT_FOUND if isinstance(error, FileNotFoundError) else _NOT_STARTED
        raise NotStartedError(f"{command[0]}: {error.strerror}.", code) from error
    return _BY_SIGNAL - code if code < 0 else code
