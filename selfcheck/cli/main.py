"""The command ``selfcheck``: arguments come in, an exit code goes out; errors become sentences.

Reports go to standard output, notices to standard error.
"""

from __future__ import annotations

import itertools
import sys

from selfcheck.cli.app import app

import typer  # isort: skip  (after cli.app)

from selfcheck.cli.options import language_of_locale
from selfcheck.errors import Exit, OptionError, SelfcheckError
from selfcheck.report.safe import shown
from selfcheck.words import Lang, say


def complain(text: str) -> None:
    """Print a notice to standard error; nothing in it can act on the terminal."""
    print("\n".join(shown(line) for line in text.splitlines()), file=sys.stderr)


def main() -> None:
    """The command ``selfcheck``; leaves with an exit code of `Exit`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = _language_of(sys.argv)
    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False, prog_name="selfcheck")
    except SelfcheckError as error:
        complain(error.in_lang(lang))
        code = Exit.USAGE if isinstance(error, OptionError) else Exit.UNREADABLE
    except typer.TyperException as error:
        complain(say("usage-error", lang, message=error.format_message()))
        code = Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = Exit.CLEAN
    except Exception as error:  # the last resort: a person gets a sentence, never a traceback
        complain(say("unexpected", lang, reason=f"{type(error).__name__}: {error}"))
        code = Exit.UNREADABLE
    if code == Exit.INTERRUPTED:
        complain(say("interrupted", lang))
    sys.exit(int(code or 0))


def _language_of(arguments: list[str]) -> Lang:
    """The language asked for on the command line, for errors that come before or outside a command."""
    pairs = [f"{one}={two}" for one, two in itertools.pairwise(arguments)]
    told = [one.removeprefix("--lang=") for one in (*arguments, *pairs) if one.startswith("--lang=")]
    return language_of_locale() if not told else "en" if told[-1] == "en" else "ja"
