"""A holder's own names come in (``--also``, ``--rules FILE``), the knowledge with them added goes out.

The file is TOML with ``[[services]]`` and ``[[lookalikes]]``; see README. It is checked before anything
is read: keys, types, names too short to mean anything, and the file's own examples.
"""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from selfcheck.errors import OptionError
from selfcheck.knowledge import Knowledge
from selfcheck.knowledge import schema as s
from selfcheck.language.sentences import say, sentence
from selfcheck.matching.fold import fold
from selfcheck.matching.matcher import Matcher
from selfcheck.patterns import regex
from selfcheck.printing.safe import escaped, is_active

OWN = ("own",)
"""The source of whatever the holder adds."""
_SHORTEST = 2
_SHORT = 3
"""Names of so few letters must be words of their own."""
_MOST_BYTES = 1_000_000
_MOST_PARTS = 100
"""Parts of a dotted key; a name of so many parts would be too long, too."""
_KEY_PART = regex(r"""[\w"' -]+""")
_REASONS = (  # what msgspec says of a wrong value → the sentence that says it to people
    (r"Object missing required field `(?P<field>[^`]+)`", "rules-missing-key"),
    (r"Object contains unknown field `(?P<field>[^`]+)`", "rules-unknown-key"),
    (r"Expected `(?P<expected>[^`]+)`, got `(?P<found>[^`]+)`", "rules-wrong-type"),
    (r"Invalid enum value (?P<found>.+?)(?= - at|$)", "rules-wrong-value"),
    (r"Expected `(?P<expected>\w+)` matching regex", "rules-wrong-id"),
    (r"Expected `array` of length", "rules-empty-list"),
    (r"Expected `str` of length >= 1", "rules-empty-list"),
    (r"Expected `str` of length <= (?P<expected>\d+)", "rules-too-long"),
)


def with_own(knowledge: Knowledge, rules: Path | None, also: Sequence[str]) -> Knowledge:
    """``knowledge`` with what the holder adds; raises `OptionError` for a rules file or a name that will not do."""
    if rules is None and not also:
        return knowledge
    file = _read(rules) if rules else s.RulesFile()
    where = str(rules or "--also")
    services = [_service(own, knowledge, where) for own in file.services]
    for text in dict.fromkeys(also):
        services.append(_new_service(f"own:{text}", s.Text(ja=text, en=text), _names((text,), None, "--also"), "wallet"))
    _refuse_repeated(services, where)
    lookalikes = tuple(_lookalike(own.texts, own.what) for own in file.lookalikes)
    extended = Knowledge(knowledge.folder, own_services=tuple(services), own_lookalikes=lookalikes)
    _check_examples(file, extended, where)
    return extended


def _refuse_repeated(services: Sequence[s.Service], where: str) -> None:
    repeated = [ident for ident, count in Counter(service.id for service in services).items() if count > 1]
    if repeated:
        raise OptionError("rules-file", file=where, reason=sentence("rules-repeated", id=repeated[0]))


