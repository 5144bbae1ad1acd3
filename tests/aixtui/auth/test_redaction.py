import json
from urllib.parse import quote

import pytest

from aixtui.auth.redaction import HIDDEN, hide, hide_known
from aixtui.auth.secret import Secret
from aixtui.kindspec.plain_text import json_text


def test_a_secret_of_this_process_is_hidden_wherever_it_stands() -> None:
    Secret("one-key-of-a-test")
    Secret("one-key-of-a-test-and-more")
    text = "a=one-key-of-a-test-and-more, b:one-key-of-a-test/c"
    assert hide_known(text) == f"a={HIDDEN}, b:{HIDDEN}/c"


def _escaped(text: str, form: str) -> str:
    return "".join(form.format(ord(sign)) for sign in text)


@pytest.mark.parametrize("secret", ["made-up/key+1234567890", 'a-key-"with"-quotes', "a-key-with-\\-in-it"])
def test_a_secret_is_hidden_however_it_is_spelled(secret: str) -> None:
    Secret(secret)
    once = json.dumps(secret)[1:-1]
    spellings = [
        secret,
        once,
        json.dumps(once)[1:-1],
        once.replace("/", r"\/"),
        _escaped(secret, "\\u{:04x}"),
        _escaped(secret, "\\\\u{:04X}"),
        _escaped(secret, "%{:02x}"),
        quote(secret, safe=""),
    ]
    assert [hide_known(f"<{spelling}>") for spelling in spellings] == [f"<{HIDDEN}>"] * len(spellings)
    document = {"a": [secret, {secret: spellings}], "n": 1}
    shown = json.loads(json_text(document))
    assert shown == {"a": [HIDDEN, {HIDDEN: [HIDDEN] * len(spellings)}], "n": 1}
    assert document["a"] == [secret, {secret: spellings}]


def test_a_secret_too_short_to_be_one_hides_no_words() -> None:
    Secret("key")
    assert hide_known("the key of a keyring") == "the key of a keyring"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Token {}",
        "authorization=Bearer {}",
        '"x-api-key": "{}"',
        "api_key='{}'",
        "API-KEY {}:".replace(" {}", ": {}"),
        "password={}&user=me",
        "Bearer {} was refused",
        "https://me:{}@example.com/path",
        "ghp_{}",
        "the key {}0123456789abcdef is not valid",
    ],
)
def test_what_looks_like_a_secret_is_hidden(text: str) -> None:
    secret = "8c1b7a0d4f5e6a7b9c0d"
    assert secret not in hide(text.format(secret))
    assert HIDDEN in hide(text.format(secret))


@pytest.mark.parametrize(
    "text",
    [
        "No nodes match 'Input' on SearchBar(id='page-filter')",
        "id 6646261c6eb563165658bbb1 is not found",
        "https://example.com/sdk/models?q=a@b",
        "unexpected token at line 3",
        "_a_function_with_a_name_that_is_rather_long_in_all",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert hide(text) == text
