"""What a screening came to, for whoever answers for many accounts: counts, and no account or memo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from selfcheck.errors import Exit
from selfcheck.knowledge import load
from selfcheck.language.sentences import Lang, say
from selfcheck.model.findings import Level
from selfcheck.printing.safe import escaped
from selfcheck.printing.styled import Styled
from selfcheck.printing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcheck.screening.cluster import Part
    from selfcheck.screening.pieces import Piece
    from selfcheck.screening.tally import Tally

_LEVELS = tuple(level.value for level in Level)
_LIMITS = ("screen-limit-question", "screen-limit-names", "screen-limit-order", "screen-limit-silence")


class Count(Struct):
    """Findings of one level and service."""

    level: str
    service: str
    lines: int = 0
    accounts: int = 0
    yen: int = 0


class Summary:
    """Everything that is counted."""

    def __init__(self, tally: Tally, pieces: Sequence[Piece] = ()) -> None:
        self.tally = tally
        self.absent = {
            role: sorted({piece.path for piece in pieces if role in piece.absent}) for role in ("balance", "deposit")
        }
        """Files without a column that some signals rest on."""
        self.accounts = 0
        self.screened = 0
        """Lines, as counted where they were screened."""
        self.accounts_raised = 0
        """Accounts with at least one line to look at."""
        self._counts: dict[tuple[str, str], Count] = {}

    def add(self, part: Part) -> None:
        """One part; no account stands in two of them."""
        self.accounts += part.accounts
        self.screened += part.lines
        raised = part.findings[part.findings["level"] != Level.NOTE.value]
        self.accounts_raised += raised["account"].nunique()
        for (level, service), rows in part.findings.groupby(["level", "service"], sort=False):
            count = self._counts.setdefault((str(level), str(service)), Count(str(level), str(service)))
            count.lines += len(rows)
            count.accounts += rows["account"].nunique()
            count.yen += int(rows["withdrawal"].sum())

    @property
    def counts(self) -> list[Count]:
        """The most urgent first, then those with most lines."""
        return sorted(self._counts.values(), key=lambda count: (_LEVELS.index(count.level), -count.lines, count.service))

    @property
    def exit_code(self) -> Exit:
        """As for ``scan``."""
        if self.accounts_raised:
            return Exit.RAISED
        if not self.screened:
            return Exit.UNREADABLE
        return Exit.PARTLY if self.tally.refused or self.tally.broken else Exit.CLEAN


def summary_as_dict(summary: Summary, lang: Lang) -> dict[str, Any]:
    """The JSON of ``selfcheck screen --format json``."""
    tally = summary.tally
    return {
        "schema": "selfcheck.screening/1",
        "lines": {"in": tally.lines, "screened": summary.screened, "refused": tally.refused},
        "accounts": {"screened": summary.accounts, "raised": summary.accounts_raised},
        "refused": [
            {
                "path": refused.path,
                "column": refused.column or None,
                "reason": refused.reason,
                "count": refused.count,
                "first_line": refused.line,
                "naming_a_service": refused.naming,
                "message": refused.sentence.in_lang(lang),
            }
            for refused in tally.refusals
        ],
        "broken": [{"path": broken.path, "count": broken.count, "first_line": broken.line} for broken in tally.broken],
        "absent": {role: paths for role, paths in summary.absent.items() if paths},
        "findings": [asdict(count) for count in summary.counts],
        "limits": [say(limit, lang) for limit in _LIMITS],
    }


def print_summary(summary: Summary, writer: Writer) -> None:
    """The same for people: what was read, what is wrong with it, counts, and what this cannot see."""
    tally = summary.tally
    writer.heading("heading-screened")
    writer.bullet(writer.say("screen-lines", lines=tally.lines, screened=summary.screened, refused=tally.refused))
    writer.bullet(writer.say("screen-accounts", accounts=summary.accounts, raised=summary.accounts_raised))
    _print_troubles(summary, writer)
    writer.heading("heading-screen-findings")
    if summary.counts:
        header = [writer.say(f"column-{name}") for name in ("level", "lines", "accounts", "amount", "service")]
        writer.table(header, [_row(count, writer) for count in summary.counts], right=(1, 2, 3), indent=2)
    else:
        writer.text(writer.say("screen-nothing" if summary.screened else "screen-nothing-screened"))
    writer.heading("heading-limits")
    for limit in _LIMITS:
        writer.bullet(writer.say(limit))


def _print_troubles(summary: Summary, writer: Writer) -> None:
    tally = summary.tally
    for refused in tally.refusals:
        writer.text(refused.sentence.in_lang(writer.lang), 2, "! ", "red")
    for broken in tally.broken:
        writer.text(writer.say("screen-broken", path=broken.path, count=broken.count, line=str(broken.line)), 2, "! ", "red")
    if naming := sum(refused.naming for refused in tally.refusals):
        writer.text(writer.say("refused-naming", count=naming), 2, "! ", "bold red")
    for role, paths in summary.absent.items():
        if paths:
            writer.text(writer.say(f"screen-no-{role}", path=paths[0], count=len(paths)), 2, "! ")


def _row(count: Count, writer: Writer) -> list[Styled]:
    service = load().services.get(count.service)
    name = service.name[writer.lang] if service else escaped(count.service)
    yen = writer.say("amount-out", yen=count.yen)
    numbers = [Styled(f"{number:,}") for number in (count.lines, count.accounts)]
    return [Styled(writer.say(f"level-{count.level}")), *numbers, Styled(yen), Styled(name)]
