"""The project's own files."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def python_sources() -> list[Path]:
    """Every Python file that is shipped."""
    return sorted(path for top in ("aixtui", "sdk/aixsdk") for path in (ROOT / top).rglob("*.py"))


def text_files() -> list[Path]:
    """Every file of the project that people read or write, drawings left out."""
    tops = ("aixtui", "sdk", "styles", "tests", ".ci")
    files = [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]
    # What a failed snapshot test leaves behind is no file of the project.
    files += [path for path in ROOT.iterdir() if path.is_file() and path.name != "snapshot_report.html"]
    return sorted(path for path in files if path.suffix not in {".pyc", ".png", ".svg"})


def name_of(path: Path) -> str:
    """The path as the project's people write it."""
    return path.relative_to(ROOT).as_posix()
