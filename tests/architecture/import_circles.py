"""Circles among the imports of a set of modules: type-only imports and those inside functions count too."""

import ast
from collections.abc import Iterator, Mapping

Sources = Mapping[str, str]
"""Texts by dotted name; `package.__init__` is a module of its own."""
Graph = dict[str, set[str]]
"""What each module imports of the others."""


def import_graph(sources: Sources) -> Graph:
    """Of all imports, wherever in a source they stand."""
    return {module: set(_imports(module, text, sources)) for module, text in sources.items()}


def circles(graph: Graph) -> list[list[str]]:
    """Groups of modules that all lead to each other, be it one that imports itself."""
    reach = {module: _reach(module, graph) for module in graph}
    groups = {
        tuple(sorted(other for other in reach[module] if module in reach[other]))
        for module in graph
        if module in reach[module]
    }
    return [list(group) for group in sorted(groups)]


def _reach(start: str, graph: Graph) -> set[str]:
    """What the imports of `start` lead to: itself too when they lead back."""
    reach: set[str] = set()
    waiting = [start]
    while waiting:
        more = graph[waiting.pop()] - reach
        reach |= more
        waiting += more
    return reach


def _imports(module: str, text: str, sources: Sources) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _modules(module, alias.name, sources)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(module, node)
            for alias in node.names:
                # A package's name is a submodule, or else something that its `__init__` defines.
                submodule = _modules(module, f"{origin}.{alias.name}", sources)
                yield from submodule or _modules(module, origin, sources)


def _origin(module: str, node: ast.ImportFrom) -> str:
    """What the dots and the name of a `from` lead to, as an absolute name."""
    above = module.split(".")[: -node.level] if node.level else []
    return ".".join([*above, *filter(None, [node.module])])


def _modules(module: str, name: str, sources: Sources) -> list[str]:
    """The module of this name and the packages that its import runs first; [] when there is none.

    The packages around `module` itself are left out: they run before it, whatever it imports.
    """
    target = next((file for file in (name, f"{name}.__init__") if file in sources), None)
    if target is None:
        return []
    parts = name.split(".")
    around = [".".join(parts[:length]) for length in range(1, len(parts))]
    outside = [f"{package}.__init__" for package in around if not module.startswith(f"{package}.")]
    return [target, *(package for package in outside if package in sources)]
