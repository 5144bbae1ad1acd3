from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from aixsdk import Aixplain
from tests.sdk.platform import Platform, connected

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


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
