"""Which module holds which command."""

from __future__ import annotations

MODULES = {
    "scan": ("scan",),
    "sheet": ("sheet",),
    "letter": ("letter",),
    "statements": ("inspect", "convert", "sanitize"),
    "guide": ("guide", "desks"),
    "reference": ("incidents", "services", "banks", "explain"),
    "mine": ("mine",),
    "watch": ("watch",),
    "doctor": ("doctor",),
    "screen": ("screen",),
}
"""Module → its commands, in the order in which ``--help`` lists them."""
