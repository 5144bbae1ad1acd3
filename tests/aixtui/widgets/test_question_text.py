"""A question takes its room, also while it is being taken away."""

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Button

from aixtui.widgets.question_text import Answers, QuestionText

pytestmark = pytest.mark.anyio


class Question(App[None]):
    def compose(self) -> ComposeResult:
        with Vertical():
            yield QuestionText("Throw it away?", "What was typed is lost.")
            with Answers():
                yield Button("Cancel (n)", compact=True)


async def test_what_has_lost_its_answers_still_takes_a_size() -> None:
    app = Question()
    async with app.run_test(size=(40, 10)) as pilot:
        text, answers = app.query_one(QuestionText), app.query_one(Answers)
        text.fit()
        assert text.styles.height is not None
        await app.query_one(Button).remove()
        assert answers.fit(30) == 0
        text.fit()
        await answers.remove()
        text.fit()
        await pilot.pause()
