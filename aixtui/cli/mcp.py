"""`aixtui mcp`: the verbs as tools of a Model Context Protocol server."""

import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from aixtui.cli.exit_codes import DONE
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.system.end_signals import SIGNALLED

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from aixtui.workspace.session import AppSession


PATIENCE_SECONDS = 2
"""How long an end in order may take."""


class NoProtocolError(Exception):
    """The package of the protocol is not installed."""

    title = "The Model Context Protocol needs a package"
    hint = "Install it: pip install 'aixtui[mcp]', or with pipx: pipx inject aixtui mcp jsonschema."


@click.command()
@click.option("--write", is_flag=True, help="Offer create, edit and delete, too.")
@click.option(
    "--cap",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="CREDITS",
    help="What the runs of the whole sitting may cost.",
)
@click.option(
    "--files",
    "folders",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    metavar="DIR",
    help="Let runs and new files be given what is in this folder; repeatable.",
)
@connection_options
def mcp(options: ConnectionOptions, write: bool, cap: float, folders: tuple[Path, ...]) -> int:
    """Serve the verbs as tools to a program, in the Model Context Protocol over stdin and stdout.

    The tools are list, get, runs, and run, which needs --cap; with --write create, edit and delete, too. One
    run goes on at a time, and none starts when what was spent has reached the cap: the last one may go over
    it. No file of this machine is read but those in --files: an input that is a file takes a URL, or a path
    there. An error of a tool is JSON with a code that stays the same.

    \b
    aixtui mcp --sandbox --cap 1 < /dev/null
    """
    try:
        from aixtui.cli.mcp_server import ToolServer
    except ModuleNotFoundError as error:
        raise NoProtocolError(str(error.name)) from None
    from asyncio import get_running_loop

    from aixtui.cli.face import CommandFace
    from aixtui.cli.mcp_tools import VerbTools
    from aixtui.cli.permitted_files import PermittedFiles
    from aixtui.cli.sitting import sit
    from aixtui.cli.spending import SpendingCap
    from aixtui.settings.reading import read_settings

    if options.api_key_stdin:
        raise click.UsageError("Stdin is where the program speaks: leave out --api-key-stdin.")
    if not (write or cap):
        options = replace(options, read_only="yes")

    async def work(session: "AppSession") -> int:
        get_running_loop().set_exception_handler(_tell_of_errors)
        spending, files = SpendingCap(cap), PermittedFiles(folders)
        tools = VerbTools(session, read_settings(), spending, files, sandbox=options.wants_sandbox)
        with redirect_stdout(sys.__stdout__):  # the protocol is bytes, and claims them
            await ToolServer(tools, writes=write).serve()
        return DONE

    with _ended_by_signals():
        return sit(options, CommandFace(), work)


def _tell_of_errors(loop: "AbstractEventLoop", context: dict[str, Any]) -> None:
    """Tell what the loop met, but for the exit itself, which ends the tasks that it comes upon."""
    error = context.get("exception")
    if error is None or isinstance(error, Exception):
        loop.default_exception_handler(context)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Have Ctrl+C and a kill end the block at once: a loop would end its work, and go on waiting for stdin.

    The exit comes upon tasks between any two steps. What they make of it counts no more, nor that one of
    them may wait for ever.
    """
    came: list[int] = []

    def end(number: int, _: object) -> NoReturn:
        came.append(number)
        warnings.simplefilter("ignore", RuntimeWarning)  # of what will not be awaited any more
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, lambda *_: os._exit(SIGNALLED + number))
            signal.alarm(PATIENCE_SECONDS)
        sys.exit(SIGNALLED + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, end)
    try:
        yield
    except BaseException:
        if came:
            raise SystemExit(SIGNALLED + came[0]) from None
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
