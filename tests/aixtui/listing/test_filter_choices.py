"""What the filter panel choices: where the values come from, and in which order."""

from types import SimpleNamespace

from aixtui.kinds.model import MODEL
from aixtui.kindspec.cells import clean
from aixtui.kindspec.filters import YES, Filter, arguments
from aixtui.kindspec.kind import Kind
from aixtui.listing.filter_choices import REPLACES, SEPARATOR, choices_source, filter_choices
from aixtui.listing.listing import Listing
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage
from tests.aixtui.tuple_source import source_of

MAKER = Filter("maker", "Maker", "maker", suggest_from=lambda thing: clean(thing.maker), free_text=True)
NAN = "It is no number."
KIND = Kind(
    id="thing",
    plural="things",
    label="Things",
    source=lambda aix: aix,
    columns=(),
    sections=(),
    filters=(
        Filter("status", "Status", "status", ("draft", "done")),
        MAKER,
        Filter("tag", "Tag", "tags", free_text=True, multiple=True),
        Filter("saved", "Saved by me", "saved", (YES,)),
        Filter(
            "least", "Price at least", "least", free_text=True, why_not=lambda text: NAN * (text != "0.5")
        ),
    ),
)


def page(number: int, **makers: str | None) -> RowPage:
    rows = tuple(Row(row_id, (), SimpleNamespace(maker=maker)) for row_id, maker in makers.items())
    return RowPage(Query(page=number), rows, 9, 3)


PAGES = [page(1, a="Zed", b="ann", c=None), page(2, d="Zed", e="Zed", f="Bob", g="ann"), page(1, a="Zed")]


def listing(query: Query | None = None) -> Listing:
    one = Listing(source_of(KIND))
    one.query = query or Query()
    return one


def labels(text: str) -> list[str]:
    return [choice.label for choice in filter_choices(listing(), PAGES, text)]


def test_values_of_all_pages_are_offered_most_often_first_each_resource_once() -> None:
    assert labels("") == [
        "Status: draft",
        "Status: done",
        "Maker: Zed",
        "Maker: ann",
        "Maker: Bob",
        "Saved by me",
    ]


def test_what_holds_comes_first_also_where_no_page_has_it() -> None:
    query = Query(filters=(("maker", "Gone"), ("status", "done")))
    choices = filter_choices(listing(query), PAGES, "")
    assert [choice.label for choice in choices if choice.is_selected] == ["Status: done", "Maker: Gone"]
    assert [choice.is_selected for choice in choices[:3]] == [True, True, False]


def test_a_value_that_takes_the_place_of_another_says_so() -> None:
    query = Query(filters=(("maker", "Zed"), ("tag", "new")))
    notes = {choice.label: choice.note for choice in filter_choices(listing(query), PAGES, "")}
    assert (notes["Maker: Zed"], notes["Maker: ann"], notes["Status: done"]) == ("", REPLACES, "")
    text_notes = {choice.label: choice.note for choice in filter_choices(listing(query), PAGES, "Zqx")}
    assert text_notes == {"Maker: Zqx": f"typed: Zqx, {REPLACES}", "Tag: Zqx": "typed: Zqx"}


def test_a_filter_that_is_named_takes_any_text_also_where_something_fits() -> None:
    assert labels("maker z")[-1] == "Maker: z"
    assert "Tag: maker z" not in labels("maker z")
    assert labels("maker zed")[-2:] == ["Saved by me", "Maker: zed"]
    assert labels("maker Zed").count("Maker: Zed") == 1
    ids = [choice.id for choice in filter_choices(listing(), PAGES, "maker: z")]
    assert ids[-1] == f"maker{SEPARATOR}z"


def test_a_filter_is_named_by_the_first_words_of_its_label() -> None:
    for text in ("price 0.5", "Price at 0.5", "price at least: 0.5"):
        assert labels(text)[0] == "Price at least: 0.5"
    assert labels("prices 0.5")[0] == "Maker: prices 0.5"


def test_a_text_that_fits_nothing_is_offered_to_all_that_take_any() -> None:
    assert labels("quux") == ["Maker: quux", "Tag: quux"]
    assert labels("tag quux") == ["Tag: quux", "Maker: tag quux"]


def test_the_panel_says_where_values_come_from() -> None:
    assert choices_source(KIND, PAGES) == (
        "Maker: as seen on the 3 pages loaded so far, most often first. Any other can be typed."
    )
    assert choices_source(KIND, PAGES[:1]).startswith("Maker: as seen on the page loaded so far")
    assert choices_source(KIND._replace(filters=KIND.filters[:1]), PAGES) == ""


def test_a_language_is_found_by_its_name_and_by_its_code() -> None:
    models = Listing(source_of(MODEL))
    labels = {choice.id: choice.label for choice in filter_choices(models, [], "french")}
    assert labels[f"from{SEPARATOR}fr"] == "From language: French (fr)"
    [typed] = [one.id for one in filter_choices(models, [], "to language: welsh") if one.id.startswith("to")]
    assert typed == f"to{SEPARATOR}welsh"
    sent = arguments(MODEL.filters, (("from", "french"), ("from", "xx"), ("to", "de")))
    assert sent == {"source_languages": ["fr", "xx"], "target_languages": ["de"]}
