"""The backend: whether it answers, accepts the key, and has the time that we have."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from aixtui.diagnosis.finding import Finding
from aixtui.settings.connection import ConnectionSettings
from aixtui.system import clock
from aixtui.workspace.probe import PATIENCE_SECONDS, Probe, probe

MOST_SKEW_SECONDS = 60
_SET_THE_CLOCK = "Set the clock of this machine: on Linux sudo timedatectl set-ntp true."


def check_backend(connection: ConnectionSettings) -> Iterator[Finding]:
    """Ask it one thing. What it says of the key counts only where there is one."""
    reply = probe(connection)
    if reply.problem is not None:
        problem = reply.problem
        text, remedy = f"{connection.backend_url}: {problem.title}. {problem.text}".strip(), problem.hint
        if reply.seconds >= PATIENCE_SECONDS:  # the limit is the one of this question, not of the settings
            text = (
                f"{connection.backend_url} took the question, and did not answer within {PATIENCE_SECONDS} s"
            )
            remedy = "Ask who runs it whether it is up, and look whether a proxy stands between."
        yield Finding("backend", "wrong", text, remedy)
    else:
        says = "accepts the key, " if connection.credential is not None else ""
        yield Finding(
            "backend", "ok", f"{connection.backend_url} {says}answers in {reply.seconds * 1000:.0f} ms"
        )
    yield from _skew(reply)


def _skew(reply: Probe) -> Iterator[Finding]:
    if not reply.date:
        return
    try:
        there = parsedate_to_datetime(reply.date).astimezone(UTC)
    except ValueError:
        return
    seconds = round((clock.now() - there).total_seconds())
    yield skew_finding(seconds, there)


def skew_finding(seconds: int, there: datetime) -> Finding:
    """What it means that our clock is so many seconds before the backend's."""
    if abs(seconds) <= MOST_SKEW_SECONDS:
        return Finding("clock", "ok", f"{abs(seconds)} s apart from the backend's")
    way = "ahead of" if seconds > 0 else "behind"
    text = f"{abs(seconds)} s {way} the backend's, which has {there:%Y-%m-%d %H:%M:%S} UTC"
    return Finding("clock", "warning", text, _SET_THE_CLOCK)
