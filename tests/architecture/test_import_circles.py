"""No import runs in a circle, so that every file can be read, tested and moved without those above it."""

import pytest

from tests.architecture.import_circles import Sources, circles, import_graph
from tests.architecture.sources import ROOT, python_sources


def _sources() -> Sources:
    names = {path: path.relative_to(ROOT).with_suffix("").parts for path in python_sources()}
    return {
        ".".join(parts[1:] if parts[0] == "sdk" else parts): path.read_text(encoding="utf-8")
        for path, parts in names.items()
    }


def test_no_import_runs_in_a_circle() -> None:
    assert circles(import_graph(_sources())) == []


def test_both_packages_are_read_and_know_each_other() -> None:
    graph = import_graph(_sources())
    assert {module.partition(".")[0] for module in graph} == {"aixsdk", "aixtui"}
    assert any(
        imported.startswith("aixsdk.")
        for module, imports in graph.items()
        if module.startswith("aixtui.")
        for imported in imports
    )


LATE = "def late():\n    from {} import x"
TYPE_ONLY = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from {} import x"


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        ({"p.a": "from p import b", "p.b": "import p.a as a"}, ["p.a", "p.b"]),
        (
            {"p.a": "from . import b", "p.b": "from .c import x", "p.c": "from p.a import x"},
            ["p.a", "p.b", "p.c"],
        ),
        ({"p.a": LATE.format("p.b"), "p.b": "from p.a import x"}, ["p.a", "p.b"]),
        ({"p.a": TYPE_ONLY.format(".b"), "p.b": LATE.format(".a")}, ["p.a", "p.b"]),
        ({"p.q.a": "from ..r.b import x", "p.r.b": "from ..q import a"}, ["p.q.a", "p.r.b"]),
        ({"p.a": "from p.a import x"}, ["p.a"]),
        ({"p.__init__": "from .a import x", "p.a": "from p import x"}, ["p.__init__", "p.a"]),
        (
            {"p.__init__": "from .a import x", "p.a": "from q import b", "q.b": "import p.c", "p.c": ""},
            ["p.__init__", "p.a", "q.b"],
        ),
    ],
    ids=["two", "three", "late", "type-only", "folders", "itself", "own package", "a neighbour's package"],
)
def test_a_circle_is_seen(sources: Sources, circle: list[str]) -> None:
    assert circles(import_graph({**sources, "p.z": "from p.a import x"})) == [circle]


@pytest.mark.parametrize(
    "sources",
    [
        {"p.a": "from p.b import x", "p.b": "from p.c import x", "p.c": "import os"},
        {"p.__init__": "from .a import x", "p.a": "from . import b", "p.b": "from .c import x", "p.c": ""},
        {"p.a": "import b", "p.b": "from elsewhere import a"},
    ],
    ids=["a line", "a package's submodule is not the package", "other roots"],
)
def test_a_way_without_return_is_none(sources: Sources) -> None:
    assert circles(import_graph(sources)) == []
