"""What is typed: for each sort of field texts that fit it, in many spellings, and some that do not."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import TypeAlias

from aixtui.kindspec.field import Field
from aixtui.kindspec.records import entries_of, entries_text
from tests.nasty_texts import NASTY_TEXTS

Texts: TypeAlias = Callable[[Random, str], str]
"""A text that may stand in the place of another one."""

NASTY = tuple(text for _, text in NASTY_TEXTS)
SECRET = "hush-hush-"
"""How every secret begins that is typed."""
_IDS = tuple(f"{letter}{number}" for letter in "tmx" for number in range(4))
_VERY_LONG = 20_000
_HERE = Path(__file__)
_SLIPS = ("many", "{", "at", "-1", "1e999", "\u2028", "every blue moon", " ")
"""Texts that are no value of most fields."""


def _one_of(*texts: str) -> Texts:
    return lambda chance, _: chance.choice(texts)


def _line(chance: Random, before: str) -> str:
    """What an edit leaves of a text of one line."""
    if chance.random() < 0.4:
        return chance.choice(NASTY)
    place = chance.randint(0, len(before))
    return before[:place] + chance.choice(NASTY)[:8] + before[place + chance.randint(0, 3) :]


def _block(chance: Random, before: str) -> str:
    """What an edit leaves of a text of many lines: some are added, changed, taken out."""
    lines = before.split("\n")
    if not before or chance.random() < 0.1:
        return "\n".join(f"{number}{chance.choice(NASTY[:12])}" for number in range(chance.randint(1, 9)))
    if chance.random() < 0.01:
        return before + "x\u2028y" * _VERY_LONG
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(lines))
        mine = f"line {chance.randrange(1000)} {chance.choice(NASTY)[:20]}"
        lines[place : place + chance.randint(0, 1)] = [mine] if chance.random() < 0.8 else []
        lines = lines or [""]
    return "\n".join(lines)


def _ids(chance: Random, before: str) -> str:
    """Some are added, taken out, moved."""
    ids = [one for one in before.split("\n") if one and chance.random() < 0.8]
    ids += [one for one in chance.sample(_IDS, chance.randint(0, 2)) if one not in ids]
    if chance.random() < 0.2:
        chance.shuffle(ids)
    return "\n".join(ids)


def _steps(chance: Random, before: str) -> str:
    """Some are added, taken out, moved, and changed in what no form shows, too."""
    steps = [dict(step) for step in entries_of(before) if chance.random() < 0.8]
    for step in steps:
        if chance.random() < 0.4:
            step[chance.choice(("text", "untold"))] = chance.choice((None, 1, 1.0, *NASTY[:8]))
    names = {step["name"] for step in steps}
    news = [name for name in chance.sample(_IDS, chance.randint(0, 2)) if name not in names]
    steps += [{"name": name, "text": chance.choice(NASTY[:8])} for name in news]
    if chance.random() < 0.2:
        chance.shuffle(steps)
    return entries_text(steps)


FITTING: Mapping[str, Texts] = {
    "name": lambda chance, before: _line(chance, before).strip() or "n",
    "summary": _block,
    "body": _block,
    "remark": _one_of("", "kept", " spaces around ", "\u2028in\x85side\u2029", *NASTY[:8]),
    "count": _one_of("", "0", "7", "1e3", " 12 ", "-4", "12.0"),
    "limits.cost": _one_of("", "none", "0", "0.5", "1e-7", "12.50", "3"),
    "limits.seconds": _one_of("", "90 s", "1.5 min", "2h", "60", "0.1 min", "1 d"),
    "most": _one_of("", "1", "1e3", " 60 "),
    "owner": _one_of("", *_IDS),
    "parts": _ids,
    "tags": _one_of("", "a, b", "a,b", ",a,,b", "\u2028, \u200b"),
    "schedule": _one_of(
        "",
        "every day at 9",
        "every weekday at 9:30 Europe/Berlin",
        "every 2 hours",
        "at 2030-01-31 09:00 Europe/Lisbon",
        '{"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"}',
        "30 9 * * 1",
    ),
    "ends": _one_of("", "never", "2030-01-31", "2030-01-31 09:00", "2030-01-31T09:00:00.250Z"),
    "schema": _one_of("", '{"a": [1, null, "\\u2028"]}', '{ "a":1 }', "{no JSON}", "[1.0, 1e2]", "null"),
    "settings": _one_of("", '{"b": 1, "a": "\u2028"}', ' {"x": {"y": []}} '),
    "values": _one_of(
        "",
        "a: 1",
        'a: 1.0\nb: "\\u2028"',
        "a: 1\nb: one\n",
        ' "a: b" : {"x": [null, 1e2]}\n\nb:',
        "c: \u2028",
    ),
    "people": _block,
    "steps": _steps,
    "bundle": _one_of("", str(_HERE), str(_HERE.parent)),
    "token": lambda chance, _: f"{SECRET}{chance.randrange(1000)}",
}


def fitting_text(field: Field, chance: Random, before: str) -> str:
    """A text of a field that is a value of it, as far as we know its sort."""
    if field.many:
        return "\n".join(option for option in field.options if chance.random() < 0.5)
    if field.options:
        return chance.choice(field.options if field.required else ("", *field.options))
    return FITTING.get(field.name, _line)(chance, before)


def typed_text(field: Field, chance: Random, before: str) -> str:
    """What somebody types into a field; now and then it does not fit yet."""
    is_short = field.lines == 1 or field.name == "values"
    if field.is_typed and not field.is_secret and is_short and chance.random() < 0.06:
        return chance.choice(_SLIPS)
    return fitting_text(field, chance, before)
