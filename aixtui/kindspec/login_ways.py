"""What the ways to log in to a service are called."""

from collections.abc import Mapping, Sequence

from aixtui.kindspec import cells

_WORDS: Mapping[str, str] = {
    "NO_AUTH": "no login",
    "API_KEY": "API key",
    "BEARER_TOKEN": "bearer token",
    "BASIC": "name and password",
    "OAUTH1": "OAuth 1",
    "OAUTH2": "OAuth 2",
}
_CONSENTED = ("OAUTH1", "OAUTH2")


def wants_consent(scheme: str) -> bool:
    """Whether somebody has to agree to it in a browser."""
    return scheme in _CONSENTED


def login_word(scheme: str) -> str:
    """What one is called; one that we do not know as the platform writes it, clean."""
    return _WORDS.get(scheme) or cells.clean(scheme)


def login_words(schemes: Sequence[str]) -> str:
    """Several, in their order."""
    return ", ".join(login_word(scheme) for scheme in schemes)
