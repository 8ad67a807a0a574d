"""The errors that selfcheck raises, and the exit codes of the command.

::

    SelfcheckError            everything below; has a sentence in both languages
    ├── InputError            a path cannot be used: missing, no permission, nothing in the folder
    ├── UnreadableError       a file was opened but is no statement that can be read
    ├── OptionError           an option's value makes no sense (unknown service, bank, encoding …)
    └── KnowledgeError        a knowledge file is wrong: names the file, the key and the reason

A sentence says what happened, where, and what to do next. No other exception is meant to leave
`selfcheck.read` or `selfcheck.scan`.
"""

from __future__ import annotations

from enum import IntEnum

from selfcheck.language.sentences import Lang, Sentence


class Exit(IntEnum):
    """Exit codes of the command; README has them too."""

    CLEAN = 0
    """Everything was read and nothing was raised."""
    RAISED = 1
    """At least one line is to be looked at (alert or check), whatever else happened."""
    USAGE = 2
    """The command was called wrongly."""
    PARTLY = 3
    """Nothing was raised, but part of the input was not read."""
    UNREADABLE = 4
    """Nothing could be read as a statement."""
    INTERRUPTED = 130


class SelfcheckError(Exception):
    """Base of all errors; ``sentence`` is said in either language."""

    def __init__(self, key: str, **details: object) -> None:
        self.sentence = Sentence(key, details)
        super().__init__(key)

    def in_lang(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.sentence.in_lang(lang)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.sentence)

    def __str__(self) -> str:
        return self.in_lang("ja")


def _again(kind: type[SelfcheckError], told: Sentence) -> SelfcheckError:
    """An error as it was raised in another process."""
    return kind(told.key, **told.details)


class InputError(SelfcheckError):
    """A path that was given cannot be used."""


class UnreadableError(SelfcheckError):
    """A file was opened, and is no statement that can be read."""


class OptionError(SelfcheckError):
    """An option's value makes no sense."""


class KnowledgeError(SelfcheckError):
    """A knowledge file does not hold what it must."""
