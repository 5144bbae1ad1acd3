import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.stores import lock
from aixtui.stores.lock import file_lock
from aixtui.stores.preset import Preset
from aixtui.stores.views import Favourite, SavedPlaces, View, ViewsError, ViewStore
from aixtui.system.paths import config_dir
from aixtui.workspace.problems import explain
from tests.other_files import NOT_FILES, give_away

DRAFTS = View("drafts", "agent", "agents?status=draft&sort=-updated", ("name", "status"))
MINE = View("mine", "model", "models?owner=PRIVATE")
STAR = Favourite("model", "6646", 'A "good" one', "sandbox")
BY_HAND = """\
# What I look at.

# every morning
[[view]]  # the first
name = "drafts"   # short
kind = "agent"
address = "agents"
columns = [
  "name",  # of course
  "status",
]
colour = "red"

# now and then
[[favourite]]
kind = "model"
id = "6646"
name = "old name"
workspace = "sandbox"

# at the end of the month
[[view]]
name = "costs"
kind = "model"
address = "models"
# the end
"""


@pytest.fixture
def store(tmp_path: Path) -> ViewStore:
    return ViewStore(tmp_path / "config" / "views.toml")


@pytest.fixture
def by_hand(store: ViewStore) -> ViewStore:
    store.path.parent.mkdir()
    store.path.write_text(BY_HAND)
    return store


def test_no_file_means_nothing_is_saved(store: ViewStore) -> None:
    assert store.read() == SavedPlaces()
    assert not store.path.exists()


def test_the_file_is_in_the_users_folder() -> None:
    assert ViewStore().path == config_dir() / "views.toml"


def test_what_is_saved_is_read_by_another_program(store: ViewStore) -> None:
    store.save_view(DRAFTS)
    store.add_favourite(STAR)
    content = store.save_view(MINE)
    assert content == SavedPlaces((DRAFTS, MINE), (STAR,))
    assert ViewStore(store.path).read() == content
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_the_same_name_is_the_same_view(store: ViewStore) -> None:
    store.save_view(DRAFTS)
    store.save_view(MINE)
    view = View("drafts", "agent", "agents?q=x")
    assert store.save_view(view).views == (view, MINE)


def test_a_view_is_renamed_in_its_place(by_hand: ViewStore) -> None:
    before = by_hand.read().views
    text = by_hand.path.read_text(encoding="utf-8")
    views = by_hand.rename_view(before[0].name, "Another").views
    assert [view.name for view in views] == ["Another", *(view.name for view in before[1:])]
    assert by_hand.path.read_text(encoding="utf-8") == text.replace(before[0].name, "Another")
    assert by_hand.rename_view("Another", "Another").views == views
    assert by_hand.rename_view("gone", "Other").views == views


def test_a_view_takes_no_name_of_another(store: ViewStore) -> None:
    for name in ("One", "Two"):
        store.save_view(View(name, "model", "models"))
    with pytest.raises(ViewsError, match="There is a view Two already"):
        store.rename_view("One", "Two")
    assert [view.name for view in store.read().views] == ["One", "Two"]


def test_a_favourite_is_known_by_kind_id_and_workspace(store: ViewStore) -> None:
    elsewhere, newer = Favourite("model", "6646", "Other"), Favourite("model", "6646", "New", "sandbox")
    store.add_favourite(STAR)
    store.add_favourite(elsewhere)
    assert store.add_favourite(newer).favourites == (newer, elsewhere)
    assert store.remove_favourite(STAR).favourites == (elsewhere,)
    assert store.remove_favourite(elsewhere) == SavedPlaces()


def test_removing_what_is_not_there_changes_nothing(by_hand: ViewStore) -> None:
    by_hand.delete_view("none")
    by_hand.remove_favourite(Favourite("model", "none", "x"))
    assert by_hand.path.read_text() == BY_HAND


