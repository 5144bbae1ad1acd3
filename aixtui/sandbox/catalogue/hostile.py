"""Documents that are valid and unpleasant: what a careful client shows without harm."""

from collections.abc import Iterator
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import fixed_id
from aixtui.sandbox.store.document import Doc

_LONG_WORD = "endless" * 300
_TEXTS: tuple[tuple[str, str, str], ...] = (
    (
        "markup",
        "[/x] [b] price [red",
        "[link=https://example.test]press[/link] [/bold] [@click=app.quit]x[/] {0} %s",
    ),
    (
        "escape-codes",
        "esc \x1b[31mred\x1b[0m \x1b]0;title\x07 end",
        "\x1b[2J\x1b[H\x9b31m bell \x07 back\x08space\r over",
    ),
    (
        "control-characters",
        "nul\x00 tab\t line\nbreak\u2028separator\x7f",
        "\x00\x01\x02\x1f\x85\u2029 after",
    ),
    ("very-long", _LONG_WORD, "A long description. " * 2_000),
    ("empty", "", ""),
    ("blank", " \u00a0\u200b\u3000", "\n\n\n"),
    (
        "right-to-left",
        "مصنف النصوص 123 \u202ereversed\u202c",
        "נוסח בעברית עם English ומספרים 42 \u2067isolate",
    ),
    ("emoji", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇵🇹 e\u0301 ﷽", "Zalgo: z̸̢̛͓̪̘̈́̑a̵͖͝l̴̮̈́g̷̣̓o̶̠͛ and 表示 full width \uff37\uff29\uff24\uff25"),
    (
        "path-like",
        "../../etc/passwd; $(touch x) `id` & | >",
        '\'; DROP TABLE assets; -- "quoted" <script>alert(1)</script>',
    ),
    ("number-like", "00012.50e3", "NaN"),
)


def hostile() -> Iterator[Doc]:
    """The unpleasant models, all under `hostile/`."""
    for path, name, description in _TEXTS:
        yield _document(path, name, description)
    yield _bare("bare", name="Only the required fields")
    yield _bare(
        "nulls",
        name="Null in every optional field",
        description=None,
        host=None,
        developer=None,
        vendor=None,
        supplier=None,
        function=None,
        functionType=None,
        pricing=None,
        version=None,
        supportsStreaming=None,
        supportsBYOC=None,
        connectionType=None,
        attributes=None,
        params=None,
        status=None,
        createdAt=None,
        updatedAt=None,
    )
    yield _bare(
        "unknown-function", name="A function nobody knows", function={"id": "time-travel"}, status="onboarded"
    )
    yield _bare(
        "numbers-as-text",
        name="Numbers written as text",
        pricing={"price": "0.0000025", "unitType": "TOKEN"},
        vendor={"id": "71", "name": "Text", "code": "text"},
        attributes={"max_context_length": "128000"},
    )


def _bare(path: str, **fields: Any) -> Doc:
    return {"id": fixed_id(f"hostile/{path}"), "assetInfo": {"assetPath": f"hostile/{path}"}, **fields}


def _document(path: str, name: str, description: str) -> Doc:
    return _bare(
        path,
        name=name,
        description=description,
        status="onboarded",
        host="hostile",
        developer=name[:80],
        vendor={"id": 666, "name": name[:80], "code": "hostile"},
        function={"id": "text-classification", "name": name[:80]},
        pricing={"price": 0, "unitType": name[:80], "unitTypeScale": None},
        version={"name": name[:80], "id": None},
        connectionType=["synchronous"],
        params=[{"name": name[:80] or "text", "required": True, "dataType": "text", "dataSubType": "text"}],
        attributes={name[:80]: description[:80]},
        createdAt="2024-01-01T00:00:00.000Z",
        updatedAt="2024-01-01T00:00:00.000Z",
    )
