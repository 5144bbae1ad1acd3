"""All engines by name."""

from aixtui.sandbox.engines import (
    catalogue_questions,
    checksum,
    key_phrases,
    language,
    long_report,
    media_facts,
    qr_code,
    sentiment,
    speech,
    spelling,
    summary,
    table_profile,
    text_reading,
    text_statistics,
    translation,
    units,
    vector_similarity,
    word_chain,
)
from aixtui.sandbox.engines.engine import Engine
from aixtui.sandbox.engines.guards import GUARDS
from aixtui.sandbox.engines.structured import JSON_QUERY, REGULAR_EXPRESSION

ENGINES: dict[str, Engine] = {
    engine.name: engine
    for engine in (
        text_statistics.ENGINE,
        sentiment.ENGINE,
        language.ENGINE,
        long_report.ENGINE,
        catalogue_questions.ENGINE,
        key_phrases.ENGINE,
        summary.ENGINE,
        spelling.ENGINE,
        qr_code.ENGINE,
        units.ENGINE,
        table_profile.ENGINE,
        checksum.ENGINE,
        JSON_QUERY,
        REGULAR_EXPRESSION,
        *GUARDS,
        media_facts.ENGINE,
        vector_similarity.ENGINE,
        word_chain.ENGINE,
        translation.ENGINE,
        speech.ENGINE,
        text_reading.ENGINE,
    )
}
"""Every engine by name, in the order of the catalogue's first page."""
