"""How the platform is asked for a resource, read off the client that asks for it here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin

from aixtui.kindspec.cells import clean
from aixtui.kindspec.code import Access, Run, Snippet, example_values, run_snippets, snippets
from aixtui.kindspec.kind import Kind, Resource
from aixtui.settings.connection import BACKEND_URL, MODELS_URL

if TYPE_CHECKING:
    from aixsdk import Aixplain

HERE_ONLY = ("in_background",)
"""Arguments that the app gives for its own sake."""
KEY_NOT_SHOWN = "(your key, not shown)"


class RunValues(NamedTuple):
    """The inputs of a run, without its secrets: they differ where a file of this machine was uploaded."""

    typed: dict[str, Any]
    sent: dict[str, Any]

    @property
    def sent_otherwise(self) -> dict[str, Any] | None:
        """What was sent, where that is not what was typed."""
        return None if self.sent == self.typed else self.sent


class SentRun(NamedTuple):
    """What a run sends, with no key in it, and what does the same elsewhere."""

    request: Mapping[str, Any]
    code: tuple[Snippet, ...]


def code_of(
    aix: "Aixplain", kind: Kind, resource: Resource, *, can_run: bool, options: str = ""
) -> tuple[Snippet, ...]:
    """What reads it and, if it can be run, runs it; nothing where it does not come from the platform.

    With the `options` commands reach the workspace.
    """
    access = _access(aix, kind, resource, options)
    if access is None:
        return ()
    if can_run and not kind.why_not_run(resource):
        inputs = kind.inputs(resource) if kind.inputs else ()
        values = {**example_values(inputs), **kind.example(resource)}
        optional = [clean(item.name) for item in inputs if item.name not in values]
        access = access._replace(run=_run(aix, kind, resource, values, optional))
    return snippets(access)


def sent_run(
    aix: "Aixplain", kind: Kind, resource: Resource, inputs: RunValues, options: str = ""
) -> SentRun:
    """What is sent to run it with these values; our own command is given what was typed."""
    run = _run(aix, kind, resource, inputs.sent)
    headers = {"content-type": "application/json", "x-api-key": KEY_NOT_SHOWN}
    request = {"method": "POST", "url": run.url, "headers": headers, "body": run.body}
    access = _access(aix, kind, resource, options)
    return SentRun(
        request, run_snippets(access, run._replace(values=inputs.typed)) if access is not None else ()
    )


def _access(aix: "Aixplain", kind: Kind, resource: Resource, options: str) -> Access | None:
    """How the platform is asked for it; None where it does not come from there."""
    path = kind.document_path or getattr(resource, "RESOURCE_PATH", "")
    if not path:
        return None
    addresses = {"BACKEND_URL": (aix.backend_url, BACKEND_URL), "MODELS_RUN_URL": (aix.model_url, MODELS_URL)}
    return Access(
        plural=kind.plural,
        variable=kind.id,
        class_name=type(resource).__name__,
        id=resource.id,
        url=f"{aix.backend_url}/{path}/{quote(resource.id, safe='', errors='replace')}",
        environment={name: url for name, (url, usual) in addresses.items() if url != usual},
        options=options,
    )


def _run(
    aix: "Aixplain", kind: Kind, resource: Resource, values: dict[str, Any], optional: Sequence[str] = ()
) -> Run:
    sent: dict[str, Any] = kind.arguments(resource, values)
    return Run(
        url=urljoin(f"{aix.backend_url}/", resource.build_run_url(**sent)),
        body=resource.build_run_payload(**sent),
        arguments={name: value for name, value in sent.items() if name not in HERE_ONLY},
        values=values,
        optional=optional,
    )
