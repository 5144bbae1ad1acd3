"""`-o`, `--json`, `--jq`, `--template`: how data is printed, and how errors are told to programs."""

import csv
import json
import re
from io import StringIO

import pytest
import yaml

from aixtui.cli.exit_codes import MEANINGS, NOT_FOUND, USAGE
from aixtui.cli.printing import Listed, Printing
from tests.aixtui.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("sandbox_access")
LS = ("ls", "models", "--size", "3")
MODEL = "sandbox/text-statistics"


def test_a_list_in_every_form_has_the_same_items(aixtui: Command) -> None:
    ids = aixtui(*LS, "-o", "ids").out.split()
    assert len(ids) == 3
    whole = json.loads(aixtui(*LS, "-o", "json").out)
    assert [item["id"] for item in whole["items"]] == ids
    lines = aixtui(*LS, "-o", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == whole["items"]
    assert yaml.safe_load(aixtui(*LS, "-o", "yaml").out) == whole
    table = list(csv.reader(StringIO(aixtui(*LS, "-o", "csv").out)))
    assert [row[0] for row in table] == ["ID", *ids]
    assert [line.split("\t")[0] for line in aixtui(*LS).out.splitlines()] == ["ID", *ids]


def test_csv_has_what_other_programs_read(aixtui: Command) -> None:
    [row] = csv.DictReader(StringIO(aixtui("ls", "models", "-q", "Text Statistics", "-o", "csv").out))
    assert row["Price"] == "0.0001 /request"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", row["Updated"])
    table = list(csv.DictReader(StringIO(aixtui("ls", "models", "--size", "100", "-o", "csv").out)))
    assert not [cell for one in table for cell in one.values() if cell != cell.strip() or cell == "-"]


def test_fields_are_taken_out_of_documents(aixtui: Command) -> None:
    found = json.loads(aixtui(*LS, "--json", "id, assetInfo.assetPath,nothing.at.all").out or "[]")
    assert found == []  # nobody has the last one: it is wrong usage, and nothing is printed
    found = json.loads(aixtui(*LS, "--json", "id,assetInfo.assetPath").out)
    assert [set(one) for one in found] == [{"id", "assetInfo.assetPath"}] * 3
    one = json.loads(aixtui("get", MODEL, "--json", "name").out)
    assert one == {"name": "Text Statistics"}


def test_jq_and_templates_make_lines(aixtui: Command) -> None:
    names = [one["name"] for one in json.loads(aixtui(*LS, "--json", "name").out)]
    assert aixtui(*LS, "--jq", ".items[].name").out.splitlines() == names
    assert json.loads(aixtui(*LS, "--json", "name", "--jq", "length").out) == 3
    assert aixtui(*LS, "--template", "{{ name }}").out.splitlines() == names
    assert aixtui("get", MODEL, "--jq", ".name").out == "Text Statistics\n"
    assert aixtui("get", MODEL, "--template", "<{{ name }}>").out == "<Text Statistics>\n"


@pytest.mark.parametrize(
    "arguments",
    [
        LS,
        (*LS, "--all", "--limit", "2"),
        (*LS, "--json", "id,name"),
        ("get", MODEL),
        ("get", MODEL, "--json", "id"),
        ("undo",),
        ("keys",),
        ("api", "GET", f"v2/models/{MODEL.replace('/', '%2F')}"),
    ],
)
def test_a_jq_program_takes_exactly_what_is_printed_as_json(
    aixtui: Command, arguments: tuple[str, ...]
) -> None:
    printed = aixtui(*arguments, "-o", "json").out
    assert printed
    for form in ((), ("-o", "json")):
        assert json.loads(aixtui(*arguments, "--jq", ".", *form).out) == json.loads(printed)


def test_a_jq_program_takes_one_line_after_the_other(aixtui: Command) -> None:
    lines = aixtui(*LS, "-o", "jsonl", "--jq", "[.id]").out.splitlines()
    assert [json.loads(line) for line in lines] == [[one] for one in aixtui(*LS, "-o", "ids").out.split()]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*LS, "--json", ","), "--json names no field"),
        ((*LS, "--json", "nmae"), "There is no field 'nmae'. Did you mean name?"),
        ((*LS, "--jq", ".["), "--jq: "),
        ((*LS, "--jq", ".items[0] | .name.x"), "--jq: "),
        ((*LS, "--template", "{{ name"), "--template: "),
        ((*LS, "--template", "{{ ''.__class__.__mro__ }}"), "--template: "),
        ((*LS, "--jq", ".", "--template", "x"), "choose one"),
        ((*LS, "--json", "id", "-o", "ids"), "leave out -o"),
        ((*LS, "--json", "nmae", "-o", "csv"), "Did you mean name?"),
        ((*LS, "--jq", ".", "-o", "csv"), "leave out -o"),
        (("auth", "status", "--json", "key", "-o", "table"), "One document is no table"),
        (("ls", "models", "--filter", "host"), "is not NAME=VALUE"),
        (("ls", "models", "--filter", "hots=x"), "Did you mean"),
        (("ls", "models", "--sort", "nothing"), "cannot be sorted by 'nothing'"),
        (("ls", "models/some-id"), "aixtui get prints it"),
        (("ls", "models", "--all", "--page", "2"), "choose one"),
    ],
)
def test_wrong_usage_is_one_sentence_and_prints_nothing(
    aixtui: Command, arguments: tuple[str, ...], words: str
) -> None:
    outcome = aixtui(*arguments)
    assert (outcome.code, outcome.out) == (USAGE, "")
    assert words in outcome.err


