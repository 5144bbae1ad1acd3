import itertools

import pytest

from aixsdk import Limits
from aixsdk._http.sse import Event, EventDecoder

STREAM = (
    "\ufeffdata: one\n\n"
    ": ping\n\n"
    'event: token\r\ndata: {"a":\r\ndata:  "ü"}\r\n\r\n'
    "id: 7\rretry: 3\rdata:three\r\r"
    "data\n\n"
    "data: \u2028not a line end\n\n"
    "unknown: x\nfoo\n\n"
    "data: last"
).encode()
EVENTS = [
    Event(("one",)),
    Event(('{"a":', ' "ü"}'), "token"),
    Event(("three",)),
    Event(("",)),
    Event(("\u2028not a line end",)),
    Event(("last",)),
]


def _decoded(*parts: bytes) -> list[Event]:
    decoder = EventDecoder(Limits())
    found = list(itertools.chain.from_iterable(decoder.feed(part) for part in parts))
    return found + decoder.end()


def test_the_whole_at_once() -> None:
    assert _decoded(STREAM) == EVENTS
    assert EVENTS[1].data == '{"a":\n "ü"}'


@pytest.mark.parametrize("cut", range(len(STREAM) + 1))
def test_cut_at_every_position(cut: int) -> None:
    assert _decoded(STREAM[:cut], STREAM[cut:]) == EVENTS


def test_byte_by_byte() -> None:
    assert _decoded(*(bytes([byte]) for byte in STREAM)) == EVENTS


def test_an_event_is_told_as_soon_as_it_is_complete() -> None:
    decoder = EventDecoder(Limits())
    assert decoder.feed(b"data: a\n") == []
    assert decoder.feed(b"\n") == [Event(("a",))]
    assert decoder.end() == []


def test_bytes_that_are_no_text() -> None:
    assert _decoded(b"data: \xff\xc3\n\n") == [Event(("\ufffd\ufffd",))]


def test_nothing() -> None:
    assert _decoded() == _decoded(b"\n\n\n") == []
