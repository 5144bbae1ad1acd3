"""Screenshots one after the other as one SVG that moves by itself, without a script.

Most rows of a screen stay as they are from one picture to the next. Each different row is drawn once, with
the times at which it shows.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

CELL, ROW = 12.2, 24.4
"""Width and height of a character, in the units of the screenshots."""
_STYLE = re.compile(r"\.(terminal-\d+-r\d+) \{ ([^}]*) \}")
_BACK = re.compile(r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="24.65" shape-')
_TEXT = re.compile(r'<text class="(terminal-\d+-r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_WORDS = re.compile(r"\S+(?: \S+)*")
_SIZE = re.compile(r'clip-terminal">\s*<rect x="0" y="0" width="([\d.]+)" height="([\d.]+)"')


class Frame(NamedTuple):
    """A screenshot, and the seconds that it shows."""

    svg: str
    seconds: float


def moving_picture(frames: Sequence[Frame]) -> str:
    """The SVG, which begins again when it is over."""
    shown: dict[tuple[int, str], list[int]] = defaultdict(list)
    styles: dict[str, str] = {}
    for number, frame in enumerate(frames):
        for row in _rows(frame.svg, styles).items():
            shown[row].append(number)
    found = _SIZE.search(frames[0].svg)
    assert found is not None
    width, height = float(found[1]) + 20, float(found[2]) + 20
    classes = "".join(f".{name}{{{rule}}}" for rule, name in styles.items())
    timings = {
        numbers: f"t{index}" for index, numbers in enumerate(dict.fromkeys(map(tuple, shown.values())))
    }
    moves = "".join(_timing(name, numbers, frames) for numbers, name in timings.items())
    rows = "".join(
        f'<g class="{timings[tuple(numbers)]}" transform="translate(10,{10 + row * ROW:g})">{drawn}</g>'
        for (row, drawn), numbers in shown.items()
    )
    screen = _screen_colour(frames[0].svg)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
        f"<style>text{{font:20px monospace}}{classes}{moves}</style>"
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{screen}"/>{rows}</svg>\n'
    )


def _timing(name: str, numbers: Sequence[int], frames: Sequence[Frame]) -> str:
    """The rule that shows what has this class in these frames and in no other."""
    whole = sum(frame.seconds for frame in frames)
    steps, begins, before = [], 0.0, None
    for number, frame in enumerate(frames):
        state = "visible" if number in numbers else "hidden"
        if state != before:
            steps.append(f"{begins / whole:.3%}{{visibility:{state}}}")
        begins, before = begins + frame.seconds, state
    if len(steps) == 1:
        return ""
    return f"@keyframes {name}{{{''.join(steps)}}}.{name}{{animation:{name} {whole:g}s step-end infinite}}"


def _rows(svg: str, styles: dict[str, str]) -> dict[int, str]:
    """Row -> what is drawn there. Rules that are new get a name in `styles`."""
    named = dict(_STYLE.findall(svg))
    found: dict[int, list[str]] = defaultdict(list)
    for row, drawn in _backgrounds(svg):
        found[row].append(drawn)
    for name, x, y, text in _TEXT.findall(svg):
        plain = html.unescape(text).replace("\xa0", " ")
        for words in _WORDS.finditer(plain):
            style = styles.setdefault(re.sub(r"\s+", "", named[name]), f"s{len(styles)}")
            at = float(x) + cell_len(plain[: words.start()]) * CELL
            length = cell_len(words[0]) * CELL
            escaped = html.escape(words[0], quote=False)
            drawn = f'<text class="{style}" x="{at:g}" y="18.5" textLength="{length:g}">{escaped}</text>'
            found[int((float(y) - 18) // ROW)].append(drawn)
    return {row: "".join(parts) for row, parts in found.items()}


def _backgrounds(svg: str) -> Iterator[tuple[int, str]]:
    """Neighbours of one colour as one piece; what has the colour of the screen needs none."""
    screen = _screen_colour(svg)
    pieces: list[tuple[int, str, float, float]] = []
    for fill, x, y, width in _BACK.findall(svg):
        row, begin, end = int(float(y) // ROW), float(x), float(x) + float(width)
        last = pieces[-1] if pieces else None
        if last and last[:2] == (row, fill) and abs(last[3] - begin) < 1:
            pieces[-1] = (row, fill, last[2], end)
        else:
            pieces.append((row, fill, begin, end))
    for row, fill, begin, end in pieces:
        if fill != screen:
            yield row, f'<rect fill="{fill}" x="{begin:g}" width="{end - begin:g}" height="24.65"/>'


def _screen_colour(svg: str) -> str:
    """The colour that covers most."""
    widths: dict[str, float] = defaultdict(float)
    for fill, _, _, width in _BACK.findall(svg):
        widths[fill] += float(width)
    return max(widths, key=lambda fill: widths[fill])
