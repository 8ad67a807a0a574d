"""How long other people's code may work: for one file, for an archive with all that is in it, for a run.

A limit for each process is not enough: an archive holds five hundred files, a folder any number. Nor may a few files that
take long keep the others from being read. So every file has some time of its own, by its size, which is several times what such
files take. What it takes beyond is taken from its archive and from the run; where nothing is left, all still have their own.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

FILE_SECONDS = 120.0
"""Of the processor, for all processes that read one file; the pages of a scanned document take one each."""
ARCHIVE_SECONDS, ARCHIVE_WHOLE = 8.0, 180.0
"""For all files in an archive or a mail: beyond what each has of its own, and in all."""
RUN_SECONDS = 60.0
"""For all files of a run, beyond what each has of its own."""
PICTURES_SECONDS, PICTURES_RUN = 600.0, 1800.0
"""For reading text from the pictures of a document, and of all documents of a run beyond what each has of its own."""
_OWN_PICTURES = 20.0
"""Of a document's own: a page takes about five."""
_OWN, _OWN_FOR_A_BYTE = 0.15, 2e-5
"""Seconds of a file's own. A small workbook or PDF takes 0.02; one of a megabyte half a second, or a PDF that is packed ten."""

_here = threading.local()


class Budget:
    """Seconds that are left for a file or an archive, and for what it is part of."""

    def __init__(
        self, seconds: float, spent: str, within: Budget | None = None, own: float = 0.0, whole: float = math.inf
    ) -> None:
        """``spent`` is the sentence for what does not end in what is left; ``own`` seconds cost ``within`` nothing but of its
        ``whole``, which bounds what all its parts have of their own."""
        self._seconds, self._spent, self._within, self._own, self._whole = seconds, spent, within, own, whole

    def left(self) -> tuple[float, str]:
        """Seconds, and the sentence for what needs more."""
        mine = max(self._seconds, 0.0), self._spent
        if not self._within:
            return mine
        around, spent = self._within.left()
        return min(mine, (around + min(self._own, max(self._within._whole, _OWN)), spent))

    def spend(self, seconds: float, beyond: float | None = None) -> None:
        """So many were taken, of which ``beyond`` count, if they were taken by a part of this."""
        past = max(seconds - self._own, 0.0) if beyond is None else beyond
        self._own = max(self._own - seconds, 0.0)
        self._seconds -= seconds if beyond is None else beyond
        self._whole -= seconds
        if self._within:
            self._within.spend(seconds, past)

    @contextmanager
    def spending(self) -> Iterator[None]:
        """What this process itself takes meanwhile is spent."""
        begin = time.process_time()
        try:
            yield
        finally:
            self.spend(time.process_time() - begin)


def of_file(size: int, within: Budget | None = None) -> Budget:
    """That of a file of so many bytes in an archive, or else in the run, if there is one."""
    return Budget(FILE_SECONDS, "file-too-slow", within or getattr(_here, "run", None), _OWN + _OWN_FOR_A_BYTE * size)


def of_archive() -> Budget:
    """That of all that lies in an archive."""
    return Budget(ARCHIVE_SECONDS, "archive-too-slow", getattr(_here, "run", None), whole=ARCHIVE_WHOLE)


def of_pictures() -> Budget:
    """That of the pictures in one document, which somebody asked to have read, however long that takes."""
    return Budget(PICTURES_SECONDS, "ocr-too-slow", getattr(_here, "pictures", None), _OWN_PICTURES)


def begin_run(share: int = 1) -> None:
    """What this thread reads from now on is part of one run, which so many processes read side by side."""
    _here.run = Budget(RUN_SECONDS / share, "run-too-slow")
    _here.pictures = Budget(PICTURES_RUN / share, "run-too-slow")


@contextmanager
def run() -> Iterator[None]:
    """Files that this thread reads meanwhile are one run."""
    before = getattr(_here, "run", None), getattr(_here, "pictures", None)
    begin_run()
    try:
        yield
    finally:
        _here.run, _here.pictures = before
