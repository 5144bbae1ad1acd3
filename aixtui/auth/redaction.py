"""Text that may hold a secret, without it."""

import functools
import re
from typing import Any

from aixtui.auth.secret import known_secrets

HIDDEN = "[hidden]"
_SHORTEST = 6
"""Below this length a secret is also a part of other words; nothing that is meant to be one is that short."""

# A name that says what follows; words that HTTP puts before a key; a password in an address.
# The last is for what has the form of a key.
_NAMED = re.compile(
    r"""(?i)((?:authorization|api[-_ ]?key|token|secret|password|passwd|credentials?)["']?\s*[:=]\s*["']?)"""
    r"""(?:(?:bearer|token|basic)\s+)?[^\s"',;&)\]}]+"""
)
_SCHEME = re.compile(r"(?i)\b(bearer|basic|token)\s+[\w.~+/=-]{8,}")
_IN_ADDRESS = re.compile(r"(://)[^\s/@]+@")
_KEY_LIKE = re.compile(
    r"\b(?:(?:sk|pk|gh[a-z]|xox[a-z]|github_pat)[-_][\w-]{8,}|eyJ[\w-]+\.[\w-]+\.[\w-]*)"
    r"|\b(?=[a-zA-Z]*\d)[a-zA-Z0-9]{32,}\b"
)


def hide_known(text: str) -> str:
    """Take out every secret of this process, also one that is spelled in escapes of JSON or of addresses."""
    for secret in sorted(known_secrets(), key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, HIDDEN)
            if "\\" in text or "%" in text:
                text = _spelled(secret).sub(HIDDEN, text)
    return text


def hide_known_in(value: Any) -> Any:
    """The same JSON value with no secret of this process in any of its texts and names."""
    if isinstance(value, str):
        return hide_known(value)
    if isinstance(value, dict):
        return {hide_known_in(name): hide_known_in(item) for name, item in value.items()}
    return [hide_known_in(item) for item in value] if isinstance(value, list | tuple) else value


@functools.cache
def _spelled(secret: str) -> re.Pattern[str]:
    """A secret whose letters may each be escaped, as often as text is put into text."""
    signs = (rf"(?:\\*{re.escape(sign)}|(?i:\\+u00{ord(sign):02x}|%{ord(sign):02x}))" for sign in secret)
    return re.compile("".join(signs))


def hide(text: str) -> str:
    """Take out every secret of this process, and what looks like one."""
    text = _NAMED.sub(rf"\1{HIDDEN}", hide_known(text))
    text = _SCHEME.sub(rf"\1 {HIDDEN}", text)
    text = _IN_ADDRESS.sub(rf"\1{HIDDEN}@", text)
    return _KEY_LIKE.sub(HIDDEN, text)
