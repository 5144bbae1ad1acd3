import pytest

from aixtui.kinds import KINDS
from aixtui.kindspec.amounts import DURATION
from aixtui.kindspec.field import Field
from aixtui.kindspec.field_words import about, takes
from aixtui.kindspec.moments import MOMENT
from aixtui.kindspec.references import Reference
from aixtui.kindspec.text_codec import COUNT, JSON, YES_NO, YES_OR_NO, optional

BLANK = Field("x", "X")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (BLANK, "Takes one line of text."),
        (BLANK._replace(required=True), "Takes one line of text; required."),
        (BLANK._replace(lines=3), "Takes a text of any number of lines."),
        (BLANK._replace(codec=COUNT), "Takes a number."),
        (BLANK._replace(codec=JSON), "Takes JSON."),
        (BLANK._replace(codec=optional(DURATION)), "Takes a duration such as 90 s, 5 min or 2 h."),
        (BLANK._replace(codec=YES_OR_NO, options=YES_NO), "Takes one of: yes, no."),
        (BLANK._replace(many=True, options=("a", "b"), option_names={"a": "One"}), "Takes any of: One, b."),
        (BLANK._replace(options=tuple("abcdefghijklm")), "Takes one of what it offers."),
        (BLANK._replace(codec=MOMENT), "Takes a moment: a date and a time, or words for it."),
        (BLANK._replace(is_path=True), "Takes the path of a file or a folder of this machine."),
        (BLANK._replace(is_secret=True), "Takes a secret, which is neither shown nor kept in a draft."),
        (BLANK._replace(reference=Reference(("agent",))), "Takes one agent."),
        (
            BLANK._replace(reference=Reference(("tool", "model", "utility"), many=True)),
            "Takes any number of these, in an order of yours: tool, model or utility.",
        ),
    ],
)
def test_what_a_field_takes_is_said_in_a_sentence(field: Field, said: str) -> None:
    assert takes(field) == said


def test_it_is_not_said_twice() -> None:
    field = BLANK._replace(type_word="number", help="Number, required. The first summand.")
    assert about(field) == field.help
    assert about(field._replace(help="The first summand.")) == "Takes number.\nThe first summand."


def test_each_field_of_each_kind_says_what_it_takes() -> None:
    said = [takes(field) for kind in KINDS for field in kind.fields]
    assert len(said) > 60
    assert [one for one in said if not one.endswith(".") or len(one) > 200] == []
