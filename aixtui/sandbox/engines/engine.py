"""What an engine is: a catalogue asset that computes here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from aixtui.sandbox.catalogue.asset_spec import AssetSpec
from aixtui.sandbox.engines.services import Services

Inputs: TypeAlias = Mapping[str, Any]


class EngineError(Exception):
    """The engine cannot work with this input; the text says why."""


class Job(Protocol):
    """A run, as its engine sees it."""

    @property
    def services(self) -> Services:
        """The platform, for the run's team."""

    def report(self, progress: float, stage: str) -> None:
        """Publish how far the work is: `progress` from 0 to 1, `stage` in words."""

    def pause(self, seconds: float) -> None:
        """Wait; raises when the platform stops."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An asset and the function that computes its output from checked inputs.

    For agents: `topics` are beginnings of words that ask for this engine, `tell` says an output in a
    sentence or two. `stream` gives the output piece by piece, where the engine can.
    """

    spec: AssetSpec
    compute: Callable[[Inputs, Job], object]
    topics: tuple[str, ...]
    tell: Callable[[Any], str]
    stream: Callable[[Inputs, Job], Iterator[str]] | None = None

    @property
    def name(self) -> str:
        """The engine's name: the asset path of its asset."""
        return self.spec.path
