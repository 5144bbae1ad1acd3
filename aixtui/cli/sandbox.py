"""`aixtui sandbox`: the embedded platform served alone, for any client of the protocol."""

import asyncio
import logging
import os
import shlex
import signal
import threading
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from aixtui.cli.options import ConnectionOptions, DatabasePath
from aixtui.cli.output import print_lines, say
from aixtui.system import paths

if TYPE_CHECKING:
    from aixtui.face import Confirming
    from aixtui.sandbox import LanguageModel, RunningSandbox

_PORT = 8765


@click.group("sandbox", invoke_without_command=True)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=_PORT,
    show_default=True,
    help="Port to listen on; 0 for a free one.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on."
)
@click.option(
    "--db",
    type=DatabasePath(),
    metavar="FILE",
    help="Keep everything in this file.",
)
@click.option("--ephemeral", is_flag=True, help="Keep nothing after the end.")
@click.option(
    "--assets",
    type=click.IntRange(1, 1_000_000),
    default=1000,
    show_default=True,
    help="Size of a new catalogue.",
)
@click.option(
    "--fault", default="", metavar="FAULTS", help="Let every request go wrong: latency=1,status=503 ..."
)
@click.option(
    "--keep-days",
    type=click.FloatRange(0, 10_000),
    default=30,
    show_default=True,
    help="Days that the results of runs are kept.",
)
@click.option(
    "--llm-url", metavar="URL", help="Generate text at this server, such as http://localhost:11434/v1"
)
@click.option("--llm-model", metavar="NAME", help="The model to ask there.")
@click.option("--llm-key-env", metavar="VARIABLE", help="The environment variable that holds its key.")
@click.option(
    "--allow-unconfined-code",
    is_flag=True,
    help="Run code of tools also where nothing can keep it from your files.",
)
@click.option(
    "--with-hostile",
    is_flag=True,
    help="Add models that are hard to show, to test a client with; they stay in the file.",
)
@click.option("--quiet", is_flag=True, help="Do not log requests.")
@click.pass_context
def sandbox(
    context: click.Context,
    port: int,
    host: str,
    db: Path | None,
    ephemeral: bool,
    assets: int,
    fault: str,
    keep_days: float,
    llm_url: str | None,
    llm_model: str | None,
    llm_key_env: str | None,
    allow_unconfined_code: bool,
    with_hostile: bool,
    quiet: bool,
) -> None:
    """Serve a platform of your own until Ctrl+C.

    Any client of the aiXplain v2 protocol can use it: set BACKEND_URL, MODELS_RUN_URL and TEAM_API_KEY
    to the three values printed first. The aixplain package from 0.2.48 on takes a plain HTTP address and
    uploads to it only with AIXPLAIN_ALLOW_INSECURE_URLS=1 and AIXPLAIN_UPLOAD_HOST_ALLOWLIST=127.0.0.1.
    The line printed after the values sets all five; paste it into a shell. Requests are logged on stderr.
    """
    file = _file(context, db, ephemeral)
    if context.invoked_subcommand is not None:
        context.obj = file
        return
    from aixtui.sandbox import SandboxError, start

    model = _language_model(llm_url, llm_model, llm_key_env)
    _warn_about(host)
    end = _end_on_signals()
    serve = partial(start, file, host=host, port=port, assets=assets, fault=fault)
    serve = partial(serve, keep_days=keep_days, model=model, with_hostile=with_hostile)
    with serve(allow_unconfined_code=allow_unconfined_code) as server:
        if server.attached:
            where = f"{file} is served already: {server.backend_url}"
            raise SandboxError(where, "Use that one, or another --db.")
        _tell_of(server, quiet=quiet)
        end.wait()


def _tell_of(server: "RunningSandbox", *, quiet: bool) -> None:
    from aixtui.sandbox.programs import about_programs

    if not quiet:
        _log_requests()
    print_addresses(server.backend_url, server.models_url, server.api_key)
    say(server.about_code())
    say(about_programs())


