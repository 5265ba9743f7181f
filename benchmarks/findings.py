"""What the rules say of letters that nobody wrote for them: findings per 100 letters, by rule.

The letters are replies on public lists. They keep none of the house's rules, so the figures of
the signature, the quote and the copies are right; of language and form they are false alarms.
"""

import sys
from collections import Counter

from benchmarks.corpora import corpus
from mailrules.config import default_settings
from mailrules.engine import Request, run
from mailrules.message import read_sources
from mailrules.rules import RULES, Selection, bind


def main() -> None:
    """Print the table."""
    threads = corpus("threads")
    if threads is None:
        return
    binding = bind(default_settings(), Selection())
    result = run(read_sources([str(threads)], sys.stdin.buffer), lambda _: binding, Request())
    counted = Counter(finding.code for finding in result.counted())
    letters = len(result.letters)
    print(f"{letters} letters\n\n| rule | findings per 100 letters |\n|---|---|")
    for rule in RULES:
        print(f"| {rule.code} {rule.name} | {100 * counted[rule.code] / letters:.1f} |")
