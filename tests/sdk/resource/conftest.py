"""Things that belong to a client."""

import pytest

from aixsdk import Aixplain
from tests.sdk.resource.things import Thing


@pytest.fixture
def things(aix: Aixplain) -> type[Thing]:
    return type("Thing", (Thing,), {"context": aix})


@pytest.fixture
def thing(things: type[Thing]) -> Thing:
    return things(id="1")
