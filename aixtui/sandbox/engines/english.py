"""What the engines know of English."""

_WORDS = """
a about above after again all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each few for from further had has have
having he her here hers him his how i if in into is it its just like may me might more most must my
no nor not now of off on once only or other our out over own same she should so some such than that
the their them then there these they this those through to too under until up us very was we were
what when where which while who whom why will with would you your
"""
STOP_WORDS = frozenset(_WORDS.split())
"""Words that carry no topic."""


def counted(number: int, noun: str) -> str:
    """How many of what: `1 word`, `2 words`."""
    return f"{number} {noun if number == 1 else f'{noun}s'}"
