"""A text that does not fit its field."""


class InvalidValueError(ValueError):
    """A value does not fit its input. `name` is the input, the text a sentence for people."""

    title = "This input does not fit"
    hint = ""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
