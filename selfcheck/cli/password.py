"""``--password``: what opens a locked PDF is asked for without being shown, or comes from the environment."""

from __future__ import annotations

import os
import sys

VARIABLE = "SELFCHECK_PASSWORD"


def password_for(asked: bool) -> str:
    """The password: typed in now where ``asked``, else that of the environment. Raises `OptionError` without a terminal."""
    if not asked:
        return os.environ.get(VARIABLE, "")
    import getpass
    import warnings

    from selfcheck.cli.language import language_of
    from selfcheck.errors import OptionError
    from selfcheck.language.sentences import say

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # where it would be shown as it is typed
            return getpass.getpass(say("password-question", language_of(sys.argv[1:])))
    except (getpass.GetPassWarning, OSError, EOFError):
        raise OptionError("password-no-terminal", variable=VARIABLE) from None
