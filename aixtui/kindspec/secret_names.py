"""Names that say of a value that it is a secret, and documents without such values. Pure."""

import re
from typing import Any

from aixtui.kindspec.cells import clean

_SECRET = re.compile(r"token|secret|password|passphrase|api.?key|credential", re.IGNORECASE)
_COUNTED = re.compile(
    r"(max|min|num|total|prompt|completion|output|input|reasoning|thinking)[a-z_ -]*tokens", re.IGNORECASE
)
_NAMING = ("name", "code", "key")


def is_secret_name(name: str) -> bool:
    """Whether what goes by a name is a secret; a number of tokens is none."""
    return _SECRET.search(name) is not None and _COUNTED.fullmatch(name) is None


def without_secrets(value: Any, met: list[str]) -> Any:
    """The same value without what a name calls a secret: a key of an object, or what stands beside it.

    The names of what is left out are added to those `met`.
    """
    if isinstance(value, list):
        return [without_secrets(one, met) for one in value]
    if not isinstance(value, dict):
        return value
    secret = {key for key, one in value.items() if isinstance(one, str) and one and is_secret_name(key)}
    called = next((str(value[key]) for key in _NAMING if key in value), "")
    if isinstance(value.get("value"), str) and value["value"] and is_secret_name(called):
        secret.add("value")
    met += [clean(called if key == "value" else key) for key in value if key in secret]
    return {key: without_secrets(one, met) for key, one in value.items() if key not in secret}
