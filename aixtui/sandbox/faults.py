"""What can be made to go wrong: the faults a caller or an operator asks for, read from a short text.

`latency=0.5,jitter=0.2,status=429,times=2`: parts separated by commas. Each fault is for tests and demos.
"""

from dataclasses import dataclass, fields

from aixtui.sandbox.problems import SandboxError

_STATUSES = (400, 401, 402, 403, 404, 409, 422, 429, 480, 500, 502, 503, 504)


class FaultError(SandboxError):
    """What is asked for is no fault: a command was used wrongly."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """One set of faults for a request; the default is none."""

    latency: float = 0.0
    """Seconds before anything happens."""
    jitter: float = 0.0
    """Up to so many more seconds, by chance."""
    status: int = 0
    """Answer with this error instead."""
    error_object: bool = False
    """The body of that error is `{"error": {"message": ...}}`."""
    error_array: bool = False
    """The body of that error is an array of sentences."""
    retry_after: int = 1
    """Seconds that a 429 or 503 asks to wait."""
    times: int = 0
    """Fail only the first so many requests that ask for exactly this; 0 fails all."""
    malformed: bool = False
    """Answer with text that is not JSON."""
    wrong_types: bool = False
    """Change the answer: wrong types everywhere, and duplicate ids in a page."""
    cut: int = 0
    """Close the connection after so many bytes of the answer."""
    stuck: bool = False
    """Never answer."""
    stall: int = 0
    """Stop sending after so many bytes of the answer, and keep the connection open."""
    trickle: int = 0
    """Send the answer at so many bytes a second."""


_FIELDS = {field.name: field.type for field in fields(Fault)}


def read_fault(text: str) -> Fault:
    """The faults in a text; names may have dashes for underscores.

    Raises:
        FaultError: a part is unknown or has a wrong value.
    """
    values: dict[str, float | int | bool] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = part.partition("=")
        name = name.strip().replace("-", "_")
        if name not in _FIELDS:
            known = ", ".join(field.replace("_", "-") for field in _FIELDS)
            raise FaultError(f"There is no fault {name!r}.", f"The faults are: {known}.")
        values[name] = _value(name, value.strip())
    if values.get("status", 0) not in (0, *_STATUSES):
        raise FaultError(f"The fault status must be one of {', '.join(map(str, _STATUSES))}.")
    shapes = [name for name in ("error_object", "error_array") if name in values]
    if len(shapes) > 1 or (shapes and not values.get("status")):
        raise FaultError("error-object and error-array are two shapes of one status, such as status=400.")
    return Fault(**values)  # type: ignore[arg-type]  # each value was read by its field's type


def _value(name: str, text: str) -> float | int | bool:
    kind = _FIELDS[name]
    if kind in (bool, "bool"):
        if text in ("", "true", "1"):
            return True
        raise FaultError(f"The fault {name} takes no value.")
    try:
        number = float(text) if kind in (float, "float") else int(text)
    except ValueError:
        raise FaultError(f"The fault {name} takes a number, such as {name}=1.") from None
    if not 0 <= number < 1_000_000:
        raise FaultError(f"The fault {name} must be from 0 to 1000000.")
    return number
