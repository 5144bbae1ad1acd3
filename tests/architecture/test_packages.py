"""The map in CONTRIBUTING.md is the one that the import contracts hold, and nothing stands beside it."""

import ast
import tomllib
from pathlib import Path

from tests.architecture.package_map import CONTRIBUTING, map_entries
from tests.architecture.sources import ROOT, name_of

APP = ROOT / "aixtui"
MAP = map_entries(CONTRIBUTING.read_text(encoding="utf-8"))


def present(folder: Path) -> set[str]:
    """The packages and modules in a folder."""
    packages = {f"{one.name}/" for one in folder.iterdir() if any(one.glob("*.py"))}
    return packages | {one.name for one in folder.glob("*.py") if one.name != "__init__.py"}


def packages_without_words(folder: Path) -> list[str]:
    """The packages below a folder, itself too, that do not say what they are."""
    packages = sorted({one.parent for one in folder.rglob("*.py")})
    texts = {one: one / "__init__.py" for one in packages}
    return [
        one.name
        for one, init in texts.items()
        if not init.is_file() or not ast.get_docstring(ast.parse(init.read_text(encoding="utf-8")))
    ]


def test_the_map_names_exactly_what_is_there() -> None:
    assert sorted(MAP) == sorted(present(APP))


def test_the_map_is_in_the_order_of_the_layers() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["name"]: one for one in settings["tool"]["importlinter"]["contracts"]}
    contract = contracts["the app is layered"]
    layers = [name for layer in contract["layers"] for name in layer.split(" | ")]
    assert [*contract["exhaustive_ignores"], *layers] == [
        one.removesuffix("/").removesuffix(".py") for one in MAP
    ]


def test_every_package_says_what_it_is() -> None:
    assert [*packages_without_words(APP), *packages_without_words(ROOT / "sdk" / "aixsdk")] == []


def test_what_stands_beside_the_map_is_seen(tmp_path: Path) -> None:
    for name in ("new/part.py", "new/__init__.py", "explained/__init__.py", "lone.py", "__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('"""Words."""' if "explained" in name else "")
    (tmp_path / "empty").mkdir()
    assert present(tmp_path) == {"new/", "explained/", "lone.py"}
    assert packages_without_words(tmp_path) == [tmp_path.name, "new"]


def test_the_map_is_read_as_it_is_written() -> None:
    lines = (
        "```",
        "aixtui/",
        "  a/ | b.py    words of c/",
        "               more d.py",
        "  e/",
        "```",
        "  f/",
    )
    text = "\n".join((*lines, ""))
    assert map_entries(text) == ["a/", "b.py", "e/"]
    assert map_entries("no map") == []
    assert name_of(CONTRIBUTING) == "CONTRIBUTING.md"
