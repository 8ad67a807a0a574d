"""The pages as a browser shows them to everybody: axe-core finds nothing, on a phone and on a desk, light and dark.

axe-core is a file of JavaScript that `.ci/run` puts below ``build`` with npm; where it, or Chromium, is missing, this is
skipped. Each page stands in a frame as wide as the screen, folded, and in another one with everything unfolded.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import selfcheck
from selfcheck.clock import japan_time
from selfcheck.report.documents import as_html
from selfcheck.report.letter import Addressee, letters_as
from tests.helpers import ROOT, SAMPLES
from tests.in_process import command

AXE = Path(os.environ.get("AXE_CORE", ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NOW = japan_time("2026-11-24T10:30", None)
WIDTHS = (390, 1000)
SCHEMES = {"dark": 0, "light": 1}
"""As Blink numbers them."""
HOST = """<!doctype html><meta charset="utf-8">{frames}<script>
const axe = {axe};
onload = async () => {{
  const told = {{}};
  for (const frame of document.querySelectorAll("iframe")) {{
    const page = frame.contentDocument, script = page.createElement("script");
    script.textContent = axe;
    page.head.append(script);
    const found = await frame.contentWindow.axe.run(page);
    told[frame.title] = {{
      dark: frame.contentWindow.matchMedia("(prefers-color-scheme: dark)").matches,
      wider: page.documentElement.scrollWidth - page.documentElement.clientWidth,
      violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html)]),
      passes: found.passes.length,
    }};
  }}
  document.body.textContent = "@@" + JSON.stringify(told) + "@@";
}};
</script>"""


def pages() -> Iterator[tuple[str, str]]:
    """Of a usual scan, one in which nothing was found, the call sheet and a letter; in both languages."""
    for lang in ("ja", "en"):
        report = selfcheck.scan(SAMPLES / "yucho.csv", now=NOW, lang=lang)
        yield f"report {lang}", as_html(report)
        yield f"letter {lang}", letters_as("html", report, Addressee.SERVICE)
        yield f"clean {lang}", as_html(selfcheck.scan(SAMPLES / "yucho_clean.csv", now=NOW, lang=lang))
        sheet = command("sheet", SAMPLES / "yucho.csv", "--format", "html", "--lang", lang, "--no-mine")
        yield f"sheet {lang}", sheet.stdout.decode()


def frames() -> Iterator[str]:
    """Each page, folded and unfolded, at each width; its own policy would keep axe-core out."""
    for name, page in pages():
        page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        unfolded = page.replace("<details", "<details open")
        forms = {"whole": page} if unfolded == page else {"folded": page, "unfolded": unfolded}
        for width in WIDTHS:
            for form, text in forms.items():
                size = f'width="{width}" height="900"'
                yield f'<iframe title="{name} {width} {form}" {size} srcdoc="{html.escape(text)}"></iframe>'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What axe-core says of each page: one start of the browser for each colour scheme."""
    folder = tmp_path_factory.mktemp("axe")
    axe = json.dumps(AXE.read_text(encoding="utf-8")).replace("</", "<\\/")
    host = folder / "host.html"
    host.write_text(HOST.format(frames="".join(frames()), axe=axe), encoding="utf-8")
    every: dict[str, dict[str, Any]] = {}
    for scheme, number in SCHEMES.items():
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        settings = [f"--user-data-dir={folder / scheme}", f"--blink-settings=preferredColorScheme={number}"]
        waiting = ["--virtual-time-budget=600000", "--dump-dom", host.as_uri()]
        shown = subprocess.run([str(CHROMIUM), *flags, *settings, *waiting], capture_output=True, timeout=600, check=True)
        (said,) = re.findall("@@(.*)@@", shown.stdout.decode(), re.DOTALL)
        every |= {f"{name} {scheme}": found for name, found in json.loads(html.unescape(said)).items()}
    return every


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core here: npm install --prefix build/axe axe-core")
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(told: dict[str, dict[str, Any]]):
    assert len(told) == len(SCHEMES) * len(WIDTHS) * 2 * (2 + 2 + 1 + 1)  # report and clean, folded and not; letter; sheet
    assert {name: found["violations"] for name, found in told.items() if found["violations"]} == {}
    assert {name: found["wider"] for name, found in told.items() if found["wider"] > 0} == {}
    assert all(found["passes"] > 10 for found in told.values())
    assert {name for name, found in told.items() if found["dark"]} == {name for name in told if name.endswith(" dark")}
