"""Draws every scene in themes and sizes into build/look, to be looked at: `make look SCENES="models detail"`.

As PNG where cairosvg is installed, else as SVG.
"""

import argparse
import itertools
import tempfile
from pathlib import Path

from aixtui.sandbox import start
from aixtui.theming.terminal_themes import NO_COLOUR
from aixtui.theming.themes import DARK, LIGHT
from tests.generated import Screenshot, newcomers_home, screenshot
from tests.snapshots.scenes import BROAD_SCENES, SCENES

SIZES = {**dict.fromkeys(SCENES, ((80, 24), (120, 40))), **dict.fromkeys(BROAD_SCENES, ((200, 60),))}
THEMES = (DARK.name, LIGHT.name, NO_COLOUR.name)
PIXELS = 1100
"""Width of a PNG."""


def main() -> None:
    """Draw what the command line names, by default all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", choices=[[], *(scene.name for scene in SIZES)])
    parser.add_argument("--themes", nargs="+", default=THEMES)
    parser.add_argument("--folder", type=Path, default=Path("build/look"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wanted = [scene for scene in SIZES if not options.scenes or scene.name in options.scenes]
    with (
        tempfile.TemporaryDirectory() as temporary,
        start(Path(temporary) / "sandbox.db", with_hostile=True) as sandbox,
    ):
        for scene, theme in itertools.product(wanted, options.themes):
            for width, height in SIZES[scene]:
                with newcomers_home():
                    svg = screenshot(Screenshot(scene.name, scene, (width, height), theme), sandbox)
                write(svg, options.folder / f"{scene.name}-{width}x{height}-{theme}")


def write(svg: str, path: Path) -> None:
    """Write a picture; its suffix says of which kind it is."""
    try:
        import cairosvg
    except ImportError:
        path.with_suffix(".svg").write_text(svg, encoding="utf-8")
    else:
        cairosvg.svg2png(bytestring=svg.encode(), write_to=str(path.with_suffix(".png")), output_width=PIXELS)


if __name__ == "__main__":
    main()
