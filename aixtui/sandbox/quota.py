"""Whether a caller may start a run: credits, budget, and the limits of its key."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from aixtui.sandbox.problems import PlatformError, run_refused
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.keys import KeyStore

_MINUTE = 60.0
_ROUNDING = 1e-9
_NO_BALANCE = "err.not_enough_balance"


@dataclass(slots=True)
class Quota:
    """Checks runs before they start. Minutes are counted here, days in the database; 0 blocks nothing."""

    keys: KeyStore
    _minutes: dict[tuple[str, str], deque[tuple[float, int]]] = field(default_factory=dict)

    def take(self, caller: Caller, asset_id: str, tokens: int, price: float = 0.0) -> None:
        """Count a run that costs `price`, or refuse it. Call it in the transaction that records the run.

        Raises:
            PlatformError: 402 the credits left do not cover it, 429 a limit is reached.
        """
        limits = self.keys.limits(caller.key_id)
        self._check_left(caller.key_id, caller.team_id, limits, price)
        used = self.keys.used_today(caller.key_id)
        for identifier, limit in _limits_for(limits, asset_id):
            requests, spent = used.get(identifier, (0, 0))
            _check_day(limit, requests, spent + tokens)
            self._check_minute((caller.key_id, identifier), limit, tokens)
        for identifier in ("", asset_id):
            self._recent((caller.key_id, identifier)).append((monotonic(), tokens))

    def _recent(self, key: tuple[str, str]) -> deque[tuple[float, int]]:
        """The runs of the last minute: when, and their tokens."""
        recent = self._minutes.setdefault(key, deque())
        while recent and recent[0][0] <= monotonic() - _MINUTE:
            recent.popleft()
        return recent

    def covers(self, key_id: str, team_id: int, price: float) -> bool:
        """Whether a run that is going on may cost so much more."""
        try:
            self._check_left(key_id, team_id, self.keys.limits(key_id), price)
        except PlatformError:
            return False
        return True

    def _check_left(self, key_id: str, team_id: int, limits: Doc, price: float) -> None:
        left = self.keys.balance(team_id) - self.keys.reserved(team_id=team_id)
        _check_amount("The workspace has", left, price)
        if limits.get("budget"):
            left = float(limits["budget"]) - self.keys.spent(key_id) - self.keys.reserved(key_id=key_id)
            _check_amount("The budget of this API key has", left, price)

    def _check_minute(self, key: tuple[str, str], limit: Doc, tokens: int) -> None:
        recent = self._recent(key)
        wait = int(recent[0][0] + _MINUTE - monotonic()) + 1 if recent else 1
        if limit.get("rpm") and len(recent) >= limit["rpm"]:
            raise _too_many(f"At most {limit['rpm']} requests a minute are allowed.", wait)
        if limit.get("tpm") and sum(count for _, count in recent) + tokens > limit["tpm"]:
            raise _too_many(f"At most {limit['tpm']} tokens a minute are allowed.", wait)


def _check_amount(whose: str, left: float, price: float) -> None:
    if left <= _ROUNDING:
        raise run_refused(402, f"{whose} no credits left.", _NO_BALANCE)
    if price > left + _ROUNDING:
        raise run_refused(402, f"{whose} {left:g} credits left; this costs {price:g}.", _NO_BALANCE)


def _limits_for(limits: Doc, asset_id: str) -> list[tuple[str, Doc]]:
    found = [("", limits["globalLimits"])] if limits.get("globalLimits") else []
    return found + [(asset_id, entry) for entry in limits["assetsLimits"] if entry.get("assetId") == asset_id]


def _check_day(limit: Doc, requests: int, tokens: int) -> None:
    until_tomorrow = 86_400 - int(datetime.now(UTC).timestamp()) % 86_400
    if limit.get("rpd") and requests >= limit["rpd"]:
        raise _too_many(f"At most {limit['rpd']} requests a day are allowed.", until_tomorrow)
    if limit.get("tpd") and tokens > limit["tpd"]:
        raise _too_many(f"At most {limit['tpd']} tokens a day are allowed.", until_tomorrow)


def _too_many(sentence: str, wait: int) -> PlatformError:
    error = PlatformError(429, sentence, extra={"status": "FAILED", "completed": True})
    error.headers["Retry-After"] = str(wait)
    return error


def estimated_tokens(request: Any) -> int:
    """A guess at the tokens of a request: a quarter of its letters."""
    if isinstance(request, str):
        return -(-len(request) // 4)
    if isinstance(request, dict):
        return sum(map(estimated_tokens, request.values()))
    return sum(map(estimated_tokens, request)) if isinstance(request, list) else 0
