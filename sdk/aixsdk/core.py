"""Aixplain: one workspace, and the resource classes bound to it."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ._http.client import AixplainClient
from .bound import Bound
from .config import Config
from .exceptions import ValidationError

if TYPE_CHECKING:
    import httpx

    from .account import Issue, Wallet
    from .kinds.agent.resource import Agent
    from .kinds.api_key import APIKey
    from .kinds.file import File
    from .kinds.file import Resource as FileClass
    from .kinds.inspector import Inspector
    from .kinds.integration import Integration
    from .kinds.model import Model
    from .kinds.session import Session
    from .kinds.skill import Skill
    from .kinds.tool import Tool
    from .kinds.trigger import Trigger
    from .kinds.utility import Utility


class Aixplain:
    """One account on one backend. Its resource classes (`aix.Model`, `aix.Agent`) belong to it alone.

    What is not given comes from the environment (TEAM_API_KEY, AIXPLAIN_API_KEY, BACKEND_URL, MODELS_RUN_URL
    and the timeouts), unless `config` is given. Raises ValidationError without an API key.
    """

    Model: Bound[Model] = Bound(".kinds.model")
    Tool: Bound[Tool] = Bound(".kinds.tool")
    Integration: Bound[Integration] = Bound(".kinds.integration")
    Agent: Bound[Agent] = Bound(".kinds.agent.resource")
    Skill: Bound[Skill] = Bound(".kinds.skill")
    Session: Bound[Session] = Bound(".kinds.session")
    Trigger: Bound[Trigger] = Bound(".kinds.trigger")
    APIKey: Bound[APIKey] = Bound(".kinds.api_key")
    Utility: Bound[Utility] = Bound(".kinds.utility")
    File: Bound[File] = Bound(".kinds.file")
    Inspector: Bound[Inspector] = Bound(".kinds.inspector")

    def __init__(
        self,
        api_key: str | None = None,
        *,
        backend_url: str | None = None,
        model_url: str | None = None,
        config: Config | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        config = config or Config.from_environment()
        key = api_key or config.api_key
        if not key:
            raise ValidationError("API key is required: pass api_key or set TEAM_API_KEY.")
        self.api_key = key
        self.config = replace(
            config, backend_url=backend_url or config.backend_url, model_url=model_url or config.model_url
        )
        self.client = AixplainClient(self.config, key, transport=transport)
        self.asset_paths: dict[str, str] = {}
        """Paths of assets by id, as they were given for limits of keys: the platform tells ids only."""

    def __repr__(self) -> str:
        return f"Aixplain(backend_url={self.backend_url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def Resource(self) -> type[FileClass]:  # noqa: N802 (a class)
        """The class of files, by the name that it has in programs of before."""
        return self.File

    @property
    def backend_url(self) -> str:
        """Base of the backend, without a slash at its end."""
        return self.config.backend_url.rstrip("/")

    @property
    def model_url(self) -> str:
        """Base of the execution service, without a slash at its end."""
        return self.config.model_url.rstrip("/")

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def wallet(self) -> Wallet:
        """The balance in credits. Raises APIError."""
        from .account import wallet

        return wallet(self)

    def model_usage(self, model_id: str, start_day: str, end_day: str) -> Any:
        """Usage of a model between two days (ISO 8601), as the platform words it. Raises APIError."""
        from .account import model_usage

        return model_usage(self, model_id, start_day, end_day)

    def report_issue(self, description: str, **options: Any) -> Issue:
        """Tell the platform about an issue; options and errors are those of `aixsdk.account.report_issue`."""
        from .account import report_issue

        return report_issue(self, description, **options)
