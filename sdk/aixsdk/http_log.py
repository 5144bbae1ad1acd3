"""What httpx logs of our requests, without what may not be logged: a pre-signed address is a permission."""

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


def keep_queries_out_of_the_log() -> None:
    """Put the filter on httpx's logger, once however many clients there are."""
    logger = logging.getLogger("httpx")
    if not any(isinstance(known, WithoutQuery) for known in logger.filters):
        logger.addFilter(WithoutQuery())