def test_a_change_touches_its_own_lines_only(by_hand: ViewStore) -> None:
    by_hand.add_favourite(STAR)
    assert by_hand.path.read_text() == BY_HAND.replace("old name", 'A \\"good\\" one')
    by_hand.save_view(View("drafts", "agent", "agents?q=x", ("name", "status")))
    assert 'address = "agents?q=x"\ncolumns = [\n  "name",  # of course\n' in by_hand.path.read_text()
    assert 'colour = "red"\n\n# now and then\n' in by_hand.path.read_text()


def test_what_is_taken_away_leaves_the_comments_of_others(by_hand: ViewStore) -> None:
    content = by_hand.delete_view("drafts")
    assert content.views == (View("costs", "model", "models"),)
    start = BY_HAND.index("[[view]]  # the first")
    end = BY_HAND.index("\n# now and then")
    assert by_hand.path.read_text() == BY_HAND[:start] + BY_HAND[end:]
    by_hand.delete_view("costs")
    assert "# at the end of the month\n# the end\n" in by_hand.path.read_text()
    assert by_hand.read().favourites[0].name == "old name"


def test_what_is_new_comes_at_the_end(by_hand: ViewStore) -> None:
    by_hand.save_view(MINE)
    text = by_hand.path.read_text()
    assert text.startswith(BY_HAND + "\n[[view]]\n")
    assert by_hand.read().views[-1] == MINE


NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
NAMES = st.lists(NAME, unique=True, max_size=4)


@settings(deadline=None, max_examples=30)
@given(names=NAMES)
def test_any_names_can_be_saved_and_removed(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        store = ViewStore(Path(folder) / "views.toml")
        views = [View(name, "agent", f"agents?{name}", (name,)) for name in names]
        for view in views:
            store.save_view(view)
        assert store.read().views == tuple(views)
        for view in views:
            store.delete_view(view.name)
        assert store.read() == SavedPlaces()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# fine\nx = \ny = 1", "line 2"),
        ('# fine\n[[view]]\nname = "a"\nkind = "agent"', "view on line 2 is not valid: address must be text"),
        ('[[view]]\nname = ""\nkind = "agent"\naddress = "agents"', "line 1 is not valid: name must be text"),
        ('[[view]]\nname = "a"\nkind = 3\naddress = "agents"', "line 1 is not valid: kind must be text"),
        (
            '[[view]]\nname = "a"\nkind = "k"\naddress = "x"\ncolumns = "b"',
            "line 1 is not valid: columns must be a list",
        ),
        (
            '[[view]]\nname = "a"\nkind = "k"\naddress = "x"\n'
            '[[view]]\nname = "a"\nkind = "k"\naddress = "y"',
            "view on line 5 is not valid: it is there twice",
        ),
        ('[[favourite]]\nkind = "k"\nid = "1"', "favourite on line 1 is not valid: name must be text"),
        (
            '[[favourite]]\nkind = "k"\nid = "1"\nname = "n"\nworkspace = 1',
            "line 1 is not valid: workspace must be text",
        ),
        ("view = [{name = 'a', kind = 'k', address = 'x'}]", r"under \[\[view\]\]"),
        ("[view]\nname = 'a'", r"under \[\[view\]\]"),
        ("view = 3", r"under \[\[view\]\]"),
    ],
)
def test_a_broken_file_is_named_and_left_alone(store: ViewStore, text: str, reason: str) -> None:
    store.path.parent.mkdir()
    store.path.write_text(text)
    for attempt in (
        store.read,
        lambda: store.save_view(MINE),
        lambda: store.delete_view("a"),
        lambda: store.add_favourite(STAR),
        lambda: store.remove_favourite(STAR),
    ):
        with pytest.raises(ViewsError, match=reason) as excinfo:
            attempt()
        assert str(store.path) in str(excinfo.value)
        assert store.path.read_text() == text
    assert explain(excinfo.value).title == "Saved views problem"


def test_a_file_that_is_no_text_is_named(store: ViewStore) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(b"\xff")
    with pytest.raises(ViewsError, match="not UTF-8"):
        store.read()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = ViewStore(tmp_path / "file" / "views.toml")
    with pytest.raises(ViewsError, match="Cannot write"):
        store.save_view(MINE)


