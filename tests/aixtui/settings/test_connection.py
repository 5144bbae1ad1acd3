import pytest

from aixtui.settings.connection import BACKEND_URL, MODELS_URL, Addresses, origin, resolve_addresses
from aixtui.settings.tree import Profile
from aixtui.setup_error import SettingsError

PROFILE = Profile(backend_url="https://profile/b", models_url="https://profile/m")
ENVIRON = {"BACKEND_URL": "https://env/b", "MODELS_RUN_URL": "https://env/m"}


def test_option_beats_environment_beats_profile_beats_default() -> None:
    assert resolve_addresses(Profile(), {}) == Addresses(BACKEND_URL, MODELS_URL)
    assert resolve_addresses(PROFILE, {}) == Addresses("https://profile/b", "https://profile/m")
    assert resolve_addresses(PROFILE, ENVIRON) == Addresses("https://env/b", "https://env/m")
    assert resolve_addresses(PROFILE, ENVIRON, "https://opt/b", "https://opt/m") == Addresses(
        "https://opt/b", "https://opt/m"
    )


def test_each_address_is_chosen_on_its_own() -> None:
    assert resolve_addresses(PROFILE, {"BACKEND_URL": ""}, None, "https://opt/m") == Addresses(
        "https://profile/b", "https://opt/m"
    )


def test_white_space_and_a_trailing_slash_are_dropped() -> None:
    assert resolve_addresses(Profile(), {}, " http://127.0.0.1:8765/ ").backend_url == "http://127.0.0.1:8765"


@pytest.mark.parametrize(
    "url",
    [
        "example.org", "ftp://host", "http://", "http://host:99999", "http://host:0", "https://host?x=1",
        "https://host#f", "https://ho st", "https://ho\x1b[31mst", "http://[::1", "//host", " ",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_by_source(url: str) -> None:
    with pytest.raises(SettingsError, match="--backend-url") as excinfo:
        resolve_addresses(Profile(), {}, url)
    assert "\x1b" not in str(excinfo.value)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingsError) as excinfo:
        resolve_addresses(Profile(), {"MODELS_RUN_URL": "https://me:hunter2@host"})
    assert "MODELS_RUN_URL" in str(excinfo.value)
    assert "hunter2" not in str(excinfo.value)


@pytest.mark.parametrize(
    ("url", "spelling"),
    [
        ("HTTPS://Example.ORG:443/x/y", "https://example.org"),
        ("http://host:80", "http://host"),
        ("http://host:443", "http://host:443"),
        ("http://[::1]:8765/api", "http://[::1]:8765"),
    ],
)
def test_origins_have_one_spelling(url: str, spelling: str) -> None:
    assert origin(url) == spelling


def test_both_addresses_make_the_origins() -> None:
    assert Addresses("https://a/x", "https://b/y").origins == {"https://a", "https://b"}


def test_an_address_that_is_not_encrypted_is_for_this_machine_alone() -> None:
    for url in ("http://127.0.0.1:8765", "http://localhost", "http://[::1]:1", "https://host"):
        assert resolve_addresses(Profile(), {}, url, url).backend_url == url
    with pytest.raises(SettingsError, match="not encrypted") as caught:
        resolve_addresses(Profile(), {"MODELS_RUN_URL": "http://host"})
    assert "AIXPLAIN_ALLOW_INSECURE_URLS=1" in str(caught.value.hint)
    assert resolve_addresses(Profile(), {"AIXPLAIN_ALLOW_INSECURE_URLS": "1"}, "http://host").backend_url


def test_origins_that_the_environment_trusts_are_among_those_of_the_key() -> None:
    hosts = {"AIXPLAIN_TRUSTED_HOSTS": "more.test, http://Other.test:8080 ,"}
    addresses = resolve_addresses(PROFILE, hosts)
    assert addresses.origins == {"https://profile", "https://more.test", "http://other.test:8080"}
    with pytest.raises(SettingsError, match="AIXPLAIN_TRUSTED_HOSTS"):
        resolve_addresses(PROFILE, {"AIXPLAIN_TRUSTED_HOSTS": "me@host"})