def _read(path: Path) -> s.RulesFile:
    try:
        status = path.stat()  # a FIFO or /dev/zero would never end: asked before anything is opened
        if not stat.S_ISREG(status.st_mode):
            raise OptionError("not-a-file", path=str(path))
        if status.st_size > _MOST_BYTES:
            raise OptionError("rules-file", file=str(path), reason=sentence("rules-too-large"))
        return _decoded(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except FileNotFoundError:
        raise OptionError("not-found", path=str(path)) from None
    except PermissionError:
        raise OptionError("no-permission", path=str(path)) from None
    except OSError as error:
        raise OptionError("rules-file", file=str(path), reason=error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise OptionError("rules-file", file=str(path), reason=sentence("rules-not-utf8")) from None
    except msgspec.ValidationError as error:
        raise OptionError("rules-file", file=str(path), reason=_in_words(str(error), path.name)) from None
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise OptionError("rules-file", file=str(path), reason=sentence("rules-not-toml", reason=str(error))) from None


def _decoded(data: bytes) -> s.RulesFile:
    """The file's values. A key of very many parts is refused unread: their number squared is kept in memory."""
    for line in data.decode().splitlines():
        parts = 0
        for part in line.split("."):
            parts = parts + 1 if _KEY_PART.fullmatch(part) else 0
            if parts > _MOST_PARTS:
                raise msgspec.DecodeError(f"{line[:20]}...")
    return msgspec.toml.decode(data, type=s.RulesFile)


def _in_words(message: str, file: str) -> object:
    """What msgspec says of a wrong value, as a sentence with the place in the file (its name: not within a table)."""
    message = escaped(message)
    place = re.search(r"at `\$\.?([^`]*)`", message)
    where = place[1] if place else escaped(file)
    for pattern, key in _REASONS:
        if reason := re.search(pattern, message):
            return sentence(key, place=where, **reason.groupdict())
    return message


def _service(own: s.OwnService, knowledge: Knowledge, where: str) -> s.Service:
    """A new service, or a known one with further names."""
    names = _names(own.names, own.fit, f"{where}: {own.id}")
    known = knowledge.services.get(own.id)
    lookalikes = (_lookalike(own.lookalikes, None),) if own.lookalikes else ()
    if known:
        return msgspec.structs.replace(known, names=(*known.names, *names), lookalikes=(*known.lookalikes, *lookalikes))
    if own.name is None:
        raise OptionError("rules-file", file=where, reason=sentence("rules-no-name", id=own.id))
    for text in (_text(own.name).ja, _text(own.name).en):
        _check_shown(text, where)
    service = _new_service(own.id, _text(own.name), names, own.kind)
    return msgspec.structs.replace(service, lookalikes=lookalikes)


def _new_service(ident: str, name: s.Text, names: tuple[s.Name, ...], kind: str) -> s.Service:
    added = _said("own-service")
    return s.Service(
        id=ident,
        name=name,
        operator=s.Text(ja="", en=""),
        kind="bill" if kind == "bill" else "after-pay" if kind == "after-pay" else "wallet",
        about=added,
        mine=added,
        names=names,
        samples=s.Samples(match=(), must_not_match=()),
    )


def _names(texts: Iterable[str], fit: str | None, where: str) -> tuple[s.Name, ...]:
    names = []
    for text in texts:
        _check_shown(text, where)
        letters = fold(text)
        if len(letters) < _SHORTEST:
            raise OptionError("rules-file", file=where, reason=sentence("rules-too-short", text=text))
        if not any(map(str.isalpha, letters)):
            raise OptionError("rules-file", file=where, reason=sentence("rules-no-letter", text=text))
        short = len(letters) <= _SHORT or letters.isascii()
        how = fit or ("word" if short else "anywhere")
        names.append(s.Name(text=text, fit=msgspec.convert(how, s.Fit), sources=OWN, confidence="B"))
    return tuple(names)


def _check_shown(text: str, where: str) -> None:
    if any(map(is_active, text)):
        raise OptionError("rules-file", file=where, reason=sentence("rules-control", text=escaped(text)))


def _lookalike(texts: tuple[str, ...], what: str | s.Text | None) -> s.Lookalike:
    return s.Lookalike(texts=texts, what=_said("own-lookalike") if what is None else _text(what), kind="company", sources=OWN)


def _said(key: str) -> s.Text:
    """A sentence of the catalogues as a text of the knowledge."""
    return s.Text(ja=say(key, "ja"), en=say(key, "en"))


def _text(value: str | s.Text) -> s.Text:
    return s.Text(ja=value, en=value) if isinstance(value, str) else value


def _check_examples(file: s.RulesFile, extended: Knowledge, where: str) -> None:
    """The file's own memos are found, or not, as it says."""
    matcher = Matcher(extended)
    for own in file.services:
        for memos, wanted in ((own.match, True), (own.must_not_match, False)):
            for memo in memos:
                is_found = own.id in {hit.service for hit in matcher.find(memo)}
                if is_found != wanted:
                    key = "rules-not-found" if wanted else "rules-found"
                    raise OptionError("rules-file", file=where, reason=sentence(key, memo=memo, id=own.id))