@sandbox.command("reset")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def reset_command(context: click.Context, yes: bool) -> None:
    """Start over: remove the database and every uploaded file."""
    from aixtui.cli.face import CommandFace

    file: Path | None = context.obj
    if file is None:
        raise click.UsageError("--ephemeral keeps nothing: there is nothing to remove.")
    asyncio.run(_reset(file, CommandFace(), yes=yes))


async def _reset(file: Path, face: "Confirming", *, yes: bool) -> None:
    """Remove what a sandbox keeps, unless the user thinks better of it.

    Raises:
        click.Abort: the user does.
    """
    from aixtui.sandbox.store.reset import reset

    if not yes and not await face.confirm(f"Remove everything in {file}?", yes="Remove", danger=True):
        raise click.Abort
    face.tell(f"Removed {file}." if reset(file) else f"There is nothing at {file}.")


@sandbox.command("recover")
@click.argument("target", metavar="NEW_FILE", type=DatabasePath())
@click.pass_context
def recover_command(context: click.Context, target: Path) -> None:
    """Copy what can be read of a damaged database into a new one, with every uploaded file."""
    from aixtui.sandbox.store.recovery import recover

    file: Path | None = context.obj
    if file is None:
        raise click.UsageError("--ephemeral keeps nothing: there is nothing to recover.")
    found = recover(file, target)
    print_lines(*(f"{table}: {count}" for table, count in found.rows.items() if count))
    lost = ", ".join(sorted(found.lost))
    say(f"Not all could be read of: {lost}." if lost else "All of it could be read.")
    say(f"The catalogue is made anew at the first start: aixtui sandbox --db {shlex.quote(str(target))}")


def _language_model(url: str | None, name: str | None, variable: str | None) -> "LanguageModel | None":
    if bool(url) != bool(name) or (variable and not url):
        raise click.UsageError("--llm-url and --llm-model go together; --llm-key-env goes with them.")
    if not url or not name:
        return None
    from aixtui.sandbox import LanguageModel

    key = os.environ.get(variable) if variable else None
    if variable and not key:
        raise click.UsageError(f"The environment has no {variable}.")
    model = LanguageModel(url, name, key)  # first, since an address that holds a secret is not said
    say(f"Text is generated by {name} at {url}.")
    return model


def _file(context: click.Context, db: Path | None, ephemeral: bool) -> Path | None:
    """The database file; None for a sandbox that keeps nothing.

    Raises:
        click.UsageError: both are asked for.
    """
    outer = context.obj if isinstance(context.obj, ConnectionOptions) else ConnectionOptions()
    ephemeral, db = ephemeral or outer.ephemeral, db or outer.db
    if ephemeral and db:
        raise click.UsageError("--ephemeral keeps nothing, --db names where to keep it: choose one.")
    return None if ephemeral else db or paths.sandbox_db()


def print_addresses(backend_url: str, models_url: str, key: str) -> None:
    """Print what a client needs, one thing a line, and a command that sets all of it, at once."""
    variables = {
        "BACKEND_URL": backend_url,
        "MODELS_RUN_URL": models_url,
        "TEAM_API_KEY": key,
        "AIXPLAIN_ALLOW_INSECURE_URLS": "1",
        "AIXPLAIN_UPLOAD_HOST_ALLOWLIST": urlsplit(backend_url).hostname or "",
    }
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in variables.items())
    print_lines(f"backend: {backend_url}", f"models: {models_url}", f"key: {key}", f"export {settings}")


def _end_on_signals() -> threading.Event:
    """An event that Ctrl+C and a polite kill set."""
    end = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: end.set())
    return end


def _warn_about(host: str) -> None:
    try:
        is_loopback = ip_address(host).is_loopback
    except ValueError:
        is_loopback = host == "localhost"
    if not is_loopback:
        say(f"Warning: {host} can be reached from other machines; anyone with the key can use this sandbox.")


def _log_requests() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("aixtui.sandbox")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
