"""How the platform is asked for a resource, read off the client that asks for it here."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from aixtui.kindspec.cells import clean
from aixtui.kindspec.code import Access, Run, Snippet, example_values, snippets
from aixtui.kindspec.kind import Kind, Resource
from aixtui.settings.connection import BACKEND_URL, MODELS_URL

if TYPE_CHECKING:
    from aixsdk import Aixplain

HERE_ONLY = ("in_background",)
"""Arguments that the app gives for its own sake."""


def code_of(aix: "Aixplain", kind: Kind, resource: Resource, *, can_run: bool) -> tuple[Snippet, ...]:
    """What reads it and, if it can be run, runs it; nothing where it does not come from the platform."""
    path = kind.document_path or getattr(resource, "RESOURCE_PATH", "")
    if not path:
        return ()
    addresses = {"BACKEND_URL": (aix.backend_url, BACKEND_URL), "MODELS_RUN_URL": (aix.model_url, MODELS_URL)}
    access = Access(
        plural=kind.plural,
        variable=kind.id,
        class_name=type(resource).__name__,
        id=resource.id,
        url=f"{aix.backend_url}/{path}/{quote(resource.id, safe='', errors='replace')}",
        environment={name: url for name, (url, usual) in addresses.items() if url != usual},
        run=_run(aix, kind, resource) if can_run and not kind.why_not_run(resource) else None,
    )
    return snippets(access)


def _run(aix: "Aixplain", kind: Kind, resource: Resource) -> Run:
    inputs = kind.inputs(resource) if kind.inputs else ()
    values = {**example_values(inputs), **kind.example(resource)}
    sent: dict[str, Any] = kind.arguments(resource, values)
    return Run(
        url=urljoin(f"{aix.backend_url}/", resource.build_run_url(**sent)),
        body=resource.build_run_payload(**sent),
        arguments={name: value for name, value in sent.items() if name not in HERE_ONLY},
        values=values,
        optional=[clean(item.name) for item in inputs if item.name not in values],
    )
