"""Pictures as values: what a document puts between its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG to put where its name stands, so many millimetres wide."""

    data: bytes
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and the words above it."""

    title: str
    picture: Picture
