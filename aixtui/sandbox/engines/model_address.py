"""The address of a language model server, which is shown, and so holds no secret."""

from urllib.parse import urlsplit

from aixtui.sandbox.problems import SandboxError

_WITH_KEY = "Leave it out, and name the environment variable that holds the key with --llm-key-env."


def require_address(url: str) -> None:
    """Refuse what is no address, or more than one. What could be a password is not shown.

    Raises:
        SandboxError: it is not the address of a server, or it holds a user name, a password or a query.
    """
    place, query, _ = url.partition("?")
    if "@" in place:
        raise SandboxError("The address of the language model server holds a password.", _WITH_KEY)
    if query or "#" in place:
        raise SandboxError("The address of the language model server holds a query or a fragment.", _WITH_KEY)
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # such as half the brackets of an address, or a port that is no number
        is_address = False
    if not is_address:
        raise SandboxError(f"{url} is not the address of a language model server.")
