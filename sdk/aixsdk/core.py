"""Aixplain: one workspace, and the resource classes bound to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from inspect import getattr_static
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ._http.client import AixplainClient
from .bound import Bound, Late
from .config import Config
from .exceptions import ValidationError
from .limits import Limits

if TYPE_CHECKING:
    import httpx

    from . import enums
    from .account import IssueReporter, Wallet
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
    and the timeouts), unless `config` is given; `limits` say how long, large and deep replies may be.
    `renew_key` is asked once for another key where one that was accepted before is refused: it is given that
    one, and what was refused is sent again with the one that it returns; None leaves it refused.
    `find_backend` is asked where nothing listens at the backend's address any more: it is given that URL, and
    what could not be sent goes to the backend and the execution service that it returns; None lets it fail.
    `pipeline_url` is for programs that give it: no resource uses it. Raises ValidationError without an
    API key.
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

    AssetStatus: Late[type[enums.AssetStatus]] = Late(".enums")
    AttachmentType: Late[type[enums.AttachmentType]] = Late(".enums")
    AuthenticationScheme: Late[type[enums.AuthenticationScheme]] = Late(".enums")
    CodeInterpreterModel: Late[type[enums.CodeInterpreterModel]] = Late(".enums")
    ContextOverflowStrategy: Late[type[enums.ContextOverflowStrategy]] = Late(".enums")
    ErrorHandler: Late[type[enums.ErrorHandler]] = Late(".enums")
    EvolveType: Late[type[enums.EvolveType]] = Late(".enums")
    FileContentType: Late[type[enums.FileContentType]] = Late(".enums")
    FileType: Late[type[enums.FileType]] = Late(".enums")
    Function: Late[type[enums.Function]] = Late(".enums")
    FunctionType: Late[type[enums.FunctionType]] = Late(".enums")
    IssueSeverity: Late[type[enums.IssueSeverity]] = Late(".enums")
    Language: Late[type[enums.Language]] = Late(".enums")
    License: Late[type[enums.License]] = Late(".enums")
    MessageRole: Late[type[enums.MessageRole]] = Late(".enums")
    OnboardStatus: Late[type[enums.OnboardStatus]] = Late(".enums")
    OwnershipType: Late[type[enums.OwnershipType]] = Late(".enums")
    Privacy: Late[type[enums.Privacy]] = Late(".enums")
    Reaction: Late[type[enums.Reaction]] = Late(".enums")
    ResponseStatus: Late[type[enums.ResponseStatus]] = Late(".enums")
    RunStatus: Late[type[enums.RunStatus]] = Late(".enums")
    SessionStatus: Late[type[enums.SessionStatus]] = Late(".enums")
    SortBy: Late[type[enums.SortBy]] = Late(".enums")
    SortOrder: Late[type[enums.SortOrder]] = Late(".enums")
    SplittingOptions: Late[type[enums.SplittingOptions]] = Late(".enums")
    StorageType: Late[type[enums.StorageType]] = Late(".enums")
    Supplier: Late[type[enums.Supplier]] = Late(".enums")
    TokenType: Late[type[enums.TokenType]] = Late(".enums")

    def __init__(
        self,
        api_key: str | None = None,
        *,
        backend_url: str | None = None,
        model_url: str | None = None,
        pipeline_url: str | None = None,
        config: Config | None = None,
        limits: Limits | None = None,
        transport: httpx.BaseTransport | None = None,
        renew_key: Callable[[str], str | None] | None = None,
        find_backend: Callable[[str], tuple[str, str] | None] | None = None,
    ) -> None:
        config = config or Config.from_environment()
        key = api_key or config.api_key
        if not key:
            raise ValidationError("API key is required: pass api_key or set TEAM_API_KEY.")
        self.api_key = key
        self.config = replace(
            config,
            backend_url=backend_url or config.backend_url,
            model_url=model_url or config.model_url,
            limits=limits or config.limits,
        )
        self._transport, self._renew_key, self._find_backend = transport, renew_key, find_backend
        self.asset_paths: dict[str, str] = {}
        """Paths of assets by id, as they were given for limits of keys: the platform tells ids only."""
        self.init_client()
        self.init_resources()

    @staticmethod
    def preload() -> None:
        """Load what the first request needs: it is otherwise loaded with that one."""
        from ._http import transport  # noqa: F401

    def init_client(self) -> None:
        """Connect anew, with `api_key` and `config` as they are now; runs over the former one go on."""
        self.client = AixplainClient(
            self.config,
            self.api_key,
            transport=self._transport,
            renew_key=self._renewed if self._renew_key is not None else None,
            find_backend=self._found if self._find_backend is not None else None,
        )

    def _renewed(self, refused: str) -> str | None:
        key = self._renew_key(refused) if self._renew_key is not None else None
        self.api_key = key or self.api_key
        return key

    def _found(self, former: str) -> Config | None:
        found = self._find_backend(former) if self._find_backend is not None else None
        if found is None:
            return None
        self.config = replace(self.config, backend_url=found[0], model_url=found[1])
        return self.config

    def init_resources(self) -> None:
        """Bind the resource classes anew; a class of one's own is bound by extending this."""
        for name in [
            name for name in vars(self) if isinstance(getattr_static(type(self), name, None), Bound)
        ]:
            del vars(self)[name]

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

    @cached_property
    def issue(self) -> IssueReporter:
        """Where to tell the platform about an issue: `aix.issue.report("It hangs")`."""
        from .account import IssueReporter

        return IssueReporter(self)

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
