"""`aixtui sandbox`: the embedded platform served alone, for any client of the protocol."""

import logging
import signal
import sys
import threading
from ipaddress import ip_address
from pathlib import Path

import click

from aixtui import paths
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.output import say

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
    type=click.Path(dir_okay=False, path_type=Path),
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
    quiet: bool,
) -> None:
    """Serve a platform of your own until Ctrl+C.

    Any client of the aiXplain v2 protocol can use it: set BACKEND_URL, MODELS_RUN_URL and TEAM_API_KEY
    to the three values printed first. Requests are logged on stderr.
    """
    file = _file(context, db, ephemeral)
    if context.invoked_subcommand is not None:
        context.obj = file
        return
    from aixtui.sandbox import SandboxError, start

    _warn_about(host)
    end = _end_on_signals()
    with start(file, host=host, port=port, assets=assets, fault=fault) as running:
        if running.attached:
            raise SandboxError(
                f"{file} is served already: {running.backend_url}", "Use that one, or another --db."
            )
        if not quiet:
            _log_requests()
        print_addresses(running.backend_url, running.models_url, running.api_key)
        end.wait()


@sandbox.command("reset")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def reset_command(context: click.Context, yes: bool) -> None:
    """Start over: remove the database and every uploaded file."""
    from aixtui.sandbox.store.reset import reset

    file: Path | None = context.obj
    if file is None:
        raise click.UsageError("--ephemeral keeps nothing: there is nothing to remove.")
    if not yes:
        click.confirm(f"Remove everything in {file}?", abort=True, err=True)
    say(f"Removed {file}." if reset(file) else f"There is nothing at {file}.")


def _file(context: click.Context, db: Path | None, ephemeral: bool) -> Path | None:
    """The database file; None for a sandbox that keeps nothing."""
    outer = context.obj if isinstance(context.obj, ConnectionOptions) else ConnectionOptions()
    ephemeral, db = ephemeral or outer.ephemeral, db or outer.db
    if ephemeral and db:
        raise click.UsageError("--ephemeral keeps nothing, --db names where to keep it: choose one.")
    return None if ephemeral else db or paths.made_private(paths.data_dir()) / "sandbox.db"


def print_addresses(backend_url: str, models_url: str, key: str) -> None:
    """Print what a client needs, one thing a line, at once."""
    sys.stdout.write(f"backend: {backend_url}\nmodels: {models_url}\nkey: {key}\n")
    sys.stdout.flush()


def _end_on_signals() -> threading.Event:
    """An event that Ctrl+C and a polite kill set."""
    end = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: end.set())
    return end


def _warn_about(host: str) -> None:
    try:
        alone = ip_address(host).is_loopback
    except ValueError:
        alone = host == "localhost"
    if not alone:
        say(f"Warning: {host} can be reached from other machines; anyone with the key can use this sandbox.")


def _log_requests() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("aixtui.sandbox")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
