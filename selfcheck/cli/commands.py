"""Which module holds which command."""

from __future__ import annotations

MODULES = {
    "statements": ("scan", "inspect", "convert", "sanitize"),
    "sheet": ("sheet",),
    "guide": ("guide", "desks"),
    "reference": ("incidents", "services", "banks", "explain"),
    "mine": ("mine",),
    "doctor": ("doctor",),
    "screen": ("screen",),
}
"""Module → its commands, in the order in which ``--help`` lists them."""
