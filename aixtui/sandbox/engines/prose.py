"""Plain text taken apart: paragraphs, sentences, words, syllables."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?\u2026\u3002\uff01\uff1f])[\"'\u201d\u2019)\]]*\s+|\n{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüæœ]+")


def paragraphs(text: str) -> list[str]:
    """Blocks of text between blank lines."""
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def sentences(text: str) -> list[str]:
    """Sentences, split at their closing punctuation and at blank lines."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def words(text: str) -> list[str]:
    """Words and numbers, as written."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """An estimate for English: groups of vowels, without a silent final e; at least 1."""
    groups = len(_VOWELS.findall(word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(1, groups - silent)
