"""What is a secret by its name."""

import pytest

from aixtui.kindspec.secret_names import is_secret_name, without_secrets


@pytest.mark.parametrize(
    "name", ["token", "access_token", "apiKey", "API key", "password", "client-secret", "account_token"]
)
def test_a_secret_is_known_by_its_name(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name", ["max_tokens", "maxTokens", "prompt_tokens", "text", "keyword", "max output tokens"]
)
def test_a_number_of_tokens_is_no_secret(name: str) -> None:
    assert not is_secret_name(name)


def test_what_a_name_calls_a_secret_is_left_out_and_told() -> None:
    met: list[str] = []
    value = {"url": "u", "auth": [{"token": "t"}, {"name": "api_key", "value": "v"}], "max_tokens": "9"}
    assert without_secrets(value, met) == {"url": "u", "auth": [{}, {"name": "api_key"}], "max_tokens": "9"}
    assert met == ["token", "api_key"]
