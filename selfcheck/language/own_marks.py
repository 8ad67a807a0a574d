"""Marks of what this program writes, by which it knows its own reports again."""

from __future__ import annotations

TABLE = ("number", "level", "service", "name", "date", "memo", "matched", "withdrawal", "deposit", "balance",
         "path", "line", "signals", "reasons")  # fmt: skip
"""Columns of a report as a table."""
GENERATOR = "selfcheck"
"""What pages name as the program that made them."""
TITLES = ("verdict-raised", "verdict-raised-no-sum", "verdict-clean", "verdict-clean-since", "verdict-notes-only",
          "verdict-notes-only-since", "verdict-unreadable", "sheet-title", "letter-title")  # fmt: skip
"""Sentences with which a report, a call sheet and a letter begin."""
