"""What all errors have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from .asked import RequestInfo


class AixplainV2Error(Exception):
    """The base of all errors: a sentence in `message`, facts for programs in `details`.

    `request` says what was asked when it came, None where nothing was. With `outcome_unknown` something was
    sent that may have taken effect; it is false for reads and polls. `run_id` is the id of the run that had
    been accepted before, for whatever then went wrong with it; `document` the JSON value that came where
    that does not fit.
    """

    title: ClassVar[str] = "Something went wrong"
    request: RequestInfo | None = None
    outcome_unknown: bool = False
    run_id: str | None = None
    document: Any = None

    def __init__(self, message: str | Sequence[str], details: Mapping[str, Any] | None = None) -> None:
        self.message = message if isinstance(message, str) else "\n".join(str(line) for line in message)
        self.details: dict[str, Any] = dict(details or {})
        super().__init__(self.message)

    def know(self, cause: BaseException) -> Self:
        """Know of the request and the run what the cause knows."""
        if isinstance(cause, AixplainV2Error):
            self.request, self.run_id = cause.request, cause.run_id
            self.outcome_unknown, self.document = cause.outcome_unknown, cause.document
        return self
