"""Dropped copies, and dropped, trimmed and altered quotes, on replies of public lists.

MAILRULES_CORPORA names a folder with ``threads.tsv`` and ``threads/``: pairs of
reply and parent, who of the parent is missing from the reply, and which share
of the parent's lines the reply quotes.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpora import corpus
from mailrules.config import default_settings
from mailrules.engine import Request, run
from mailrules.findings import Finding
from mailrules.message import Source, parse
from mailrules.rules import Selection, bind

CODES = ("CCP001", "THR001", "THR002", "THR003")
WHOLE = 0.95  # share of the parent's lines from which on a reply quotes whole
NEAR = 0.1  # by which two shares may differ and agree


class Pair(NamedTuple):
    """A reply and its parent, the data's truth about them, and what the rules say."""

    reply: str
    cc_dropped: int
    recipients_dropped: int
    coverage: float
    findings: tuple[Finding, ...]

    def said(self, code: str) -> list[Finding]:
        """Return what one rule says."""
        return [one for one in self.findings if one.code == code]

    @property
    def missing(self) -> float:
        """Return the share of the parent's words that is missing, by THR001 and THR002."""
        if self.said("THR001"):
            return 1.0
        trimmed = self.said("THR002")
        return int(str(trimmed[0].message.arguments["percent"])) / 100 if trimmed else 0.0


def main() -> None:
    """Print the figures."""
    table = corpus("threads.tsv")
    if table is None:
        return
    with table.open(encoding="utf-8", newline="") as rows:
        table_rows = list(csv.DictReader(rows, delimiter="\t"))
    pairs = [_judged(table.with_name("threads"), row) for row in table_rows]
    print(f"{len(pairs)} pairs of a reply and its parent\n")
    _copies(pairs)
    _quotes(pairs)


def _judged(folder: Path, row: dict[str, str]) -> Pair:
    parent = parse((folder / row["parent"]).read_bytes())
    binding = bind(default_settings(), Selection(select=CODES))
    source = Source(row["reply"], 0, (folder / row["reply"]).read_bytes())
    result = run([source], lambda _: binding, Request(parent=parent))
    return Pair(
        reply=row["reply"],
        cc_dropped=int(row["cc_dropped"]),
        recipients_dropped=int(row["recipients_dropped"]),
        coverage=float(row["parent_line_coverage"]),
        findings=tuple(result.counted()),
    )


def _copies(pairs: list[Pair]) -> None:
    """Compare CCP001, which names people of From, To and Cc, with the data's two counts."""
    for what, dropped in (
        ("from Cc", [one.cc_dropped for one in pairs]),
        ("from To and Cc", [one.recipients_dropped for one in pairs]),
    ):
        named = [len(one.said("CCP001")) for one in pairs]
        right = sum(bool(a) and bool(b) for a, b in zip(named, dropped, strict=True))
        exact = sum(a == b for a, b in zip(named, dropped, strict=True))
        print(
            f"dropped {what}: precision {right / max(1, sum(map(bool, named))):.3f},"
            f" recall {right / max(1, sum(map(bool, dropped))):.3f};"
            f" as many people in {exact} of {len(pairs)}"
        )


def _quotes(pairs: list[Pair]) -> None:
    none = [one for one in pairs if one.coverage <= 1 - WHOLE]
    whole = [one for one in pairs if one.coverage >= WHOLE]
    print(f"\nTHR001 on {len(none)} replies that quote nothing to speak of:", end=" ")
    print(sum(bool(one.said("THR001")) for one in none))
    print(f"on {len(whole)} replies that quote whole (coverage {WHOLE} and above):", end=" ")
    print(", ".join(f"{code} {_replies(whole, code)}" for code in ("THR001", "THR002", "THR003")))
    for one in whole:
        for finding in one.findings:
            if finding.code in ("THR002", "THR003"):
                print(f"  {finding.code} {one.reply}: {finding.message.arguments}")
    apart = [abs(one.missing - (1 - one.coverage)) for one in pairs]
    near = sum(each <= NEAR for each in apart)
    print(f"THR003 on all {len(pairs)} pairs: {_replies(pairs, 'THR003')}")
    print(
        f"missing share against 1 - coverage: within {NEAR} in {near} of {len(pairs)},"
        f" mean difference {sum(apart) / len(apart):.3f}"
    )


def _replies(pairs: list[Pair], code: str) -> int:
    return sum(bool(one.said(code)) for one in pairs)
