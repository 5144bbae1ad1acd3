"""Settings of a client: addresses, time limits, retries. Read from the environment, never written to it."""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field

from .limits import Limits

BACKEND_URL = "https://platform-api.aixplain.com"
MODELS_RUN_URL = "https://models.aixplain.com/api/v2/execute"


@dataclass(frozen=True)
class Config:
    """Everything about a client but who it is. Times are seconds."""

    backend_url: str = BACKEND_URL
    """Base of the backend: resources, agent runs, polls."""
    model_url: str = MODELS_RUN_URL
    """Base that an asset's id is appended to in order to run it."""
    api_key: str | None = field(default=None, repr=False)
    """Key found in the environment."""
    connect_timeout: float = 10.0
    """Limit of making a connection."""
    read_timeout: float = 300.0
    """Limit of silence while a reply is awaited or read."""
    read_retries: int = 3
    """Further attempts of a read after a passing failure."""
    retry_wait: float = 0.2
    """First wait before a further attempt; doubles each time."""
    retry_wait_limit: float = 30.0
    """Longest wait before a further attempt, also when the platform asks for more."""
    trusted_hosts: tuple[str, ...] = ()
    """Further origins that may get the key: `host`, `host:port` (both https) or an address."""
    upload_hosts: tuple[str, ...] = ()
    """Further hosts, or suffixes of hosts, that a file may be uploaded to."""
    allow_insecure_urls: bool = False
    """Whether addresses without encryption may be used; those of this machine always may."""
    allow_private_fetch: bool = False
    """Whether files may be fetched from private networks."""
    log_bodies: bool = False
    """Whether DEBUG logs show what is sent and what comes back, without secrets."""
    limits: Limits = Limits()
    """How long, how much and how deep replies may be."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Config:
        """Settings named by the environment (default: this process's), the rest as they are by default."""
        env = os.environ if environ is None else environ
        return cls(
            backend_url=env.get("BACKEND_URL") or BACKEND_URL,
            model_url=env.get("MODELS_RUN_URL") or MODELS_RUN_URL,
            api_key=env.get("TEAM_API_KEY") or env.get("AIXPLAIN_API_KEY") or None,
            connect_timeout=_seconds(env, "AIXPLAIN_HTTP_CONNECT_TIMEOUT", cls.connect_timeout),
            read_timeout=_seconds(env, "AIXPLAIN_HTTP_READ_TIMEOUT", cls.read_timeout),
            trusted_hosts=_names(env, "AIXPLAIN_TRUSTED_HOSTS"),
            upload_hosts=_names(env, "AIXPLAIN_UPLOAD_HOST_ALLOWLIST"),
            allow_insecure_urls=env.get("AIXPLAIN_ALLOW_INSECURE_URLS") == "1",
            allow_private_fetch=env.get("AIXPLAIN_ALLOW_PRIVATE_FETCH") == "1",
            log_bodies=env.get("AIXPLAIN_LOG_BODIES") == "1",
        )


def default_timeout() -> tuple[float, float]:
    """Seconds for making a connection and of silence, as the environment has them."""
    config = Config.from_environment()
    return config.connect_timeout, config.read_timeout


def _names(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in env.get(name, "").split(",") if part.strip())


def _seconds(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if value > 0 and math.isfinite(value):
        return value
    warnings.warn(f"{name} is not a positive number of seconds; using {default:g}.", stacklevel=3)
    return default
