from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from aixsdk import Aixplain
from aixsdk._http import transport
from tests.sdk.platform import Platform, connected
from tests.sdk.tls_server import CERTIFICATE

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


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    transport._certificates.cache_clear()  # noqa: SLF001
    yield
    transport._certificates.cache_clear()  # noqa: SLF001
