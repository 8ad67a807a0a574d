"""The command ``selfcheck``: arguments come in, an exit code goes out; errors become sentences.

Reports go to standard output, notices to standard error. Who stops reading the output (``| head -1``) is told nothing
more, and the command leaves with the code that it came to.
"""

from __future__ import annotations

import errno
import gc
import sys

import typer

from selfcheck.cli.app import app
from selfcheck.cli.arguments import command_of, meant
from selfcheck.cli.consoles import prepare_streams, shown_language
from selfcheck.cli.language import language_of, language_of_locale
from selfcheck.cli.loading import load_commands
from selfcheck.cli.notices import complain, set_shared
from selfcheck.cli.pipes import give_up_output, reader_left
from selfcheck.errors import Exit, OptionError, SelfcheckError
from selfcheck.language.sentences import Lang, program_is_typed, say
from selfcheck.printing.shell import program_as_typed

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""What writing fails with; to files it is told where they are written."""


def main() -> None:
    """The command ``selfcheck``; leaves with an exit code of `Exit`."""
    prepare_streams()
    lang = language_of(sys.argv[1:])
    program_is_typed(program_as_typed(), lang if language_of_locale() != lang else None)
    spoken = shown_language(lang)
    code = _code(meant(sys.argv[1:]), spoken)
    try:
        sys.stdout.flush()
    except OSError as error:
        code = code if reader_left(error) else _unwritten(error, spoken)
        give_up_output()
    gc.freeze()  # at its end the interpreter would look for cycles in all that was loaded
    sys.exit(int(code or 0))


def _code(arguments: list[str], lang: Lang) -> int | None:
    """What the command comes to; what it stumbled over has been said."""
    try:
        set_shared(arguments)
        load_commands(command_of(arguments))
        code: int | None = app(arguments, standalone_mode=False, prog_name="selfcheck")
        if code == Exit.INTERRUPTED:
            complain(say("interrupted", lang))
        return code
    except (KeyboardInterrupt, typer.Abort):
        complain(say("interrupted", lang))
        return Exit.INTERRUPTED
    except SelfcheckError as error:
        from selfcheck.cli.sharing import as_shown

        complain(as_shown(error.sentence).in_lang(lang))
        if error.sentence.key == "usage-missing":  # said by us where what is missing depends on other options
            complain(say("usage-see-help", lang))
        return Exit.USAGE if isinstance(error, OptionError) else Exit.UNREADABLE
    except typer.TyperException as error:
        return _misunderstood(error, lang)
    except SystemExit as left:  # so typer leaves when a shell asks for completion
        if not reader_left(left):
            raise
        return _unheard()
    except BaseException as error:
        # The last resort: a person gets a sentence, never a traceback. A panic of Rust is no Exception.
        return _failed(error, lang)


def _misunderstood(error: typer.TyperException, lang: Lang) -> Exit:
    from selfcheck.cli.help.errors import explained
    from selfcheck.cli.sharing import as_shown

    complain(as_shown(explained(error)).in_lang(lang))
    complain(say("usage-see-help", lang))
    return Exit.USAGE


def _failed(error: BaseException, lang: Lang) -> Exit:
    if reader_left(error):
        return _unheard()
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return _unwritten(error, lang)
    from selfcheck.cli.sharing import reason_as_shown

    complain(say("unexpected", lang, reason=reason_as_shown(error)))
    return Exit.UNREADABLE


def _unwritten(error: OSError, lang: Lang) -> Exit:
    """The code where standard output takes no more, which is said."""
    give_up_output()
    complain(say("cannot-print", lang, reason=error.strerror or str(error)))
    return Exit.UNREADABLE


def _unheard() -> Exit:
    """The code where nobody read to the end of what has no other code (`pipes.while_read` is for those that have)."""
    give_up_output()
    return Exit.CLEAN
