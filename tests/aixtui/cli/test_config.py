"""`aixtui config`: the settings file, shown, checked and changed."""

import json
import stat
from pathlib import Path

import pytest

from aixtui.cli.exit_codes import FAILED, USAGE
from aixtui.settings.described import described
from aixtui.settings.reading import read_settings, settings_file
from tests.aixtui.cli.conftest import Command
from tests.aixtui.theming.theme_file import write_theme


def write(text: str) -> Path:
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_every_setting_is_explained() -> None:
    assert len(described()) > 15
    assert [one.name for one in described() if not one.about] == []


def test_the_documented_default_sets_nothing_and_names_all(aixtui: Command) -> None:
    assert aixtui("config", "init").code == 0
    text = settings_file().read_text(encoding="utf-8")
    assert [one.name for one in described() if f"# {one.name.split('.')[-1]} = " not in text] == []
    assert aixtui("config", "check").code == 0
    before = read_settings()
    settings_file().unlink()
    assert read_settings() == before
    write("# mine\n")
    again = aixtui("config", "init")
    assert again.code == FAILED
    assert settings_file().read_text(encoding="utf-8") == "# mine\n"


def test_a_setting_is_changed_and_nothing_else_is(aixtui: Command) -> None:
    file = write('# top\nprofile = "a" # mine\n\n[browse]\n# rows\npage_size = 10\n')
    assert aixtui("config", "set", "browse.page-size", "50").code == 0
    assert aixtui("config", "set", "profiles.a.read-only", "except-runs").code == 0
    assert file.read_text(encoding="utf-8") == (
        '# top\nprofile = "a" # mine\n\n[browse]\n# rows\npage_size = 50\n'
        '\n[profiles.a]\nread-only = "except-runs"\n'
    )
    assert json.loads(aixtui("config", "get", "browse.page-size").out) == 50
    assert aixtui("config", "set", "browse.page-size", "--unset").code == 0
    assert "page_size" not in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("set", "profiles.work.backend-url", "http://x.com"), USAGE, "is not encrypted"),
        (("set", "profiles.work.models_url", "x.com"), USAGE, "from the setting profiles.work.models_url"),
        (("set", "profile", "wrk"), USAGE, "There is no profile 'wrk'"),
        (("set", "theme", "nordd"), USAGE, "Did you mean 'nord'?"),
        (("set", "start", "modles"), USAGE, "Did you mean 'models'?"),
        (("set", "browse.page-size", "500"), USAGE, "must be a whole number from 1 to 100"),
        (("set", "browse.page-siz", "5"), USAGE, "Did you mean browse.page-size?"),
        (("set", "browse.page-size"), USAGE, "Give a VALUE, or --unset."),
        (("get", "nothing"), USAGE, "There is no setting 'nothing'."),
    ],
)
def test_what_cannot_be_set_is_named_and_nothing_is_written(
    aixtui: Command, arguments: tuple[str, ...], code: int, words: str
) -> None:
    file = write("[browse]\npage-size = 10\n")
    outcome = aixtui("config", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err
    assert file.read_text(encoding="utf-8") == "[browse]\npage-size = 10\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[browse]\n\npage-siz = 4\n", "line 3, the key 'browse.page-siz' is unknown"),
        ("[profiles.'a b']\ntint = 'red'\n", "line 2, the key 'profiles.a b.tint' must be one of"),
        ("profile = \n", "is not valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(aixtui: Command, text: str, words: str) -> None:
    write(text)
    for command in (("check",), ("show",), ("set", "theme", "x")):
        outcome = aixtui("config", *command)
        assert outcome.code == USAGE
        assert words in outcome.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profile = 'nope'\n", "There is no profile 'nope'"),
        ("theme = 'nordd'\n", "The setting theme is none"),
        ("start = 'modles'\n", "The setting start is not an address"),
    ],
)
def test_names_that_nothing_has_are_told(aixtui: Command, text: str, words: str) -> None:
    write(text)
    outcome = aixtui("config", "check")
    assert (outcome.code, words in outcome.err) == (USAGE, True), outcome


def test_what_has_no_value_says_what_holds(aixtui: Command) -> None:
    write("[profiles.work]\n")
    rows = aixtui("config", "show", "-o", "csv").out.splitlines()
    assert "theme,,default: one that fits what is known of the terminal" in rows
    assert "read-only,,default: nothing is refused" in rows
    assert "limits.depth,100,default" in rows
    for one in json.loads(aixtui("config", "show", "-o", "json").out)["items"]:
        assert bool(one.get("without")) == (one["value"] is None), one


