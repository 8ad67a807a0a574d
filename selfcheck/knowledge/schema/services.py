"""Payment services, what resembles them, and what stands around their names on a statement."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

from selfcheck.knowledge.schema.base import Confidence, Entry, Sources, Text

Fit = Literal["anywhere", "word", "whole"]
"""How a name may stand in a cell."""


class Name(Entry, frozen=True, kw_only=True):
    """One way in which statements print a service (or a lookalike)."""

    text: str
    fit: Fit = "anywhere"
    """``word``: no letter of the same script may touch it, agent prefixes aside.
    ``whole``: nothing but agent prefixes, legal forms and digits may stand in the same cell."""
    ambiguous: bool = False
    """True where this spelling is also printed for something else; see the service's ``ambiguous``."""
    sources: Sources
    confidence: Confidence
    seen_at: tuple[str, ...] = ()
    """Ids of banks on whose statements this spelling was seen."""


class Lookalike(Entry, frozen=True, kw_only=True):
    """A text that resembles a service's name and is something else."""

    texts: tuple[str, ...]
    what: Text
    kind: Literal["phone-bill", "card-bill", "bank", "bill", "company", "cash", "word"]
    """``word`` is an ordinary word; a name that only overlaps one is no name at all."""
    sources: Sources
    fit: Fit = "anywhere"


class EndingWords(Entry, frozen=True, kw_only=True):
    """Endings that several brands share: the words for a card, a bank, a securities firm."""

    id: str
    texts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Ending(Entry, frozen=True, kw_only=True):
    """What a brand's name with one of these endings is: ペイペイ + カード. Written once for all spellings of the name."""

    of: tuple[str, ...] = ()
    """Ids of shared endings."""
    texts: tuple[str, ...] = ()
    """Endings of this brand alone."""
    behind: tuple[str, ...] = ()
    """The names (as in ``names``) behind which they hold; empty: all that need not fill their cell."""
    what: Text
    kind: Literal["phone-bill", "card-bill", "bank", "bill", "company", "cash"]
    sources: Sources


class Status(Entry, frozen=True, kw_only=True):
    """What became of a service from a day on."""

    since: dt.date
    state: Literal["running", "renamed", "ended", "ending"]
    """``ending``: no top-ups after that day; ``ended``: closed on that day."""
    text: Text
    sources: Sources


class Samples(Entry, frozen=True, kw_only=True):
    """Memo texts that must and must not be named as this service; the tests run them."""

    match: tuple[str, ...]
    must_not_match: tuple[str, ...]


class Service(Entry, frozen=True, kw_only=True):
    """One payment service: ``services/<id>.toml``."""

    id: str
    name: Text
    operator: Text
    kind: Literal["wallet", "bill", "after-pay", "unnamed"]
    """``wallet`` takes top-ups from accounts; ``bill`` pays slips; ``after-pay`` collects debts (a note); ``unnamed``
    stands for whatever is paid by immediate transfer and is in no list."""
    about: Text
    mine: Text
    """Honest reasons why such a line may be the holder's own."""
    counted_with: str = ""
    """Id of the service under which documents count its cases (d払い under ドコモ口座)."""
    ambiguous: Text | None = None
    """What else the names marked as ambiguous may mean."""
    ambiguous_with: Text | None = None
    """The same in a few words, within a sentence: "…でも同じ名前です"."""
    names: tuple[Name, ...] = ()
    """None for ``unnamed`` alone."""
    endings: tuple[Ending, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    status: tuple[Status, ...] = ()
    sources: tuple[str, ...] = ()
    """Of what is said about it, where it has no names that carry them."""
    samples: Samples

    def __post_init__(self) -> None:
        """A service without a name would never be found; what is said in full is said in short, too."""
        if bool(self.names) == (self.kind == "unnamed"):
            raise ValueError(f"{self.id}: `names` are required, except for kind `unnamed`")
        if bool(self.ambiguous) != bool(self.ambiguous_with):
            raise ValueError(f"{self.id}: `ambiguous` and `ambiguous_with` go together")


class Affixes(Entry, frozen=True, kw_only=True):
    """Words that stand before or after a name and say nothing about who was paid."""

    rails: tuple[str, ...]
    """Agent and rail tokens (ＲＴ, ＲＴＫ, 口座振替 …)."""
    before: tuple[str, ...] = ()
    """Words of ``after`` that may stand in front of a name, too, as words of their own (スマホ決済 ペイペイ)."""
    parts: tuple[str, ...] = ()
    """Words that names are put together from: a dash before one is a hyphen, no long mark (ペイ-ペイ)."""
    schemes: tuple[str, ...]
    """Card schemes and other words that make a purchase of what follows: ambiguous names behind them do not count."""
    machines: tuple[str, ...] = ()
    """Cells that say that cash was drawn or a card was used; a name that must fill its cell does not count beside one."""
    after: tuple[str, ...]
    """Words that follow a name (チャージ …)."""
    legal_forms: tuple[str, ...]
    """Legal forms as printed with their brackets, before or after a name."""
    sources: Sources


class LookalikeFile(Entry, frozen=True, kw_only=True):
    """``lookalikes.toml``: texts that belong to no single service, and the affixes."""

    affixes: Affixes
    endings: tuple[EndingWords, ...]
    lookalikes: tuple[Lookalike, ...]


class Rail(Entry, frozen=True, kw_only=True):
    """A way by which an operator draws money from an account at once, and how statements mark it."""

    id: str
    texts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    banks: tuple[str, ...] = ()
    """Ids of the banks that print it; empty: the mark says what it is, whoever prints it."""
    raises_unknown: bool
    """Whether a payee that nobody knows is raised on it; false where the meaning of the mark is a guess."""
    what: Text
    sources: Sources


class HarmlessPayee(Entry, frozen=True, kw_only=True):
    """Payees on such rails that keep no money for strangers: a note, if nothing else."""

    id: str
    texts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    fit: Literal["anywhere", "end", "whole"] = "anywhere"
    """Where in the payee's name they stand."""
    what: Text
    sources: Sources


class RailFile(Entry, frozen=True, kw_only=True):
    """``rails.toml``."""

    rails: tuple[Rail, ...]
    payees: tuple[HarmlessPayee, ...]
