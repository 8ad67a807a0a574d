"""Garbled cells come in; how they came to be so, and the cells as they were, go out.

A program that opens a file in another encoding than the bank wrote shows other letters, and saves those: ドコモ in UTF-8
becomes ãƒ‰ã‚³ãƒ¢ (opened as Windows-1252) or 繝峨さ繝｢ (as cp932). The accident is undone by walking back: the letters to
bytes in the encoding they were read in, the bytes to letters in the one they were written in. It counts as undone only where
both ways lead to the same bytes and letters, and the letters are Japanese. Where the other program dropped a byte there is no
way back.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from itertools import product

from msgspec import Struct

from selfcheck.patterns import regex
from selfcheck.statement.text.letters import weight

_CONTROL = regex("[\x00-\x1f\x7f-\x9f]")
"""No letter of a bank; between two accidents they may well stand."""
_C1 = "selfcheck-c1"
"""Windows reads the bytes that a code page leaves out (81, 8D, 8F, 90 and 9D of 1252) as control characters."""


def _as_control(error: UnicodeError) -> tuple[bytes | str, int]:
    if isinstance(error, UnicodeEncodeError):
        chars = error.object[error.start : error.end]
        if all("\x80" <= char <= "\x9f" for char in chars):
            return bytes(map(ord, chars)), error.end
    if isinstance(error, UnicodeDecodeError):
        return "".join(map(chr, error.object[error.start : error.end])), error.end
    raise error


codecs.register_error(_C1, _as_control)


class Accident(Struct, frozen=True):
    """Text written in one encoding and read in another."""

    written: str
    read: str

    @property
    def is_weak(self) -> bool:
        """Whether correct Japanese often survives the way back too: two bytes are a kanji in either encoding."""
        return self.written != "utf-8" and self.read in _OF_TWO_BYTES

    def undone(self, cell: str) -> str | None:
        """The cell as it was written; None where it did not come about so."""
        if _lacks_one(self.read, cell):
            return None  # so most words are ruled out, and the codec, which takes a while to load, is not needed
        errors = _C1 if self.read.startswith("cp125") else "strict"
        try:
            data = cell.encode(self.read, errors)
            text = data.decode(self.written)
            proven = data.decode(self.read, errors) == cell and text.encode(self.written) == data
        except UnicodeError:
            return None
        return text if proven else None


_WRITTEN = ("utf-8", "cp932", "euc-jp")
_OF_TWO_BYTES = ("cp932", "euc-jp", "gbk", "cp949", "cp950")
"""The Windows of Japan, Unix, and the Windows of China, Korea and Taiwan."""
_READ = ("cp1252", "latin-1", "mac-roman", *_OF_TWO_BYTES, "cp437", "cp850", "iso8859-15", "cp1250")
"""The commonest first: of two that undo a file alike, the first counts."""
ACCIDENTS = tuple(Accident(written, read) for read, written in product(_READ, _WRITTEN) if written != read)

_MOST_ROUNDS = 3
"""Accidents one after the other that are looked for."""
_SAMPLE = 60
"""Cells by which an accident is recognised."""
_LONGEST = 20_000
"""Letters of such a cell: a file without delimiters is one cell, and every accident is tried on it."""
_JAPANESE = 0.4
"""Weight per byte of letters that were undone; half-width kana weigh 0.5 (`plausibility`)."""
_GAIN = {"utf-8": 4.0, "cp932": 6.0, "euc-jp": 6.0}
"""What all letters together must weigh more than before: two kanji, where strict UTF-8 proves the rest, else three."""
_WEAK_SHARE = 0.9
"""Share of the cells that a weak accident must explain."""
_WEAK_CELLS = 3

Chain = tuple[Accident, ...]
"""Accidents in the order in which they are undone: the last that happened is the first."""


def _lacks_one(encoding: str, cell: str) -> bool:
    """Whether some letter of Japanese in ``cell`` is one that ``encoding`` has not: no encoding of single bytes has kana or
    kanji, and those of other countries have no half-width kana."""
    if encoding in ("cp932", "euc-jp"):
        return False
    if encoding in _OF_TWO_BYTES:
        return any("\uff66" <= char <= "\uff9f" for char in cell)
    return any("\u2e80" <= char <= "\uf8fe" or "\uff01" <= char <= "\uffee" for char in cell)


def _may_gain(accident: Accident, garbled: Sequence[str]) -> bool:
    """Whether the letters of these cells could weigh enough more if ``accident`` was undone, and others after it.

    No byte weighs more than 1, and a letter of UTF-8 weighs at most 2 and has three: 書籍 has four bytes, among which
    there is room for one letter. So a word or two of rare kanji need no codec either.
    """
    if accident.read not in _OF_TWO_BYTES:
        return True
    width = 3 if accident.read == "euc-jp" else 2
    each = width * 2 / 3 if accident.written == "utf-8" else width
    most = sum(max(each * len(cell) - weight(cell).total, 0.0) for cell in garbled)
    return most >= _GAIN[accident.written]


class _Trial(Struct, frozen=True):
    chain: Chain
    cells: tuple[str | None, ...]
    """The sample as it was before the accidents; None for a cell that did not come about so."""

    def gain(self, garbled: Sequence[str]) -> float:
        """What the letters that were undone weigh more than before; 0 where they are no Japanese."""
        undone = [(cell, before) for cell, before in zip(garbled, self.cells, strict=True) if before is not None]
        pairs = [(weight(cell), weight(before)) for cell, before in undone if not _CONTROL.search(before)]
        total, size = sum(before.total for _, before in pairs), sum(before.size for _, before in pairs)
        if not size or total / size < _JAPANESE:
            return 0.0
        return total - sum(cell.total for cell, _ in pairs)


def recognise(garbled: Sequence[str], cells: Sequence[str]) -> Chain:
    """The accidents that most of the ``garbled`` cells show; empty if they show none. ``cells`` are all with letters."""
    sample = tuple(cell for cell in garbled if len(cell) <= _LONGEST)[:_SAMPLE]
    best, most = _Trial((), sample), 0.0
    trials, tried = [best], [accident for accident in ACCIDENTS if _may_gain(accident, sample)]
    for _ in range(_MOST_ROUNDS):
        trials = [further for trial in trials for further in _further(trial, tried)]
        for trial in trials:
            gain = trial.gain(sample)
            if gain > most and gain >= _GAIN[trial.chain[-1].written] and _explains(trial.chain, cells[:_SAMPLE]):
                best, most = trial, gain
        # only UTF-8 proves by its form alone that a step was right while the letters are still garbled
        trials = [trial for trial in trials if trial.chain[-1].written == "utf-8"]
    return best.chain


def _further(trial: _Trial, accidents: Sequence[Accident]) -> list[_Trial]:
    """The trial, with one of ``accidents`` more undone."""
    tried = [
        _Trial((*trial.chain, accident), tuple(cell and accident.undone(cell) for cell in trial.cells))
        for accident in accidents
    ]
    return [further for further in tried if any(further.cells) and further.cells != trial.cells]


def _explains(chain: Chain, cells: Sequence[str]) -> bool:
    """Whether a chain is no coincidence: a weak one must explain nearly all cells that have lost nothing."""
    if not any(accident.is_weak for accident in chain):
        return True
    whole = [cell for cell in cells if "\ufffd" not in cell]
    explained = sum(undone(cell, chain) is not None for cell in whole)
    return explained >= _WEAK_CELLS and explained >= _WEAK_SHARE * len(whole)


def undone(cell: str, chain: Chain) -> str | None:
    """A cell as it was before all accidents of ``chain``; None where it did not come about so."""
    text: str | None = cell
    for accident in chain:
        text = accident.undone(text) if text else None
    return text if text and not _CONTROL.search(text) and weight(text).total > weight(cell).total else None
