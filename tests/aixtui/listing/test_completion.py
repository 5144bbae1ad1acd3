import pytest

from aixtui.listing import address
from aixtui.listing.completion import complete
from tests.aixtui.listing.listed import KINDS

VIEWS = ("my drafts", "things of mine")
RECENTS = ("things/abc", "things/abd")


@pytest.mark.parametrize(
    ("text", "ghost"),
    [
        ("", ""),
        (":", ""),
        ("thi", "ngs"),
        (":THI", "ngs"),
        ("it", "em"),
        ("t", "hings"),
        ("oth", "er-things"),
        ("other-things", ""),
        ("zz", ""),
        ("things", " of mine"),
        ("my", " drafts"),
        ("My d", "rafts"),
        ("things ", "of mine"),
        ("things o", "f mine"),
        ("things/", "abc"),
        ("things/abd", ""),
        ("t st", "atus="),
        ("t x status=", "draft"),
        ("t x status=o", "nboarded"),
        ("t x status=onboarded", ""),
        ('t status="i', 'n review"'),
        ("t sav", "ed="),
        ("t saved=y", "es"),
        ("t so", "rt="),
        ("t sort=u", "pdated"),
        ("t sort=-", "name"),
        ("t sort=-u", "pdated"),
        ("t tag=x", ""),
        ("t zz=x", ""),
        ("t pa", "ge="),
        ("zz st", ""),
        ("things?st", "atus="),
        ("things?q=a+b&sort=-u", "pdated"),
        ("things?status=in", "+review"),
    ],
)
def test_the_best_completion_is_offered(text: str, ghost: str) -> None:
    assert complete(text, KINDS, views=VIEWS, recents=RECENTS) == ghost


@pytest.mark.parametrize(
    "text", ["t status=", 't status="', "t sort=-", "things?status=in", "t saved=", "oth"]
)
def test_what_is_completed_can_be_read(text: str) -> None:
    ghost = complete(text, KINDS)
    assert ghost
    address.parse(text + ghost, KINDS)
