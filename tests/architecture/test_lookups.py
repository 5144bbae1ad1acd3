"""Work that outlives an `await` hands its result to one place, which drops it when the screen has left."""

import pytest

from tests.architecture.lookups import late_lookups
from tests.architecture.sources import ROOT, name_of, python_sources

PRESENCE = ROOT / "aixtui" / "screens" / "presence.py"
DRAWING = tuple(ROOT / "aixtui" / folder for folder in ("screens", "widgets"))


def test_no_widget_is_looked_up_after_an_await() -> None:
    sources = [
        path
        for path in python_sources()
        if any(path.is_relative_to(folder) for folder in DRAWING) and path != PRESENCE
    ]
    assert len(sources) > 30
    assert {
        name_of(one): at for one in sources if (at := late_lookups(one.read_text(encoding="utf-8")))
    } == {}


@pytest.mark.parametrize(
    "body",
    [
        "await x(); self.query_one(A)",
        "for a in b:\n   self.query(A)\n   await x()",
        "async for a in b: self.get_widget_by_id('a')",
        "async with a: self.get_child_by_type(A)",
        "if await x():\n   pass\n  return self.app.screen.query_one(A)",
        "await x(); self.draw()",
        "await x(); self.fill()",
    ],
)
def test_a_late_lookup_is_seen(body: str) -> None:
    methods = " def draw(self): self.fill()\n def fill(self): self.query_one(A)"
    assert late_lookups(f"class C:\n async def f(self):\n  {body}\n{methods}")


@pytest.mark.parametrize(
    "body",
    [
        "self.query_one(A); await x()",
        "await self.query_one(A).remove()",
        "await x(); self.other()",
        "await x(); when_present(self, self.draw)",
        "await x(); when_present(self, lambda: self.query_one(A))",
        "def g(): self.query_one(A)\n  await x()",
    ],
)
def test_a_lookup_before_or_in_the_one_place_is_right(body: str) -> None:
    methods = " def draw(self): self.query_one(A)\n def other(self): pass"
    assert late_lookups(f"class C:\n async def f(self):\n  {body}\n{methods}") == []
