"""Inputs are tried for a while: guided by the branches that they reach, or, without atheris, changed at random."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import re
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzzing.changes import Changes
from benchmarks.fuzzing.instrumented import atheris
from benchmarks.fuzzing.targets import TARGETS, Target

SLOWEST = 8.0
"""Seconds of processor time for one input, in code that counts its branches."""
MEMORY = 3 << 30
"""Bytes that a target may have."""

_SEEDS = 24
"""Of those that there are, others each time; a short run must not spend its time on them."""


@dataclass
class Held:
    """Holds a part to its promises, and keeps one input for every way in which it broke them."""

    name: str
    folder: Path
    known: set[str] = field(default_factory=set)
    tried: int = 0

    def __call__(self, data: bytes) -> None:
        """Try one input."""
        self.tried += 1
        begun = time.process_time()
        try:
            TARGETS[self.name].holds(data)
        except Exception as error:
            self._keep(data, error)
        else:
            if time.process_time() - begun > SLOWEST:
                self._keep(data, TimeoutError(f"{time.process_time() - begun:.0f} s for {len(data)} bytes"))

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{type(error).__name__} in {frames[-1].name}, line {frames[-1].lineno}" if frames else type(error).__name__
        way = where + re.sub(r"\d+", "", str(error))[:80]
        if way not in self.known:
            self.known.add(way)
            file = self.folder / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
            file.write_bytes(data)
            print(f"{where}: {str(error)[:300]}\n  {file}", flush=True)


def run(name: str, seconds: int, found: Path, corpus: Path) -> list[Path]:
    """Try inputs of a target; the files that broke a promise."""
    target, before = TARGETS[name], set(found.iterdir())
    changes = Changes(target.seeds(), target.tokens, target.packing, target.longest)
    seeds = [seed[: target.longest] for seed in target.seeds()]
    seeds = random.sample(seeds, min(len(seeds), _SEEDS))
    child = os.fork() if hasattr(os, "fork") else 0
    if not child:  # a process of its own: it has a limit to its memory, and atheris ends its process
        with suppress(ImportError, OSError, ValueError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        held = Held(name, found)
        (_guided if atheris else _unguided)(held, target, changes, seeds, seconds, corpus)
        if hasattr(os, "fork"):
            sys.stdout.flush()
            os._exit(0)
    else:
        os.waitpid(child, 0)
    return sorted(set(found.iterdir()) - before)


def _guided(held: Held, target: Target, changes: Changes, seeds: list[bytes], seconds: int, corpus: Path) -> None:
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    words = corpus.with_suffix(".dict")
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in target.tokens), encoding="ascii")

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        made: bytes = changes.changed(data, chance) if chance.random() < 0.7 else atheris.Mutate(data, most)
        return made[:most]

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={target.longest}",
        f"-dict={words}",
        "-timeout=600",  # by the clock, and the machine may be busy; `Held` asks for the time of the processor
        f"-rss_limit_mb={MEMORY >> 20}",
        "-report_slow_units=600",
        "-verbosity=0",
        "-print_final_stats=1",
        f"-artifact_prefix={held.folder}/{held.name}-",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], held, custom_mutator=mutated)
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


def _unguided(held: Held, target: Target, changes: Changes, seeds: list[bytes], seconds: int, corpus: Path) -> None:
    chance, end = random.Random(), time.monotonic() + seconds
    made = itertools.chain(seeds, (changes.changed(chance.choice(seeds), chance) for _ in itertools.count()))
    for data in made:
        held(data)
        if time.monotonic() > end:
            break
    print(f"{held.tried} inputs tried")
