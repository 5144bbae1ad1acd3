"""Calling a user who looks elsewhere, through the terminal."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Ring(Message):
    """Something has ended. The app, which has the terminal, calls by the way of the settings."""

    way: str
    text: str