def test_each_value_says_where_it_is_from(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write("[browse]\npage-size = 10\n[profiles.work]\ntint = 'warn'\n")
    monkeypatch.setenv("AIXTUI_PROFILE", "work")
    rows = {
        row["name"]: (row["value"], row["source"])
        for row in json.loads(aixtui("--read-only=yes", "config", "show", "-o", "json").out)["items"]
    }
    assert rows["browse.page-size"] == (10, str(file))
    assert rows["profiles.work.tint"] == ("warn", str(file))
    assert rows["limits.depth"] == (100, "default")
    assert rows["profile"] == ("work", "AIXTUI_PROFILE")
    assert rows["read-only"] == ("yes", "--read-only")
    assert aixtui("config", "path").out == f"{file}\n"


def test_keys_are_set_listed_and_taken_out_again(aixtui: Command) -> None:
    file = write("# mine\n[browse]\npage-size = 10\n")
    assert aixtui("config", "set", "keys.delete", "X").code == 0
    assert aixtui("config", "set", "keys.browse.wide", "ctrl+w f11").code == 0
    assert read_settings().keys == {
        "browse.delete": ("X",),
        "detail.delete": ("X",),
        "browse.wide": ("ctrl+w", "f11"),
    }
    assert file.read_text(encoding="utf-8").startswith("# mine\n[browse]\npage-size = 10\n")
    assert json.loads(aixtui("config", "get", "keys.delete").out) == ["X"]
    assert json.loads(aixtui("config", "get", "keys.browse.wide").out) == ["Ctrl+W", "F11"]
    rows = {one["name"]: one for one in json.loads(aixtui("config", "show", "-o", "json").out)["items"]}
    assert rows["keys.browse.wide"] == {
        "name": "keys.browse.wide",
        "value": ["Ctrl+W", "F11"],
        "source": str(file),
    }
    assert "keys.browse.sort" not in rows
    assert "delete\tbrowse\tX\t" in aixtui("keys", "browse").out
    assert "wide\tbrowse\tCtrl+W F11\t" in aixtui("keys", "browse").out
    assert aixtui("config", "set", "keys.browse.wide", "").code == 0
    assert aixtui("config", "set", "keys.delete", "--unset").code == 0
    assert read_settings().keys == {"browse.wide": ()}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("set", "keys.delet", "X"), USAGE, "Did you mean 'delete'?"),
        (("set", "keys.delete", "e"), USAGE, "takes e, which edit has"),
        (("set", "keys.delete", "entr"), USAGE, "Did you mean 'enter'?"),
        (("get", "keys.delet"), USAGE, "The action 'delet' is not known"),
        (("get", "keys.refresh"), USAGE, "has other keys in other scopes: keys.browse.refresh"),
    ],
)
def test_a_key_that_cannot_be_is_refused_and_nothing_is_written(
    aixtui: Command, arguments: tuple[str, ...], code: int, words: str
) -> None:
    file = write("keys.detail.refresh = 'z'\n")
    outcome = aixtui("config", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err
    assert file.read_text(encoding="utf-8") == "keys.detail.refresh = 'z'\n"


def test_what_is_wrong_with_keys_is_told_with_its_line(aixtui: Command) -> None:
    file = write("[keys]\n\nsort = 'x'\n")
    for command in (("config", "check"), ("keys",), ("config", "set", "theme", "nord")):
        outcome = aixtui(*command)
        assert outcome.code == USAGE
        assert f"{file}, line 3, the key 'keys.sort' takes x, which choose-filter has" in outcome.err


def test_the_addresses_of_the_environment_are_told_for_the_profile_that_is_used(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("profile = 'work'\n[profiles.work]\nbackend-url = 'https://a.example'\n[profiles.other]\n")
    monkeypatch.setenv("BACKEND_URL", "https://b.example")
    items = json.loads(aixtui("config", "show", "-o", "json").out)["items"]
    rows = {row["name"]: (row["value"], row["source"]) for row in items}
    assert rows["profiles.work.backend-url"] == ("https://b.example", "BACKEND_URL")
    assert rows["profiles.other.backend-url"] == (None, "default")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[profiles.work]\nbackend-url = 'http://x.com'\n", "line 2 is not encrypted"),
        ("[profiles.work]\ntint = 'warn'\nmodels_url = 'x.com'\n", "line 3 is not usable"),
        ("[profiles]\nwork.models-url = 'https://u:p@x.com'\n", "line 2 holds a user name or password"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_with_its_line(aixtui: Command, text: str, words: str) -> None:
    file = write(text)
    outcome = aixtui("config", "check")
    assert (outcome.code, outcome.err.startswith("Settings problem: ")) == (USAGE, True), outcome
    assert f"in {file}, {words}" in outcome.err


@pytest.mark.parametrize("variable", ["BACKEND_URL", "MODELS_RUN_URL"])
@pytest.mark.parametrize("address", ["http://x.com", "x.com", "ftp://x.com", "https://x.com?a=1"])
def test_an_address_of_the_environment_that_cannot_be_used_is_a_settings_problem_everywhere(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch, variable: str, address: str
) -> None:
    monkeypatch.setenv(variable, address)
    for command in (("config", "check"), ("ls", "models"), ("auth", "status"), ("runs", "ls")):
        outcome = aixtui(*command)
        assert (outcome.code, f"environment variable {variable}" in outcome.err) == (USAGE, True), outcome


def test_an_insecure_address_is_right_where_those_are_allowed(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("[profiles.work]\nbackend-url = 'http://x.com'\n")
    monkeypatch.setenv("AIXPLAIN_ALLOW_INSECURE_URLS", "1")
    assert aixtui("config", "check").code == 0


def test_a_theme_of_the_users_is_set_and_a_wrong_one_is_refused_with_its_line(aixtui: Command) -> None:
    write_theme("harbour", 'primary = "teal"\n')
    assert aixtui("config", "set", "theme", "harbour").code == 0
    assert aixtui("config", "check").code == 0
    near = aixtui("config", "set", "theme", "harbor")
    assert near.code == USAGE
    assert "Did you mean 'harbour'?" in near.err
    file = write_theme("harbour", 'primary = "teal"\nacent = "red"\n')
    for command in (("config", "check"), ("config", "set", "theme", "harbour")):
        outcome = aixtui(*command)
        assert outcome.code == USAGE
        assert f"{file}, line 2, the field 'acent' is unknown. Did you mean 'accent'?" in outcome.err


def test_check_tells_of_a_theme_that_nothing_uses(aixtui: Command) -> None:
    write_theme("harbour", 'primary = "tael"\n')
    outcome = aixtui("config", "check")
    assert outcome.code == USAGE
    assert "line 1, the field 'primary' is no colour: 'tael'. Did you mean 'teal'?" in outcome.err
