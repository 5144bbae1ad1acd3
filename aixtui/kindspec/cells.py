"""Text from a server made safe to show, and the one-line cells made of it.

Nothing that leaves this module holds a terminal escape or any other character that acts. Markup is never
interpreted anywhere, so brackets stay as they are.
"""

import re
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from typing import Any, NamedTuple

from aixtui.auth.redaction import hide_known
from aixtui.kindspec.plain_text import STAND_IN, json_text, printable
from aixtui.system import clock

# CSI, OSC and character set sequences whole, so that their parameters do not stay behind as text.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]P^_X]|[\x90\x9d])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]+[0-~]"
)
_SPACE = re.compile(r"\s+")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
ABSENT = "-"
_SURROGATE = re.compile("[\ud800-\udfff]")


class Cell(NamedTuple):
    """One cell of a table: clean text of one line, and a token that the table turns into a colour."""

    text: str
    style: str = ""
    order: float | None = None
    """What it is sorted by where the text does not say it."""
    unit: str = ""
    """How the text ends where that is a unit, or the room of one. The head says one that all have."""

    @property
    def plain(self) -> str:
        """The text without the blanks that align it with others of its column: for other programs."""
        return " ".join(self.text.split())


def clean(value: object) -> str:
    """Make any value one line of plain text: white space folded, stand-ins for characters that act.

    A server may echo the key that it was sent; it is shown nowhere.
    """
    text = hide_known(value if isinstance(value, str) else "" if value is None else str(value))
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    return printable(_SPACE.sub(" ", _ESCAPES.sub("", text))).strip()


def clean_block(value: object) -> str:
    """Make any value plain text of many lines: as `clean`, but line breaks and indentation stay."""
    text = hide_known(value if isinstance(value, str) else "" if value is None else str(value))
    if text.isascii() and text.isprintable():
        return text
    return printable(_LINE_ENDS.sub("\n", _ESCAPES.sub("", text)).expandtabs(4))


def editable(value: object) -> str:
    """Text to be edited and sent back: all of it but lone surrogates, of which no UTF-8 can be made."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return _SURROGATE.sub(STAND_IN, text)


def pretty(value: object) -> str:
    """Show any JSON value: text as it is, everything else as indented JSON; always clean."""
    return clean_block(value) if isinstance(value, str) else json_text(value)


def text(value: object, style: str = "") -> Cell:
    """Show a value, or a muted dash where there is none."""
    line = clean(value)
    return Cell(line, style) if line else Cell(ABSENT, "muted")


_GOOD, _IDLE, _RUNNING, _WRONG, _STOPPED = (
    ("●", "muted"),
    ("○", "warn"),
    ("◐", "accent"),
    ("✗", "bad"),
    ("⏸", "muted"),
)
_STATES = {
    **dict.fromkeys(("onboarded", "active", "completed", "success"), _GOOD),
    **dict.fromkeys(("draft", "pending", "hidden", "disabled", "inactive"), _IDLE),
    **dict.fromkeys(("onboarding", "in_progress", "running", "training", "scheduled"), _RUNNING),
    **dict.fromkeys(("failed", "rejected", "aborted", "deleted", "expired"), _WRONG),
    **dict.fromkeys(("paused", "stopped", "canceled", "cancelled"), _STOPPED),
}
"""What a status word is like: a glyph that tells it without colour, and a colour where it deserves one."""
_UNKNOWN = "·"
_GLYPHS = {_UNKNOWN, *(glyph for glyph, _ in _STATES.values())}


def status(value: object) -> Cell:
    """Show a status word behind the glyph of its meaning; what is as it should be is quiet."""
    word = clean(getattr(value, "value", value))
    glyph, style = _STATES.get(word.lower(), (_UNKNOWN, ""))
    return Cell(f"{glyph} {word}", style) if word else Cell(ABSENT, "muted")


def without_glyph(line: str) -> str:
    """The word of a status alone; any other text as it is."""
    glyph, _, word = line.partition(" ")
    return word if word and glyph in _GLYPHS else line


def parse_time(value: object) -> datetime | None:
    """Read an ISO-8601 time of the wire; one without a zone is taken as UTC. None where it is not a time."""
    if not isinstance(value, str) or not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day(value: object) -> Cell:
    """Show the date of a wire time, as year-month-day in UTC."""
    time = parse_time(value)
    return Cell(time.astimezone(UTC).strftime("%Y-%m-%d"), "muted") if time else text(value)


_AGES = ((365 * 86_400, "y"), (30 * 86_400, "mo"), (86_400, "d"), (3600, "h"), (60, "min"))


def age(value: object) -> Cell:
    """Show how long ago a wire time is, in the largest whole unit: `5 min`, `3 d`, `2 mo`."""
    time = parse_time(value)
    return text(value) if time is None else age_since(time.timestamp())


def age_since(timestamp: float) -> Cell:
    """Show how long ago a timestamp was, in seconds of the epoch, as `age` does."""
    seconds = clock.now().timestamp() - timestamp
    length, unit = next((one for one in _AGES if abs(seconds) >= one[0]), (0, ""))
    since = "now" if not unit else f"{abs(seconds) // length:.0f} {unit}"
    return Cell(f"in {since}" if seconds < 0 and unit else since, "muted", timestamp)


def moment(value: object) -> Cell:
    """Show a wire time to the minute, in UTC."""
    time = parse_time(value)
    return Cell(time.astimezone(UTC).strftime("%Y-%m-%d %H:%M"), "muted") if time else text(value)


def moment_in(value: object, zone: tzinfo) -> Cell:
    """Show a wire time to the minute as the clocks of a zone show it, with the zone's short name."""
    time = parse_time(value)
    try:
        shown = f"{time.astimezone(zone):%Y-%m-%d %H:%M %Z}" if time else ""
    except OverflowError:  # at the ends of all years
        shown = ""
    return Cell(clean(shown), "muted", time.timestamp()) if time and shown else text(value)


