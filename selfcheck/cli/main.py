"""The command ``selfcheck``: arguments come in, an exit code goes out; errors become sentences.

Reports go to standard output, notices to standard error.
"""

from __future__ import annotations

import sys

import typer

from selfcheck.cli.app import app
from selfcheck.cli.commands import load_commands
from selfcheck.cli.language import language_of
from selfcheck.errors import Exit, OptionError, SelfcheckError
from selfcheck.report.safe import shown
from selfcheck.words import say


def complain(text: str) -> None:
    """Print a notice to standard error; nothing in it can act on the terminal."""
    print("\n".join(shown(line) for line in text.splitlines()), file=sys.stderr)


def main() -> None:
    """The command ``selfcheck``; leaves with an exit code of `Exit`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = language_of(sys.argv[1:])
    load_commands(sys.argv[1:])
    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False, prog_name="selfcheck")
    except SelfcheckError as error:
        complain(error.in_lang(lang))
        code = Exit.USAGE if isinstance(error, OptionError) else Exit.UNREADABLE
    except typer.TyperException as error:
        from selfcheck.cli.usage import explained

        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(error.format_message(), err=True)
        else:
            complain(explained(error).in_lang(lang))
            complain(say("usage-see-help", lang))
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
