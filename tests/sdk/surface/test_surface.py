"""A program written for aixplain.v2 finds its names here, or a row of MIGRATING.md says what to write."""

import pytest

from tests.sdk.surface.comparison import Difference, differences
from tests.sdk.surface.listing import sections
from tests.sdk.surface.rows import rows

ROWS = 7


@pytest.fixture(scope="module")
def found() -> list[Difference]:
    return differences()


def test_the_listing_is_read_whole() -> None:
    read = sections()
    assert len(read) == 27
    assert sum(len(section.classes) + len(section.functions) for section in read) == 178
    assert sum(len(cls.operations) for section in read for cls in section.classes) == 228


def test_what_differs_has_a_row(found: list[Difference]) -> None:
    named = {key for row in rows() for key in row.keys}
    left = [str(it) for it in found if it.key not in named]
    assert not left, "\n".join(left)


def test_every_row_names_what_differs(found: list[Difference]) -> None:
    keys = {it.key for it in found}
    assert [key for row in rows() for key in row.keys if key not in keys] == []


def test_no_more_rows_than_these() -> None:
    assert len(rows()) == ROWS
