import os

import pytest

from aixsdk import Aixplain, Config
from aixsdk.config import default_timeout
from aixsdk.exceptions import ValidationError


def test_defaults_are_the_platform() -> None:
    config = Config.from_environment({})
    assert config == Config()
    assert config.backend_url == "https://platform-api.aixplain.com"
    assert config.model_url == "https://models.aixplain.com/api/v2/execute"


def test_everything_can_come_from_the_environment() -> None:
    config = Config.from_environment(
        {
            "BACKEND_URL": "http://b",
            "MODELS_RUN_URL": "http://m/api/v2/execute",
            "TEAM_API_KEY": "first",
            "AIXPLAIN_API_KEY": "second",
            "AIXPLAIN_HTTP_CONNECT_TIMEOUT": "2.5",
            "AIXPLAIN_HTTP_READ_TIMEOUT": "7",
        }
    )
    assert config == Config("http://b", "http://m/api/v2/execute", "first", 2.5, 7.0)
    assert Config.from_environment({"AIXPLAIN_API_KEY": "second"}).api_key == "second"


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "inf"])
def test_a_timeout_that_is_none_is_told_and_ignored(text: str) -> None:
    with pytest.warns(UserWarning, match="AIXPLAIN_HTTP_READ_TIMEOUT"):
        config = Config.from_environment({"AIXPLAIN_HTTP_READ_TIMEOUT": text})
    assert config.read_timeout == 300.0


def test_the_timeouts_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXPLAIN_HTTP_CONNECT_TIMEOUT", "3")
    monkeypatch.delenv("AIXPLAIN_HTTP_READ_TIMEOUT", raising=False)
    assert default_timeout() == (3.0, 300.0)


def test_arguments_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_URL", "https://from-env")
    monkeypatch.setenv("TEAM_API_KEY", "env-key")
    with Aixplain(backend_url="https://argument/") as aix:
        assert (aix.api_key, aix.backend_url) == ("env-key", "https://argument")
    with Aixplain("given") as aix:
        assert (aix.api_key, aix.backend_url) == ("given", "https://from-env")


def test_the_environment_is_never_written() -> None:
    before = dict(os.environ)
    with Aixplain("a-key", backend_url="https://b"):
        assert dict(os.environ) == before


def test_no_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEAM_API_KEY", raising=False)
    monkeypatch.delenv("AIXPLAIN_API_KEY", raising=False)
    with pytest.raises(ValidationError, match=r"^API key is required"):
        Aixplain()


def test_no_repr_shows_the_key() -> None:
    with Aixplain("top-secret-key", backend_url="https://b") as aix:
        shown = [repr(aix), repr(aix.client), repr(aix.config), repr(aix.Model), repr(aix.Model(id="x"))]
        assert not [text for text in shown if "top-secret-key" in text]
    assert "env-secret" not in repr(Config.from_environment({"TEAM_API_KEY": "env-secret"}))
