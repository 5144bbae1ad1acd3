"""A chain of words: what follows which two words in some texts, and new text made by that alone."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from aixtui.sandbox.engines.prose import sentences
from aixtui.sandbox.engines.topics import topics

_TOKEN = re.compile(r"[^\s.,:;!?()]+(?:[.,:][^\s.,:;!?()]+)*|[.,:;!?()]")
_NO_SPACE_BEFORE = frozenset(".,:;!?)")
_END = ""
_LONGEST_SENTENCE = 40
_ON_TOPIC, _ONCE_MORE, _LOOSE = 6.0, 4.0, 0.1
"""What a word weighs more on the topic, less where it was said, and less after one word instead of two."""


class Sampler(NamedTuple):
    """How words are chosen: `temperature` 0 takes the likeliest, more lets `chance` vary them more."""

    temperature: float
    chance: Random

    def of(self, weights: Mapping[str, float]) -> str:
        """One of the keys; weights are greater than 0."""
        if not self.temperature:
            return max(weights, key=lambda key: weights[key])
        largest = max(weights.values())
        powers = [(weight / largest) ** (1 / self.temperature) for weight in weights.values()]
        return self.chance.choices(list(weights), powers)[0]


def tokens(text: str) -> list[str]:
    """Words, numbers and punctuation, as written."""
    return _TOKEN.findall(text)


class Chain:
    """Learnt from texts when it is made."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = {line: tokens(line) for text in texts for line in sentences(text)}
        self._after: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self._about = {line: frozenset(topics(line)) for line in self._lines}
        self._common = Counter(topic for about in self._about.values() for topic in about)
        for words in self._lines.values():
            for first, second, third in zip(words, words[1:], [*words[2:], _END], strict=False):
                self._after[first, second][third] += 1
                self._after[second,][third] += 1

    def write(self, prompt: str, count: int, choice: Sampler) -> Iterator[str]:
        """At most `count` sentences, token by token, each with the blank before it."""
        wanted, said = frozenset(topics(prompt)), Counter[tuple[str, ...]]()
        starts, last = self._starts(wanted), _END
        for _ in range(min(count, len(starts))):
            line = choice.of(starts)
            del starts[line]
            for token in self._sentence(self._lines[line][:2], wanted, said, choice):
                is_close = token in _NO_SPACE_BEFORE or last in ("(", _END)
                yield token if is_close else f" {token}"
                last = token

    def _starts(self, wanted: frozenset[str]) -> dict[str, float]:
        """The sentences to begin like: those about what is wanted, weighed; all of them when none is."""
        usable = {line: about & wanted for line, about in self._about.items() if len(self._lines[line]) > 1}
        weights = {
            line: sum(math.log(1 + len(usable) / self._common[topic]) for topic in shared)
            for line, shared in usable.items()
            if shared
        }
        return weights or dict.fromkeys(usable, 1.0)

    def _sentence(
        self, words: list[str], wanted: frozenset[str], said: Counter[tuple[str, ...]], choice: Sampler
    ) -> Iterator[str]:
        """One that begins with two words; `said` counts which threes have been, to repeat them less."""
        yield from words
        for _ in range(_LONGEST_SENTENCE):
            context = words[-2], words[-1]
            weights = self._next(context, choice.temperature)
            for word in weights:
                is_new = word not in words and not wanted.isdisjoint(topics(word))
                weights[word] *= (_ON_TOPIC if is_new else 1.0) / _ONCE_MORE ** said[(*context, word)]
            word = choice.of(weights)
            said[(*context, word)] += 1
            if word == _END:
                return
            words = [*words, word]
            yield word

    def _next(self, context: tuple[str, str], temperature: float) -> dict[str, float]:
        """What may follow two words, and, the hotter the more, what may follow the second alone."""
        weights: dict[str, float] = defaultdict(float, self._after.get(context) or {_END: 1.0})
        for word, times in self._after[context[1],].items() if temperature else ():
            weights[word] += _LOOSE * temperature * times
        return weights
