"""Codes of languages: programs name them by two letters or by three."""

_THREE_LETTERS = {
    "af": "afr", "an": "arg", "ar": "ara", "be": "bel", "bg": "bul", "br": "bre", "ca": "cat", "cs": "ces",
    "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "eo": "epo", "es": "spa", "et": "est",
    "eu": "eus", "fi": "fin", "fr": "fra", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "kk": "kaz", "ko": "kor", "lt": "lit", "lv": "lav",
    "mk": "mkd", "ms": "msa", "mt": "mlt", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor", "oc": "oci",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp",
    "sv": "swe", "th": "tha", "tr": "tur", "tt": "tat", "uk": "ukr", "ur": "urd", "vi": "vie",
}  # fmt: skip
"""ISO 639-1 -> ISO 639-3."""


def spellings(code: str) -> tuple[str, ...]:
    """A code and its other spelling: `en` and `eng`."""
    code = code.strip().lower()
    short = next((two for two, three in _THREE_LETTERS.items() if three == code), None)
    return tuple(dict.fromkeys(found for found in (code, _THREE_LETTERS.get(code), short) if found))


def short(code: str) -> str:
    """The spelling of two letters, where there is one."""
    return min(spellings(code), key=len)
