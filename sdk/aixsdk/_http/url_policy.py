"""Which addresses may be asked, be given the key, or take an upload. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from ..config import BACKEND_URL, MODELS_RUN_URL, Config
from ..exceptions import UnsafeURLError, UntrustedURLError, ValidationError

_PORTS = {"http": 80, "https": 443}
_STORES = ("amazonaws.com", "aixplain.com")
"""Where the platform has files uploaded to."""
_METADATA = frozenset({"169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192"})
"""Addresses at which clouds tell a machine its own secrets."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Origin = tuple[str, str, int | None]


def normalize_origin(url: str) -> Origin:
    """Scheme, host and port of an address; a host without a scheme is one of https. Raises UnsafeURLError."""
    whole = url if "://" in url else f"https://{url}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError as error:
        raise UnsafeURLError(f"Not a usable address: {error}") from error
    if parts.username is not None or parts.password is not None:
        raise UnsafeURLError(f"An address must not hold a user's name: {parts.hostname}.")
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".").lower()
    return scheme, host, port or _PORTS.get(scheme)


def build_trusted_origins(urls: Iterable[str]) -> frozenset[Origin]:
    """The origins of addresses."""
    return frozenset(normalize_origin(url) for url in urls if url)


class TrustedAddresses:
    """What a path means, and which addresses may get the key.

    Those are the addresses of the configuration, the platform's own, and those that were added. Raises
    UnsafeURLError for a configuration that would show the key.
    """

    def __init__(self, config: Config) -> None:
        own = (config.backend_url, config.model_url)
        for url in own:
            check_address(url, config)
        self._base = config.backend_url.rstrip("/")
        self._trusted = build_trusted_origins((*own, BACKEND_URL, MODELS_RUN_URL, *config.trusted_hosts))

    def is_trusted(self, url: str) -> bool:
        """Whether it may get the key."""
        try:
            return normalize_origin(self.resolve(url)) in self._trusted
        except UnsafeURLError:
            return False

    def ensure_trusted(self, path: str) -> str:
        """The address of a path. Raises UntrustedURLError for what may not get the key."""
        url = self.resolve(path)
        if not self.is_trusted(url):
            raise UntrustedURLError(
                f"The key does not go to {_shown(url)}, and nothing was sent there. "
                "If that is yours, name it in AIXPLAIN_TRUSTED_HOSTS."
            )
        return url

    def resolve(self, path: str) -> str:
        """The address of a path below the backend; an address is itself. Raises ValidationError."""
        if path.lower().startswith(("http://", "https://")):
            return path
        if path.startswith("//"):
            return f"{self._base.partition(':')[0]}:{path}"
        if any(part in (".", "..") for part in path.split("?", 1)[0].split("/")):
            raise ValidationError(f"Not a usable path: {path}")
        return f"{self._base}/{path.lstrip('/')}"


def check_address(url: str, config: Config) -> None:
    """Refuse an address for keys that anybody on the way could read. Raises UnsafeURLError.

    Loopback needs no encryption: it does not leave the machine.
    """
    scheme, host, _ = normalize_origin(url)
    if scheme == "https" or config.allow_insecure_urls or (scheme == "http" and is_loopback(host)):
        return
    raise UnsafeURLError(
        f"{scheme}://{host} is not encrypted, and would show the key to anybody on the way. "
        "Use https, or set AIXPLAIN_ALLOW_INSECURE_URLS=1."
    )


def check_upload(url: str, config: Config) -> None:
    """Refuse a place for an upload that the platform would not name. Raises UnsafeURLError."""
    _, host, _ = normalize_origin(url)
    backend = normalize_origin(config.backend_url)[1]
    own = host == backend or (is_loopback(host) and is_loopback(backend))
    if own or any(_is_named(host, name) for name in (*_STORES, *config.upload_hosts)):
        check_address(url, config)
        return
    raise UnsafeURLError(
        f"The platform wants the file sent to {host}, which is none of its stores. "
        f"If it is yours, set AIXPLAIN_UPLOAD_HOST_ALLOWLIST={host}."
    )


def check_fetch(address: str, *, allow_private: bool) -> None:
    """Refuse an IP address from which nothing may be fetched for somebody. Raises UnsafeURLError."""
    place = _meant(ipaddress.ip_address(address.partition("%")[0]))
    if str(place) in _METADATA or place.is_link_local:
        raise UnsafeURLError(f"{address} is no place to fetch a file from.")
    if not place.is_global and not allow_private:
        raise UnsafeURLError(
            f"{address} is on a private network. To fetch from there set AIXPLAIN_ALLOW_PRIVATE_FETCH=1."
        )


def _meant(place: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Any:
    """The IPv4 address that an IPv6 one stands for, if it does."""
    if isinstance(place, ipaddress.IPv4Address):
        return place
    if place in _NAT64:
        return ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
    teredo = place.teredo[1] if place.teredo else None
    return place.ipv4_mapped or place.sixtofour or teredo or place


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_scheme(url: str) -> None:
    """Raise ValidationError for an address that is not http or https."""
    if not url.lower().startswith(("http://", "https://")):
        raise ValidationError(f"Only http and https addresses can be fetched, not {url.partition(':')[0]}.")


def _shown(url: str) -> str:
    """The origin: the rest may be a password or a permission."""
    try:
        scheme, host, port = normalize_origin(url)
    except UnsafeURLError:
        return "an address with a user's name in it" if "@" in url else "an unusable address"
    return f"{scheme}://{host}:{port}"


def _is_named(host: str, name: str) -> bool:
    """A suffix names all below it, and itself; `*.` and `.` before it say the same."""
    name = name.strip().lower().removeprefix("*").removeprefix(".")
    return bool(name) and (host == name or host.endswith(f".{name}"))
