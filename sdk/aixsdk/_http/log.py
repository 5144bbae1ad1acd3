"""What the HTTP libraries log of our requests, without what may not be logged.

A pre-signed address is a permission, and headers hold keys, cookies and such addresses.
"""

import logging


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


def keep_secrets_out_of_the_log() -> None:
    """Put the filters on the loggers, once however many clients there are."""
    for name, kind in _FILTERS.items():
        logger = logging.getLogger(name)
        if not any(isinstance(known, kind) for known in logger.filters):
            logger.addFilter(kind())
