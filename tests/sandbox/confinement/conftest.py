"""Each means of this machine; those that are not here are skipped with what was missing."""

import pytest

from aixtui.sandbox.confinement.choice import failure_of
from aixtui.sandbox.confinement.means import MEANS, Means


@pytest.fixture(params=MEANS, ids=lambda means: str(means.name))
def means(request: pytest.FixtureRequest) -> Means:
    found: Means = request.param
    failure = failure_of(found)
    if failure is not None:
        pytest.skip(f"{found.name}: {failure}")
    return found
