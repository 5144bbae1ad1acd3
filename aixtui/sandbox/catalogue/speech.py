"""Speech models: recognition by region, synthesis by voice, and their neighbours."""

from collections.abc import Iterator
from itertools import islice

from aixtui.sandbox.catalogue.asset_spec import AssetSpec, Param
from aixtui.sandbox.catalogue.languages import LANGUAGES, REGIONS, region_name

_RECOGNITION = ("speech-recognition", "Speech Recognition")
_SYNTHESIS = ("speech-synthesis", "Speech Synthesis")
_AUDIO = Param(
    "source_audio", data_type="audio", sub_type="audio", required=True, description="The recording."
)

_RECOGNIZERS = (
    ("Microsoft", "azure", "Azure Speech to Text", 0.0003, len(REGIONS)),
    ("Google", "gcp", "Google Speech to Text", 0.0004, 60),
    ("AWS", "aws", "Amazon Transcribe", 0.0004, 38),
)
_WHISPERS = ("tiny", "base", "small", "medium", "large", "large-v3", "large-v3-turbo")
_VOICES = ("Ada", "Ben", "Chloe", "Davi", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Leo")
_VOICE_MAKERS = (
    ("Microsoft", "azure", 0.000016),
    ("Google", "gcp", 0.000016),
    ("ElevenLabs", "elevenlabs", 0.00018),
)


def speech() -> Iterator[AssetSpec]:
    """All speech models."""
    yield from _recognizers()
    yield from _whispers()
    yield from _voices()
    yield from _neighbours()


def _recognizers() -> Iterator[AssetSpec]:
    for developer, host, product, price, count in _RECOGNIZERS:
        for code in islice(REGIONS, count):
            name = region_name(code)
            yield AssetSpec(
                path=f"{host}/{product.lower().replace(' ', '-')}-{code}",
                name=f"{product} - {name}",
                description=f"Turns recordings in {name} into text, with punctuation and time stamps.",
                function=_RECOGNITION,
                developer=developer,
                host=host,
                price=price,
                unit="SECOND",
                params=(
                    _AUDIO,
                    Param("language", "label", default=code, options=((code, name),), required=True),
                    Param(
                        "diarization",
                        "boolean",
                        "boolean",
                        default="false",
                        description="Tell speakers apart.",
                    ),
                ),
                connection=("asynchronous",),
            )


def _whispers() -> Iterator[AssetSpec]:
    options = tuple(LANGUAGES.items())
    for host in ("openai", "groq", "together", "replicate"):
        for size in _WHISPERS:
            yield AssetSpec(
                path=f"{host}/whisper-{size}",
                name=f"Whisper {size.replace('-', ' ').title()}",
                description="Multilingual speech recognition and translation into English.",
                function=_RECOGNITION,
                developer="OpenAI",
                host=host,
                price=0.0001,
                unit="SECOND",
                params=(_AUDIO, Param("language", "label", options=options), Param("prompt")),
                connection=("synchronous", "asynchronous"),
                version=size.partition("-v")[2] or "2",
                id="66311fda6eb563279c574b71" if (host, size) == ("openai", "large") else None,
            )


def _voices() -> Iterator[AssetSpec]:
    for developer, host, price in _VOICE_MAKERS:
        for number, code in enumerate(islice(REGIONS, 30)):
            voice = _VOICES[(number * 5) % len(_VOICES)]
            yield AssetSpec(
                path=f"{host}/voice-{voice.lower()}-{code}",
                name=f"{developer} Voice {voice} - {region_name(code)}",
                description=f"Reads text aloud in {region_name(code)}.",
                function=_SYNTHESIS,
                developer=developer,
                host=host,
                price=price,
                unit="CHAR",
                params=(
                    Param("text", required=True),
                    Param("language", "label", default=code, options=((code, region_name(code)),)),
                    Param("speed", sub_type="number", default="1"),
                    Param(
                        "format",
                        "label",
                        default="mp3",
                        options=(("mp3", "MP3"), ("wav", "WAV"), ("ogg", "Ogg")),
                    ),
                ),
            )


_NEIGHBOURS = (
    ("Speaker Diarization", "speaker-diarization-audio", "Tells who speaks when."),
    (
        "Voice Activity Detection",
        "voice-activity-detection",
        "Finds the parts of a recording that hold speech.",
    ),
    ("Audio Language Identification", "audio-language-identification", "Names the language spoken."),
    ("Audio Emotion Detection", "audio-emotion-detection", "Names the emotion of a speaker."),
    ("Subtitling", "subtitling", "Writes timed subtitles for a video."),
    ("Noise Removal", "noise-removal", "Cleans a recording of background noise."),
)


def _neighbours() -> Iterator[AssetSpec]:
    for name, function, description in _NEIGHBOURS:
        for developer, host in (
            ("Pyannote", "huggingface"),
            ("AssemblyAI", "assemblyai"),
            ("Deepgram", "deepgram"),
        ):
            yield AssetSpec(
                path=f"{host}/{function}",
                name=f"{developer} {name}",
                description=description,
                function=(function, name),
                developer=developer,
                host=host,
                price=0.0002,
                unit="SECOND",
                params=(_AUDIO,),
                connection=("asynchronous",),
            )
