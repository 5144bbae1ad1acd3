"""Words for what assets are and hold. Nothing here depends on them: programs write and compare them."""

from enum import StrEnum


class OnboardStatus(StrEnum):
    """Whether an asset is set up on the platform."""

    ONBOARDING = "onboarding"
    ONBOARDED = "onboarded"
    FAILED = "failed"
    DELETED = "deleted"


class DataType(StrEnum):
    """What a parameter holds."""

    AUDIO = "audio"
    FLOAT = "float"
    IMAGE = "image"
    INTEGER = "integer"
    LABEL = "label"
    TENSOR = "tensor"
    TEXT = "text"
    VIDEO = "video"
    EMBEDDING = "embedding"
    NUMBER = "number"
    BOOLEAN = "boolean"


class FunctionType(StrEnum):
    """What a function does with its input."""

    CLASSIFICATION = "CLASSIFICATION"
    GENERATION = "GENERATION"
    TRANSLATION = "TRANSLATION"
    ANALYSIS = "ANALYSIS"
    DETECTION = "DETECTION"
    RECOGNITION = "RECOGNITION"


class Language(StrEnum):
    """A language that models are for."""

    ENGLISH = "ENGLISH"
    SPANISH = "SPANISH"
    FRENCH = "FRENCH"
    GERMAN = "GERMAN"
    ITALIAN = "ITALIAN"
    PORTUGUESE = "PORTUGUESE"
    CHINESE = "CHINESE"
    JAPANESE = "JAPANESE"
    KOREAN = "KOREAN"
    ARABIC = "ARABIC"
    HINDI = "HINDI"
    RUSSIAN = "RUSSIAN"


class License(StrEnum):
    """Under which terms an asset may be used."""

    MIT = "MIT"
    APACHE_2_0 = "APACHE_2_0"
    GPL_3_0 = "GPL_3_0"
    BSD_3_CLAUSE = "BSD_3_CLAUSE"
    CC_BY_4_0 = "CC_BY_4_0"
    CC_BY_SA_4_0 = "CC_BY_SA_4_0"
    PROPRIETARY = "PROPRIETARY"


class Supplier(StrEnum):
    """Whose model it is."""

    OPENAI = "OPENAI"
    ANTHROPIC = "ANTHROPIC"
    GOOGLE = "GOOGLE"
    META = "META"
    HUGGINGFACE = "HUGGINGFACE"
    COHERE = "COHERE"
    AIXPLAIN = "AIXPLAIN"


class StorageType(StrEnum):
    """Where data lies."""

    S3 = "S3"
    LOCAL = "LOCAL"
    GCS = "GCS"
    AZURE = "AZURE"


class SplittingOptions(StrEnum):
    """What a text is split into."""

    WORD = "word"
    SENTENCE = "sentence"
    PASSAGE = "passage"
    PAGE = "page"
    LINE = "line"


class CodeInterpreterModel(StrEnum):
    """What runs the code that a model writes."""

    GPT_4_CODE_INTERPRETER = "GPT_4_CODE_INTERPRETER"
    CLAUDE_3_CODE_INTERPRETER = "CLAUDE_3_CODE_INTERPRETER"


class ErrorHandler(StrEnum):
    """What goes on after a failure."""

    SKIP = "SKIP"
    FAIL = "FAIL"


class EvolveType(StrEnum):
    """How much an agent may change itself."""

    MAJOR = "MAJOR"
    MINOR = "MINOR"
    PATCH = "PATCH"
