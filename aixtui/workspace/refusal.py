"""What a server says against what it was sent, sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aixsdk import exceptions as sdk
from aixtui.kindspec.cells import clean
from aixtui.workspace.problems import FAILED, TOKENS

LONGEST = 300
"""Characters of a sentence that are kept."""
NAME, REFERENCE = "name", "reference"

_ABOUT = re.compile(
    r"(?:property |(?P<each>each value in ))?(?P<path>(?!(?:There|It|This|That) )[A-Za-z_][\w.\[\]-]*) "
    r"(?P<rest>(?:must|should|has|is|may|can|needs|does|contains|already|exceeds)\b.*)"
)
_TAKEN = re.compile(r"\bname\b.*\b(?:exists?|taken|in use|used|unique)\b", re.IGNORECASE)
_SUBJECTS = {"err.name_already_exists": NAME, "err.asset_is_not_available": REFERENCE}


class Objection(NamedTuple):
    """One sentence against one part of what was sent."""

    text: str
    """Without what it is about, where it says that."""
    path: str = ""
    """The server's name of the part, such as `tools.0.type`."""
    subject: str = ""
    """NAME or REFERENCE where it is about one without a path."""

    @property
    def sentence(self) -> str:
        """All that was said."""
        return " ".join(part for part in (self.path, self.text) if part)


def objections(error: BaseException) -> tuple[Objection, ...]:
    """What the server has against it; nothing where it has not refused it for what it holds."""
    while isinstance(error, sdk.ResourceError) and isinstance(error.__cause__, Exception):
        error = error.__cause__
    if isinstance(error, sdk.ValidationError):
        return (_objection(clean(error.message)),)
    if not isinstance(error, sdk.APIError) or error.outcome_unknown:
        return ()
    if not isinstance(error, sdk.OperationFailedError) and not 400 <= error.status_code < 500:
        return ()
    if isinstance(error, sdk.AuthenticationError | sdk.PaymentRequiredError | sdk.RateLimitError):
        return ()
    return tuple(map(_objection, _sentences(error)))


def _sentences(error: sdk.APIError) -> Iterator[str]:
    said = error.response_data.get("message")
    message = error.message.removeprefix(FAILED)
    lines: Sequence[object] = said if isinstance(said, list) else message.split("\n")
    for line in lines:
        if text := clean(line).strip():
            yield text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _objection(text: str) -> Objection:
    token = text.strip("{}")
    if token in _SUBJECTS:
        return Objection(TOKENS[token], subject=_SUBJECTS[token])
    if _TAKEN.search(text):
        return Objection(TOKENS["err.name_already_exists"], subject=NAME)
    if about := _ABOUT.fullmatch(text):
        each = "each value " if about["each"] else ""
        return Objection(each + about["rest"], about["path"].replace("[", ".").replace("]", ""))
    return Objection(text)
