"""The addresses of a client, and others in their place where its backend is found elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from ..config import Config
from ..exceptions import APIError, ConnectionFailedError, UnsafeURLError
from .url_policy import Origin, TrustedAddresses, normalize_origin


class CurrentAddresses:
    """What `TrustedAddresses` says, of where the backend is now: a former address stands for the one of now.

    `find` is given the backend URL at which nothing listens any more, and returns the configuration of now,
    or None where there is no other. It may block; one thread at a time asks it.
    """

    def __init__(self, config: Config, find: Callable[[str], Config | None] | None) -> None:
        self._config, self._find = config, find
        self._addresses = TrustedAddresses(config)
        self._former: frozenset[Origin] = frozenset()
        self._lock = threading.Lock()

    def is_trusted(self, url: str) -> bool:
        """Whether it may get the key."""
        return self._addresses.is_trusted(self._present(url))

    def ensure_trusted(self, path: str) -> str:
        """The address of a path. Raises UntrustedURLError for what may not get the key."""
        return self._addresses.ensure_trusted(self._present(path))

    def resolve(self, path: str) -> str:
        """The address of a path below the backend; an address is itself. Raises ValidationError."""
        return self._present(self._addresses.resolve(path))

    def have_moved(self, error: APIError, request: httpx.Request) -> bool:
        """Whether there is another address than the one at which a request found nobody.

        What failed so was not sent: it may be sent again, whatever it is.
        """
        if self._find is None or not isinstance(error, ConnectionFailedError):
            return False
        asked = normalize_origin(str(request.url))
        with self._lock:
            if asked in self._origins and (found := self._find(self._config.backend_url)) is not None:
                self._addresses, former = TrustedAddresses(found), self._origins
                self._config = found
                self._former = (self._former | former) - self._origins
            return asked in self._former

    @property
    def _origins(self) -> frozenset[Origin]:
        return frozenset(map(normalize_origin, (self._config.backend_url, self._config.model_url)))

    def _present(self, url: str) -> str:
        try:
            is_former = "://" in url and normalize_origin(url) in self._former
        except UnsafeURLError:
            return url
        if not is_former:
            return url
        now = urlsplit(self._config.backend_url)
        return urlsplit(url)._replace(scheme=now.scheme, netloc=now.netloc).geturl()
