"""Text from a server made safe to show, and the one-line cells made of it.

Nothing that leaves this module holds a terminal escape or any other character that acts. Markup is never
interpreted anywhere, so brackets stay as they are.
"""

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from aixtui.kindspec.plain_text import STAND_IN, json_text, printable

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


def clean(value: object) -> str:
    """Make any value one line of plain text: white space folded, stand-ins for characters that act."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    return printable(_SPACE.sub(" ", _ESCAPES.sub("", text))).strip()


def clean_block(value: object) -> str:
    """Make any value plain text of many lines: as `clean`, but line breaks and indentation stay."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
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


_STATUS_STYLES = {
    "onboarded": "good",
    "completed": "good",
    "success": "good",
    "draft": "warn",
    "pending": "warn",
    "onboarding": "warn",
    "in_progress": "warn",
    "failed": "bad",
    "rejected": "bad",
    "aborted": "bad",
    "deleted": "bad",
}


def status(value: object) -> Cell:
    """Show a status word in the colour of its meaning; the word itself stays readable without colour."""
    word = clean(getattr(value, "value", value))
    return Cell(word, _STATUS_STYLES.get(word.lower(), "")) if word else Cell(ABSENT, "muted")


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


def moment(value: object) -> Cell:
    """Show a wire time to the minute, in UTC."""
    time = parse_time(value)
    return Cell(time.astimezone(UTC).strftime("%Y-%m-%d %H:%M"), "muted") if time else text(value)


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


def price(pricing: Any) -> Cell:
    """Show what one unit costs, in credits: `2.1/M TOKEN` where a single unit costs next to nothing."""
    amount = getattr(pricing, "price", None)
    unit = clean(getattr(pricing, "unit_type", None) or getattr(pricing, "unitType", None) or "")
    try:
        number = float(amount) if amount is not None else None
    except (TypeError, ValueError):
        return text(amount)
    if number is None:
        return Cell(ABSENT, "muted")
    if number == 0:
        return Cell("free", "good")
    per_million = number < 0.001
    figure = f"{number * 1_000_000:.3g}/M" if per_million else f"{number:.4g}"
    return Cell(f"{figure} {unit.lower()}".strip())
