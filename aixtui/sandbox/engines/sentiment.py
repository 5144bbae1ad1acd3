"""How positive or negative an English text is."""

from functools import cache
from typing import TYPE_CHECKING, Any

from aixtui.sandbox.engines.engine import Engine, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.prose import sentences

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

_NEUTRAL = 0.05
_MOST_SENTENCES = 200


@cache
def _analyzer() -> "SentimentIntensityAnalyzer":
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def compute(inputs: Inputs, _job: Job) -> object:
    """The sentiment of `text` and of each of its first sentences."""
    text = str(inputs["text"])
    parts = [{"text": part, **_brief(part)} for part in sentences(text)[:_MOST_SENTENCES]]
    return {**judge(text), "sentences": parts}


def judge(text: str) -> dict[str, object]:
    """The label, the compound score from -1 to 1, and the shares of each tone."""
    scores = _analyzer().polarity_scores(text)
    return {
        **_brief(text),
        "shares": {"positive": scores["pos"], "neutral": scores["neu"], "negative": scores["neg"]},
    }


def _brief(text: str) -> dict[str, object]:
    score = float(_analyzer().polarity_scores(text)["compound"])
    label = "positive" if score >= _NEUTRAL else "negative" if score <= -_NEUTRAL else "neutral"
    return {"label": label, "score": score}


def describe(output: Any) -> str:
    """The label and the score in words."""
    return f"The text is {output['label']} (score {output['score']:+.2f} between -1 and +1)."


ENGINE = Engine(
    own_asset(
        path="sandbox/sentiment",
        name="Sentiment",
        description="Says whether an English text is positive, neutral or negative, as a whole and sentence"
        " by sentence, from a lexicon and rules.",
        function=("sentiment-analysis", "Sentiment Analysis"),
        price=0.0002,
    ),
    compute,
    topics=("sentiment", "tone", "mood", "feel", "positiv", "negativ", "opinion", "happy", "judge"),
    describe=describe,
)
