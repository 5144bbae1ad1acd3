"""What an output consists of, whatever a server sends."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from aixtui.kindspec.named_file import file_of, links_in
from aixtui.kindspec.outputs import (
    MOST_TABLES,
    FilesOutput,
    JsonOutput,
    RecordsOutput,
    TextOutput,
    pieces_of,
)

URL = "https://files.example/a%20b/report.pdf?sig=1"
ALL_KINDS = [TextOutput, JsonOutput, RecordsOutput, FilesOutput]
RECORDS = [{"a": 1, "b": "x"}, {"a": 2}]
SIGNED = (
    ("X-Amz-Date=20260801T120000Z&X-Amz-Expires=3600", datetime(2026, 8, 1, 13, tzinfo=UTC)),
    ("X-Goog-Date=20260801T120000Z&X-Goog-Expires=60", datetime(2026, 8, 1, 12, 1, tzinfo=UTC)),
    ("Expires=1785585600", datetime(2026, 8, 1, 12, tzinfo=UTC)),
    ("se=2026-08-01T12%3A00%3A00Z", datetime(2026, 8, 1, 12, tzinfo=UTC)),
    ("X-Amz-Date=soon&X-Amz-Expires=3600", None),
    ("Expires=99999999999999999999", None),
    ("", None),
)


@pytest.mark.parametrize(
    ("output", "kinds"),
    [
        ("", []),
        (None, []),
        ({}, []),
        ("Some words.", [TextOutput]),
        ("See https://x.example/a.csv for it.", [TextOutput, FilesOutput]),
        (URL, [FilesOutput]),
        ([URL, URL], [FilesOutput]),
        ({"url": URL, "name": "r", "size": 3}, [JsonOutput, FilesOutput]),
        (RECORDS, [RecordsOutput]),
        (json.dumps(RECORDS), [RecordsOutput]),
        ([1, 2], [JsonOutput]),
        ([{}, {}], [JsonOutput]),
        (3.5, [JsonOutput]),
        ({"label": "good", "parts": {"x": 1}}, [JsonOutput]),
        ({"label": "good", "rows": RECORDS}, [JsonOutput, RecordsOutput]),
        (
            {"story": "One.\nTwo.", "rows": RECORDS, "file": URL},
            ALL_KINDS,
        ),
        ([{"title": "a", "link": URL, "snippet": "words"}], [RecordsOutput]),
        ("[" * 5000 + "]" * 5000, [TextOutput]),
        ("{not json", [TextOutput]),
    ],
)
def test_each_output_has_its_pieces(output: Any, kinds: list[type]) -> None:
    assert [type(piece) for piece in pieces_of(output)] == kinds


def test_nothing_of_an_object_is_left_out() -> None:
    output = {f"t{n}": RECORDS for n in range(MOST_TABLES + 2)} | {"n": None, "text": "x" * 300}
    pieces = pieces_of(output)
    seen = {piece.title for piece in pieces if not isinstance(piece, JsonOutput)}
    (rest,) = (piece.value for piece in pieces if isinstance(piece, JsonOutput))
    assert seen | set(rest) == set(output)


def test_what_came_beside_the_output_stands_before_what_it_names() -> None:
    beside = file_of({"name": "made.csv", "mime_type": "text/csv", "content": "a,b", "byte_size": 3})
    assert beside is not None
    *_, files = pieces_of(f"See {URL}", files=(beside,))
    assert isinstance(files, FilesOutput)
    assert [file.name for file in files.files] == ["made.csv", "report.pdf"]
    assert files.files[0].content == b"a,b"


def test_a_data_address_is_a_file_that_came_along() -> None:
    file = file_of(f"data:image/png;base64,{base64.b64encode(b'bytes').decode()}")
    assert file is not None
    assert (file.content, file.type, file.size, file.address, file.is_picture) == (
        b"bytes",
        "image/png",
        5,
        "",
        True,
    )
    assert file_of("data:image/png;base64,") is None
    assert file_of("data:") is None


@pytest.mark.parametrize(("query", "end"), SIGNED)
def test_a_signed_address_tells_when_it_ends(query: str, end: datetime | None) -> None:
    file = file_of(f"https://store.example/a.png?{query}")
    assert file is not None
    assert (file.expires, file.name, file.type) == (end, "a.png", "image/png")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://[bad/x",
        5,
        {"url": "x"},
        {"url": 5},
        [],
    ],
)
def test_what_is_no_address_is_no_file(value: Any) -> None:
    assert file_of(value) is None


def test_names_and_types_of_files_are_clean() -> None:
    file = file_of({"url": URL, "name": "\x1b[31mred\u202e\n", "mimeType": "image/\x07png", "size": True})
    assert file is not None
    assert file.name == "red\ufffd"
    assert "\x07" not in file.type
    assert file.size is None


def test_the_links_of_a_text_are_found_once_each_and_not_without_end() -> None:
    text = f"[a]({URL}), <{URL}> and **{URL}**. " + " ".join(f"https://x.example/{n}" for n in range(500))
    files = links_in(text)
    assert files[0].address == URL
    assert len(files) == len({file.address for file in files}) == 100
