"""Where the program without Python starts: the command, or for a double click and a dropped file, the command in steps."""

from __future__ import annotations

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # many files are read by several processes, each of which starts this program again
    if sys.argv[1:] == ["--read-pdf-pages"]:  # as is a PDF (selfcheck/statement/containers/pdf_text.py)
        from selfcheck.statement.containers.pdf_pages import main
    else:
        from selfcheck.cli import main

    main()
