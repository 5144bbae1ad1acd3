"""Engines: small programs that really compute. Their libraries load when an engine first runs."""

from aixtui.sandbox.engines.engine import Engine
from aixtui.sandbox.engines.language import ENGINE as _LANGUAGE
from aixtui.sandbox.engines.long_report import ENGINE as _LONG_REPORT
from aixtui.sandbox.engines.sentiment import ENGINE as _SENTIMENT
from aixtui.sandbox.engines.text_statistics import ENGINE as _TEXT_STATISTICS

ENGINES: dict[str, Engine] = {
    engine.name: engine for engine in (_TEXT_STATISTICS, _SENTIMENT, _LANGUAGE, _LONG_REPORT)
}
"""Every engine by name, in the order of the catalogue's first page."""
