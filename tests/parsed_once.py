"""Styles that are parsed once for all apps of a test process: no app changes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse_rules = Stylesheet._parse_rules  # noqa: SLF001  # where Textual keeps what it parsed, for one app

_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def _parse_once(styles: Stylesheet, *args: Any, **options: Any) -> list[RuleSet]:
    variables = tuple(styles._variables.items())  # noqa: SLF001
    key = (variables, args, tuple(options.items()))
    rules = _parsed.get(key)
    if rules is None:
        rules = _parse_rules(styles, *args, **options)
        if not any(rule.errors for rule in rules):
            _parsed[key] = rules
    return rules


@contextmanager
def for_all_apps() -> Iterator[None]:
    """Share what was parsed."""
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(Stylesheet, "_parse_rules", _parse_once)
        yield
