"""What of a request asks for it to go wrong: a header, or a query parameter of the same name."""

from urllib.parse import parse_qs

from aixtui.sandbox.api.auth_middleware import Scope

_NAME = b"x-sandbox-fault"


def fault_request(scope: Scope) -> str | None:
    """The fault in words, as it was sent; the header goes before the parameter."""
    for name, value in scope["headers"]:
        if name == _NAME:
            return str(value.decode("latin-1"))
    query = scope["query_string"]
    if _NAME not in query:
        return None
    sent = parse_qs(query.decode("latin-1")).get(_NAME.decode())
    return sent[0] if sent else None