def test_fields_are_the_columns_of_what_is_no_json(aixtui: Command) -> None:
    documents = json.loads(aixtui(*LS, "--json", "id,name,vendor.name,pricing").out)
    names = ("--json", "id,name,vendor.name,pricing,version")
    printed = aixtui(*LS, *names, "-o", "csv")
    assert printed.code == 0, printed.err
    head, *lines = csv.reader(printed.out.splitlines())
    assert head == ["id", "name", "vendor.name", "pricing", "version"]
    for line, one in zip(lines, documents, strict=True):
        assert line[:3] == [one["id"], one["name"], one["vendor.name"]]
        assert json.loads(line[3]) == one["pricing"]
    table = aixtui(*LS, *names, "-o", "table").out.splitlines()
    assert table[0].split("\t") == ["ID", "NAME", "VENDOR.NAME", "PRICING", "VERSION"]
    assert [row.split("\t")[:2] for row in table[1:]] == [line[:2] for line in lines]
    told = yaml.safe_load(aixtui(*LS, "--json", "id,name", "-o", "yaml").out)
    assert told == [{"id": one["id"], "name": one["name"]} for one in documents]


@pytest.mark.parametrize(("formulas", "cell"), [(False, "'=1+1"), (True, "=1+1")])
def test_no_field_is_a_formula_unless_that_is_wanted(
    capsys: pytest.CaptureFixture[str], formulas: bool, cell: str
) -> None:
    document = {"about": "=1+1", "lines": "a\nb", "none": None, "is": True}
    listed = Listed(["ID"], [["x"]], lambda: [document], {})
    Printing("csv", ("about", "lines", "none", "is"), formulas=formulas).show_list(listed)
    assert capsys.readouterr().out == f"about,lines,none,is\n{cell},a b,,true\n"


def test_an_error_is_json_where_the_data_is(aixtui: Command) -> None:
    outcome = aixtui("get", "agents/nobody", "--json", "id")
    assert outcome.code == NOT_FOUND
    error = json.loads(outcome.err)["error"]
    assert (error["code"], error["title"]) == ("not-found", "Not found")
    assert aixtui("get", "agents/nobody").err.startswith("Not found")


def test_all_pages_are_one_list(aixtui: Command) -> None:
    one = json.loads(aixtui("ls", "tools", "-o", "json", "--size", "100").out)
    many = json.loads(aixtui("ls", "tools", "-o", "json", "--size", "4", "--all").out)
    assert [item["id"] for item in many["items"]] == [item["id"] for item in one["items"]]
    first = aixtui("ls", "tools", "-o", "ids", "--size", "4", "--limit", "6")
    assert first.out.split() == [item["id"] for item in one["items"]][:6]
    assert "the first 6 shown" in first.err


def test_a_list_is_narrowed_as_in_the_app(aixtui: Command) -> None:
    by_option = aixtui("ls", "models", "--filter", "developer=Sandbox", "--sort", "-name", "-o", "ids")
    by_address = aixtui("ls", "models developer=Sandbox sort=-name", "-o", "ids")
    assert by_option.code == 0
    assert by_option.out == by_address.out
    assert by_option.out != aixtui("ls", "models", "-o", "ids").out


def test_help_says_what_each_exit_code_means(aixtui: Command) -> None:
    text = " ".join(aixtui("--help").out.split())
    for code, meaning in MEANINGS.items():
        assert f"{code} {meaning}" in text
