"""Proxies, as the environment or the system names them."""

from __future__ import annotations

import importlib.util
import ssl
from collections.abc import Callable
from ipaddress import ip_address
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx


class Proxies:
    """What is named when this is made."""

    def __init__(self) -> None:
        self._named = getproxies()

    def of(self, url: httpx.URL) -> str | None:
        """The URL of the proxy to ask for `url`; None to ask directly, as for what is on this machine."""
        named = self._named.get(url.scheme) or self._named.get("all")
        if not named or _is_here(url.host):
            return None
        if proxy_bypass(url.host) or proxy_bypass(url.netloc.decode()):
            return None
        return named if "://" in named else f"http://{named}"


def shown(proxy: str) -> str:
    """Host and port of a proxy by its URL: the rest may be a password."""
    # A password may have a slash in it: what is before the last @ goes first.
    place = proxy.partition("://")[2].rpartition("@")[2].partition("/")[0]
    return place or "named by the environment"


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def usable(proxy: str, certificates: Callable[[], ssl.SSLContext]) -> httpcore.Proxy:
    """A proxy by its URL. Raises httpx.ProxyError, which does not show the URL: it may hold a password."""
    try:
        found = httpx.Proxy(proxy)
    except (ValueError, httpx.InvalidURL):
        raise httpx.ProxyError("The environment names a proxy whose address cannot be used") from None
    if found.url.scheme.startswith("socks") and importlib.util.find_spec("socksio") is None:
        raise httpx.ProxyError("A SOCKS proxy needs the package socksio, which is not installed")
    return httpcore.Proxy(
        url=httpcore.URL(
            scheme=found.url.raw_scheme, host=found.url.raw_host, port=found.url.port, target=b"/"
        ),
        auth=found.raw_auth,
        headers=found.headers.raw,
        ssl_context=certificates() if found.url.scheme == "https" else None,
    )