def test_another_program_that_keeps_the_file_is_not_waited_for_ever(
    store: ViewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_view(MINE)
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.05)
    with file_lock(store.path), pytest.raises(ViewsError, match="another program is using it"):
        store.save_view(DRAFTS)
    assert store.save_view(DRAFTS).views == (MINE, DRAFTS)


def test_programs_at_once_lose_nothing(store: ViewStore) -> None:
    script = """
import sys
from pathlib import Path
from aixtui.stores.preset import Preset
from aixtui.stores.views import View, ViewStore
store = ViewStore(Path(sys.argv[1]))
sys.stdin.read()
for number in range(10):
    store.save_view(View(f"{sys.argv[2]} {number}", "agent", "agents"))
"""
    programs = [
        subprocess.Popen([sys.executable, "-c", script, os.fspath(store.path), name], stdin=subprocess.PIPE)
        for name in "abc"
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.close()
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    names = {view.name for view in store.read().views}
    assert names == {f"{name} {number}" for name in "abc" for number in range(10)}


def test_a_byte_order_mark_stays_where_it_is(by_hand: ViewStore) -> None:
    by_hand.path.write_text(BY_HAND, encoding="utf-8-sig")
    names = [view.name for view in by_hand.read().views]
    assert names == ["drafts", "costs"]
    by_hand.rename_view("drafts", "sketches")
    assert by_hand.path.read_bytes() == BY_HAND.replace("drafts", "sketches").encode("utf-8-sig")


def test_another_encoding_is_named_and_left_alone(by_hand: ViewStore) -> None:
    by_hand.path.write_text(BY_HAND, encoding="utf-16")
    data = by_hand.path.read_bytes()
    for attempt in (by_hand.read, lambda: by_hand.save_view(MINE)):
        with pytest.raises(ViewsError, match="it is UTF-16 text: save it as UTF-8"):
            attempt()
    assert by_hand.path.read_bytes() == data


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
def test_what_is_no_file_is_refused_and_not_waited_for(
    store: ViewStore, words: str, make: Callable[[Path], object]
) -> None:
    store.path.parent.mkdir()
    make(store.path)
    for attempt in (store.read, lambda: store.save_view(MINE)):
        with pytest.raises(ViewsError, match=f"it is {words}, not a file"):
            attempt()


def test_somebody_elses_file_is_refused(by_hand: ViewStore, monkeypatch: pytest.MonkeyPatch) -> None:
    give_away(by_hand.path, monkeypatch)
    for attempt in (by_hand.read, lambda: by_hand.save_view(MINE)):
        with pytest.raises(ViewsError, match="belongs to"):
            attempt()
    assert by_hand.path.read_text() == BY_HAND


def test_a_text_that_cannot_be_stored_is_a_typed_error(by_hand: ViewStore) -> None:
    with pytest.raises(ViewsError, match="half of a character"):
        by_hand.add_favourite(Favourite("model", "\ud800", "x"))
    with pytest.raises(ViewsError, match="half of a character"):
        by_hand.rename_view("drafts", "\udfff")
    assert by_hand.path.read_text() == BY_HAND


def test_inputs_of_a_resource_are_kept_by_their_name(by_hand: ViewStore) -> None:
    morning = Preset("morning", "model", "m1", '{"text": "Hi \\u2028"}', "sandbox")
    other = Preset("morning", "model", "m2", "{}", "sandbox")
    by_hand.save_preset(morning)
    by_hand.save_preset(other)
    changed = Preset("morning", "model", "m1", '{"n": 2}', "sandbox")
    assert by_hand.save_preset(changed).presets == (changed, other)
    assert [one.is_for("sandbox", "model", "m1") for one in by_hand.read().presets] == [True, False]
    assert changed.values == {"n": 2}
    assert by_hand.remove_preset(changed).presets == (other,)
    by_hand.remove_preset(other)
    assert by_hand.path.read_text() == BY_HAND


@pytest.mark.parametrize("inputs", ["no JSON", "[1]"])
def test_inputs_that_somebody_spoilt_say_nothing(inputs: str) -> None:
    assert Preset("a", "model", "m", inputs).values == {}
