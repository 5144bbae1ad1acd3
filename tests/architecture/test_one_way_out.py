"""What is printed goes one way, and what is painted another: both clean it. Nothing passes by them."""

import ast

import pytest

from tests.architecture.sources import name_of, python_sources

STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
PRINTERS = {"print", "echo", "secho", "echo_via_pager", "Console"}
WAYS_OUT = {
    "aixtui/cli/output.py": "the way itself",
    "aixtui/cli/paging.py": "holds what the way has cleaned, for a pager",
    "aixtui/cli/completing.py": "what a shell reads at a press of Tab: click and the way are not loaded",
    "aixtui/cli/mcp.py": "the protocol's own bytes, of JSON that is clean",
    "aixtui/__main__.py": "the version, before anything is loaded, and the last flush",
    "aixtui/sandbox/__main__.py": "a pipe to the process that started it",
    "aixtui/sandbox/confinement/inside/start.py": "a pipe to the sandbox, in a process that it alone reads",
    "aixtui/guarded_app.py": "the terminal's own stream, to have it write look-alikes",
}


def bypasses(code: str) -> list[str]:
    """What prints in a source, and each mention of a stream but to ask whether it is a terminal."""
    tree = ast.parse(code)
    asked = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "isatty"
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            found += sorted(names & (STREAMS if node.module == "sys" else PRINTERS))
        elif isinstance(node, ast.Attribute) and node.attr in STREAMS and id(node) not in asked:
            found += [node.attr] if isinstance(node.value, ast.Name) and node.value.id == "sys" else []
        elif isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            found += [name] if name in PRINTERS else []
    return found


def test_only_the_ways_out_print() -> None:
    found = {name_of(path): bypasses(path.read_text(encoding="utf-8")) for path in python_sources()}
    assert {name for name, what in found.items() if what} == set(WAYS_OUT)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("print(name)", ["print"]),
        ("click.echo(name, err=True)", ["echo"]),
        ("from click import secho", ["secho"]),
        ("import sys\nsys.stderr.write(name)", ["stderr"]),
        ("sys.__stdout__.buffer.write(name)", ["__stdout__"]),
        ("handler = StreamHandler(sys.stderr)", ["stderr"]),
        ("from sys import stdout as out", ["stdout"]),
        ("rich.console.Console().out(name)", ["Console"]),
        ("if sys.stderr.isatty(): subprocess.run(stdout=PIPE)", []),
    ],
)
def test_what_passes_by_is_found(code: str, what: list[str]) -> None:
    assert bypasses(code) == what


def reads_markup(code: str) -> list[str]:
    """Calls that take text for markup: of Textual's readers, and of its parts that do unless told not to."""
    parts = {"Static", "Label", "OptionList", "notify"}
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    found = []
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        told = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        is_passed_on = None in told  # as `**kwargs`
        if name == "from_markup" or (name in parts and told.get("markup") != "False" and not is_passed_on):
            found.append(name)
    return found


def test_no_text_is_read_as_markup() -> None:
    found = {name_of(path): reads_markup(path.read_text(encoding="utf-8")) for path in python_sources()}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("Static(name)", ["Static"]),
        ("self.app.notify(name, markup=True)", ["notify"]),
        ("Content.from_markup(name)", ["from_markup"]),
        ("Static(name, markup=False)", []),
        ("super().notify(name, **kwargs)", []),
    ],
)
def test_what_reads_markup_is_found(code: str, what: list[str]) -> None:
    assert reads_markup(code) == what
