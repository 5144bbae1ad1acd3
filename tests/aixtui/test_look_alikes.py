import io

import pytest
from rich.cells import cell_len

from aixtui.look_alikes import degrade, look_alike


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("╭──╮│x│▌ Price ▲ …", "+--+|x|| Price ^ ~"),
        ("“it” · ✓ ✗ ●", '"it" . + x *'),
        ("ñandú", "nandu"),
        ("日本", "????"),
        ("👩\u200d💻!", "??!"),
        ("\u200b\ud800", "?"),
    ],
)
def test_every_cell_has_its_like(text: str, like: str) -> None:
    assert look_alike(text) == like


def test_every_character_keeps_its_width() -> None:
    for code in range(0x20, 0x20000):
        like = look_alike(chr(code))
        assert like.isascii()
        assert len(like) == cell_len(chr(code)), hex(code)


@pytest.mark.parametrize(
    ("encoding", "written"), [("ascii", b"caf\x65 ~ ??"), ("latin-1", b"caf\xe9 ~ ??"), ("utf-8", None)]
)
def test_a_stream_writes_what_it_can_and_a_like_of_the_rest(encoding: str, written: bytes | None) -> None:
    file = io.BytesIO()
    stream = io.TextIOWrapper(file, encoding, errors="strict")
    degrade(stream)
    stream.write("café … 日")
    stream.flush()
    assert file.getvalue() == ("café … 日".encode() if written is None else written)


def test_a_stream_that_encodes_nothing_is_left_alone() -> None:
    stream = io.StringIO()
    degrade(stream)
    stream.write("…")
    assert stream.getvalue() == "…"
