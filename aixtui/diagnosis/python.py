"""Python, and the packages that are needed."""

import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from aixtui import __version__
from aixtui.diagnosis.finding import Finding

LEAST = (3, 11)
_AGAIN = "Install it again: pipx reinstall aixtui, or uv tool install --reinstall aixtui."
_BOUND = re.compile(r"(>=|<)\s*([\d.]+)")


def check_python() -> Iterator[Finding]:
    """Whether this Python runs us, and each package is there in a version that fits."""
    words = (
        f"aixtui {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
    if sys.version_info < LEAST:
        yield Finding("python", "wrong", words, "Install Python 3.11 or newer, and aixtui with it.")
    else:
        yield Finding("python", "ok", words)
    yield from check_packages(_needed())


def _needed() -> list[str]:
    try:
        return [one for one in requires("aixtui") or [] if "extra ==" not in one]
    except PackageNotFoundError:
        return []  # run out of its sources


def check_packages(needed: list[str]) -> Iterator[Finding]:
    """Whether packages are there, each as `name>=1,<2` says it."""
    bad = []
    for line in needed:
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        if "sys_platform != 'win32'" in line and sys.platform == "win32":
            continue
        try:
            there = version(name)
        except PackageNotFoundError:
            bad.append(f"{name} is missing")
            continue
        if not all(_fits(there, *bound) for bound in _BOUND.findall(line.partition(";")[0])):
            bad.append(f"{name} is {there}, and has to be {line.partition(';')[0][len(name) :].strip()}")
    if bad:
        yield Finding("packages", "wrong", "; ".join(bad), _AGAIN)
    elif needed:
        yield Finding("packages", "ok", f"all {len(needed)} packages are there")
    else:
        yield Finding(
            "packages",
            "warning",
            "not installed, but run out of a folder",
            "Install it to have this looked at.",
        )


def _fits(there: str, sign: str, bound: str) -> bool:
    is_below = _numbers(there) < _numbers(bound)
    return is_below if sign == "<" else not is_below


def _numbers(text: str) -> tuple[int, ...]:
    numbers = [int(one) for one in re.findall(r"\d+", text)[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))
