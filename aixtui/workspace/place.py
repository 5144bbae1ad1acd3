"""Where a workspace is, as far as what is told and asked of it depends on that."""

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from aixtui.settings.connection import ConnectionSettings


class Place(NamedTuple):
    """Of a connection; an empty one is that of a client that was made by other means."""

    sandbox_url: str = ""
    """Where the sandbox is served, if it is one."""
    options: str = ""
    """What has a command reach it, as a shell reads it."""
    ends_with_us: bool = False
    """Whether what runs there ends with this process."""

    @classmethod
    def of(cls, connection: "ConnectionSettings") -> "Place":
        """Where a connection leads."""
        sandbox_url = connection.backend_url if connection.is_sandbox else ""
        return cls(sandbox_url, connection.options, connection.ends_with_us)

    def present_url(self, url: str) -> str:
        """Where a run is asked about now: a sandbox that starts anew has another port and its old runs."""
        if not self.sandbox_url:
            return url
        here = urlsplit(self.sandbox_url)
        return urlsplit(url)._replace(scheme=here.scheme, netloc=here.netloc).geturl()
