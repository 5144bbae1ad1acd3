"""Starting a sandbox inside this process, or attaching to the one that serves the same file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from aixtui.sandbox.file_lock import Address, FileLock, real_path
from aixtui.sandbox.problems import start_problem

if TYPE_CHECKING:
    from aixtui.sandbox.engines.language_model import LanguageModel
    from aixtui.sandbox.faults import Fault
    from aixtui.sandbox.platform import Platform, Setup

DEFAULT_ASSETS = 1000
STEP_SECONDS = 0.4
KEEP_DAYS = 30.0


@dataclass(slots=True)
class RunningSandbox:
    """A sandbox that answers. `attached`: another process or start serves it, and `stop` leaves it alone."""

    backend_url: str
    models_url: str
    api_key: str = field(repr=False)
    attached: bool
    on_stop: Callable[[], None] = field(repr=False)
    connections: Callable[[], int] = field(repr=False)
    """How many clients are connected to a server that is ours; idle ones are let go after five seconds."""
    about_code: Callable[[], str] = field(repr=False)
    """How code of tools runs on a server that is ours, in a sentence; takes a moment the first time."""

    def stop(self) -> None:
        """End the server, if it is ours. Calling it again does nothing."""
        stop, self.on_stop = self.on_stop, _nothing
        stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Options(NamedTuple):
    host: str
    port: int
    assets: int
    step_seconds: float
    fault: "Fault | None"
    keep_days: float
    model: "LanguageModel | None"
    allow_unconfined_code: bool
    with_hostile: bool

    def setup(self, origin: str, *, runs_code: bool) -> "Setup":
        from aixtui.sandbox.platform import Setup

        return Setup(
            size=self.assets,
            step_seconds=self.step_seconds,
            runs_code=runs_code,
            origin=origin,
            keep_days=self.keep_days,
            model=self.model,
            allows_unconfined_code=self.allow_unconfined_code,
            with_hostile=self.with_hostile,
        )


def start(
    db: Path | None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    assets: int = DEFAULT_ASSETS,
    step_seconds: float = STEP_SECONDS,
    fault: str = "",
    keep_days: float = KEEP_DAYS,
    model: "LanguageModel | None" = None,
    allow_unconfined_code: bool = False,
    with_hostile: bool = False,
) -> RunningSandbox:
    """Serve the database file `db`, or attach to the server that does already.

    Args:
        db: the file, made with a catalogue of `assets` assets when it is new; None for a temporary one.
        host: the address to listen on.
        port: the port; 0 for a free one.
        assets: the size of a new catalogue.
        step_seconds: the least time that each step of an agent takes.
        fault: what goes wrong with every request, such as `latency=0.5,jitter=1`.
        keep_days: how long the results of runs are kept; the next start removes the older ones.
        model: a language model of the user's own, which generates text and writes the agents' answers.
        allow_unconfined_code: let code of tools run where it would see all that the user sees.
        with_hostile: add models that are hard to show, to test clients with; they stay in the file.

    Raises:
        SandboxError: the file or the address cannot be used.
    """
    options = _Options(
        host, port, assets, step_seconds, _read(fault), keep_days, model, allow_unconfined_code, with_hostile
    )
    if db is not None:
        return _serve(db, options)
    return _serve_temporarily(options)


def _read(fault: str) -> "Fault | None":
    if not fault:
        return None
    from aixtui.sandbox.faults import read_fault

    return read_fault(fault)


def _serve_temporarily(options: _Options) -> RunningSandbox:
    """A sandbox whose end removes its folder."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="aixtui-sandbox-"))
    try:
        running = _serve(folder / "sandbox.db", options)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    server_stop = running.on_stop

    def stop() -> None:
        server_stop()
        shutil.rmtree(folder, ignore_errors=True)

    running.on_stop = stop
    return running


def _serve(asked: Path, options: _Options) -> RunningSandbox:
    db = real_path(asked)
    try:
        db.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(db)
        while not lock.take():
            address = lock.holder()
            if address:
                return RunningSandbox(
                    **_fields(address), attached=True, on_stop=_nothing, connections=int, about_code=str
                )
        try:
            return _own_server(db, lock, options)
        except BaseException:
            lock.release()
            raise
    except OSError as error:
        raise start_problem(error, db) from error


def _own_server(db: Path, lock: FileLock, options: _Options) -> RunningSandbox:
    from aixtui.sandbox.api.app import build_app
    from aixtui.sandbox.platform import Platform
    from aixtui.sandbox.web_server import WebServer, is_loopback, listening_socket

    listener = listening_socket(options.host, options.port)
    bound, number = listener.getsockname()[:2]
    backend = f"http://{_reachable(bound)}:{number}"
    try:
        platform = Platform(db, options.setup(backend, runs_code=is_loopback(bound)))
    except BaseException:
        listener.close()
        raise
    server = WebServer(build_app(platform, options.fault), listener)
    address = Address(backend, f"{backend}/api/v2/execute", platform.key)

    def stop() -> None:
        server.stop()
        platform.close()
        lock.release()

    try:
        lock.publish(address)
    except BaseException:
        stop()
        raise

    return RunningSandbox(
        **_fields(address),
        attached=False,
        on_stop=stop,
        connections=lambda: server.connections,
        about_code=lambda: _about_code(platform),
    )


def _about_code(platform: "Platform") -> str:
    from aixtui.sandbox.engines.isolated import about_code

    return about_code(platform.services)


def _reachable(bound: str) -> str:
    """The address to reach a listener by: a wildcard is this machine."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}
    return everywhere.get(bound, f"[{bound}]" if ":" in bound else bound)


def _fields(address: Address) -> dict[str, str]:
    return {
        "backend_url": address.backend_url,
        "models_url": address.models_url,
        "api_key": address.api_key,
    }


def _nothing() -> None:
    """There is nothing to stop."""
