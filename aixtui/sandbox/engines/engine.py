"""What an engine is: a catalogue asset that computes here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeAlias

from aixtui.sandbox.catalogue.asset_spec import AssetSpec
from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.store.document import Doc

Inputs: TypeAlias = Mapping[str, Any]


class EngineError(Exception):
    """The engine cannot work with this input; the text says why."""


class Chunk(NamedTuple):
    """A piece of a streamed output: its text, and what language models say besides that."""

    text: str = ""
    more: Doc = {}
    finish_reason: str | None = None
    usage: Doc | None = None


class Job(Protocol):
    """A run, as its engine sees it."""

    @property
    def services(self) -> Services:
        """The platform, for the run's team."""

    @property
    def seconds_left(self) -> float:
        """How long the run may go on; infinite without a limit."""

    def describe(self, more: Doc) -> None:
        """Say more of the result than the output does: `details`, `usage`, `rawData`."""

    def report(self, progress: float, stage: str) -> None:
        """Publish how far the work is: `progress` from 0 to 1, `stage` in words."""

    def pause(self, seconds: float) -> None:
        """Wait; raises when the platform stops."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An asset and the function that computes its output from checked inputs.

    For agents: `topics` are beginnings of words that ask for this engine, `describe` says an output in a
    sentence or two. `stream` gives the output piece by piece, where the engine can.
    """

    spec: AssetSpec
    compute: Callable[[Inputs, Job], object]
    topics: tuple[str, ...]
    describe: Callable[[Any], str]
    stream: Callable[[Inputs, Job], Iterator[Chunk]] | None = None

    @property
    def name(self) -> str:
        """The engine's name: the asset path of its asset."""
        return self.spec.path
