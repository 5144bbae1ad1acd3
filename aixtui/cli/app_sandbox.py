"""The sandbox of the app: its process serves until the app ends, however often its workspace is entered."""

from contextlib import ExitStack

from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import database_file
from aixtui.sandbox.process import SandboxProcess, Served
from aixtui.system.child_environment import without_keys


class AppSandbox:
    """On the file of the command line, where that names one."""

    def __init__(self, options: ConnectionOptions, to_stop: ExitStack) -> None:
        """Where the options ask for it, it begins to start at once: that takes a processor of its own."""
        self.options = (
            options if options.wants_sandbox else ConnectionOptions(sandbox=True, read_only=options.read_only)
        )
        self._to_stop = to_stop
        self._process: SandboxProcess | None = None
        if options.wants_sandbox:
            self._begin()

    def served(self) -> Served:
        """Wait until it answers, and tell where; one that has ended is started anew.

        Raises:
            SandboxError: it cannot be started.
        """
        return self._begin().served()

    def _begin(self) -> SandboxProcess:
        if self._process is None or self._process.has_ended:
            self._process = SandboxProcess(database_file(self.options), without_keys())
            self._to_stop.callback(self._process.stop)
        return self._process
