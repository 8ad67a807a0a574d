"""The command ``selfcheck``: arguments come in, an exit code goes out; errors become sentences.

Reports go to standard output, notices to standard error. Who stops reading the output (``| head -1``) is told
nothing more. A command whose code speaks of statements then leaves as if nothing had been read, since nobody saw
its answer; for the others that is no error.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

import typer

from selfcheck.cli.app import app
from selfcheck.cli.language import language_of
from selfcheck.cli.loading import load_commands
from selfcheck.cli.notices import complain
from selfcheck.errors import Exit, OptionError, SelfcheckError
from selfcheck.language.sentences import Lang, say

_OF_STATEMENTS = {"scan", "inspect", "convert", "sheet", "screen"}
"""Commands whose exit code says what was read and raised."""
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""What writing fails with; to files it is told where they are written."""


def main() -> None:
    """The command ``selfcheck``; leaves with an exit code of `Exit`."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = language_of(sys.argv[1:])
    code = _code(lang)
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _unheard() if error.errno == errno.EPIPE else _unwritten(error, lang)
    sys.exit(int(code or 0))


def _code(lang: Lang) -> int | None:
    """What the command comes to; what it stumbled over has been said."""
    try:
        load_commands(sys.argv[1:])
        code: int | None = app(sys.argv[1:] or ["--help"], standalone_mode=False, prog_name="selfcheck")
    except SelfcheckError as error:
        complain(error.in_lang(lang))
        code = Exit.USAGE if isinstance(error, OptionError) else Exit.UNREADABLE
    except typer.TyperException as error:
        from selfcheck.cli.help.errors import explained

        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(error.format_message(), err=True)
        else:
            complain(explained(error).in_lang(lang))
            complain(say("usage-see-help", lang))
        code = Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except SystemExit as left:  # so typer and rich leave when nobody reads on; and typer when a shell asks for completion
        if not isinstance(left.__context__, BrokenPipeError):
            raise
        code = _unheard()
    except Exception as error:  # the last resort: a person gets a sentence, never a traceback
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return _unwritten(error, lang)
        complain(say("unexpected", lang, reason=f"{type(error).__name__}: {error}"))
        code = Exit.UNREADABLE
    if code == Exit.INTERRUPTED:
        complain(say("interrupted", lang))
    return code


def _unwritten(error: OSError, lang: Lang) -> Exit:
    """The code where standard output takes no more, which is said."""
    _give_up_output()
    complain(say("cannot-print", lang, reason=error.strerror or str(error)))
    return Exit.UNREADABLE


def _unheard() -> Exit:
    """The code where nobody read to the end."""
    _give_up_output()
    return Exit.UNREADABLE if sys.argv[1:2] and sys.argv[1] in _OF_STATEMENTS else Exit.CLEAN


def _give_up_output() -> None:
    """Let what cannot be written go, so that Python does not try again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