def mask(secret: object) -> str:
    """A secret by its ends alone; one that is masked already stays as it is, and a short one is hidden."""
    line = clean(secret)
    if not line or "*" in line:
        return line
    return f"{line[:4]}****{line[-4:]}" if len(line) >= 16 else "****"


def size(count: object) -> Cell:
    """Show a number of bytes in the largest unit that leaves a whole one."""
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        return Cell(ABSENT, "muted")
    value, unit = float(count), "B"
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if value < 1000 or unit == "TB":
            break
        value /= 1000
    return Cell(f"{value:.3g} {unit}" if unit != "B" else f"{count} B")


_PER_MILLION = {"token": "1M tok", "char": "1M char", "character": "1M char"}
_FRACTION_CELLS, _UNIT_CELLS = 5, 7


def price(pricing: Any) -> Cell:
    """Show what one unit costs, in credits: `0.0001 /request`; tokens and characters by the million."""
    found = _price_of(pricing)
    if isinstance(found, Cell):
        return found
    number, unit = found
    return Cell(f"{_figure(number)} /{unit}" if unit else _figure(number), "", number)


def price_in_column(pricing: Any) -> Cell:
    """The price such that the decimal points of a right-aligned column stand below each other."""
    found = _price_of(pricing)
    if isinstance(found, Cell):
        room = " " * (_UNIT_CELLS + 2)
        return found._replace(text=found.text + " " * (_FRACTION_CELLS + 1) + room, unit=room)
    number, unit = found
    whole, _, fraction = _figure(number).partition(".")
    figure = f"{whole}{'.' if fraction else ' '}{fraction:<{_FRACTION_CELLS}}"
    unit = f" {'/' if unit else ' '}{unit:<{_UNIT_CELLS}}"
    return Cell(figure + unit, "", number, unit)


def _price_of(pricing: Any) -> tuple[float, str] | Cell:
    """The number and its unit; what stands there instead where there is no number."""
    amount = getattr(pricing, "price", None)
    unit = clean(getattr(pricing, "unit_type", None) or getattr(pricing, "unitType", None) or "").lower()
    try:
        number = float(amount) if amount is not None else None
    except (TypeError, ValueError):
        return text(amount)
    if number is None:
        return Cell(ABSENT, "muted")
    if number == 0:
        return Cell("free", "good", 0.0)
    return (number * 1_000_000, _PER_MILLION[unit]) if unit in _PER_MILLION else (number, unit)


def _figure(number: float) -> str:
    """Four digits that count, never with an exponent."""
    return format(Decimal(f"{number:.4g}"), ",f")
