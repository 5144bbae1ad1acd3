"""What the HTTP libraries log of our requests, without what may not be logged.

A pre-signed address is a permission, and headers hold keys, cookies and such addresses.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import httpx

from .secrets import SECRET_NAME, Secrets, secrets_of

log = logging.getLogger("aixsdk")

_NONE = Secrets()

LONGEST_BODY = 2048
_MOST_BYTES = 1024 * 1024
"""What is larger takes too much memory for what is shown of it."""
_URL_QUERY = re.compile(r"(https?://[^\s?\"']*)\?[^\s\"']*")


class WithoutQuery(logging.Filter):
    """Cuts the query off the addresses that httpx names at INFO. Everything else passes as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record's arguments; keep every record."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                str(given).partition("?")[0] if type(given).__name__ == "URL" else given
                for given in record.args
            )
        return True


class NameOnly(logging.Filter):
    """Leaves of each event that httpcore tells at DEBUG its name, without the headers that it shows."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record's message; keep every record."""
        record.msg, record.args = record.getMessage().partition(" ")[0], ()
        return True


_FILTERS: dict[str, type[logging.Filter]] = {
    "httpx": WithoutQuery,
    **{f"httpcore.{part}": NameOnly for part in ("connection", "http11", "http2", "proxy", "socks")},
}


def tell_exchange(
    request: httpx.Request, response: httpx.Response, seconds: float, found_id: str | None
) -> None:
    """Log that a request was answered: neither its query nor its headers, which hold secrets."""
    if not log.isEnabledFor(logging.DEBUG):
        return
    log.debug(
        "%s %s%s -> %d in %.0f ms, %s bytes (request id %s)",
        request.method,
        request.url.host,
        request.url.path,
        response.status_code,
        seconds * 1000,
        secrets_of(request).without(response.headers.get("content-length", "?")),
        secrets_of(request).without(found_id),
    )


def tell_body(what: str, body: bytes, secrets: Secrets) -> None:
    """Log a body without its secrets: JSON only, of anything else its size."""
    if body and log.isEnabledFor(logging.DEBUG):
        log.debug("%s: %s", what, redacted(body, secrets))


def redacted(body: bytes, secrets: Secrets = _NONE) -> str:
    """A JSON body as text, at most 2048 characters, without what its keys call secret, without `secrets`
    and without the queries of addresses, which may be permissions.
    """
    if len(body) > _MOST_BYTES:
        return f"{len(body)} bytes"
    try:
        text = json.dumps(_without_secrets(json.loads(body)), ensure_ascii=False)
    except (ValueError, RecursionError):
        return f"{len(body)} bytes"
    shown: str = secrets.without(_URL_QUERY.sub(r"\1?[...]", text))
    return shown[:LONGEST_BODY]


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "[...]" if SECRET_NAME.search(key) and not _is_number(item) else _without_secrets(item)
            for key, item in value.items()
        }
    return [_without_secrets(item) for item in value] if isinstance(value, list) else value


def _is_number(value: Any) -> bool:
    """As counts of tokens are."""
    return value is None or isinstance(value, int | float)


def keep_secrets_out_of_the_log() -> None:
    """Put the filters on the loggers, once however many clients there are."""
    for name, kind in _FILTERS.items():
        logger = logging.getLogger(name)
        if not any(isinstance(known, kind) for known in logger.filters):
            logger.addFilter(kind())
