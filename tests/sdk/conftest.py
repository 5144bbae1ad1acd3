from collections.abc import Iterator

import pytest

from aixsdk import Aixplain
from tests.sdk.platform import Platform, connected


@pytest.fixture
def both() -> Iterator[tuple[Aixplain, Platform]]:
    with connected() as pair:
        yield pair


@pytest.fixture
def aix(both: tuple[Aixplain, Platform]) -> Aixplain:
    return both[0]


@pytest.fixture
def platform(both: tuple[Aixplain, Platform]) -> Platform:
    return both[1]
