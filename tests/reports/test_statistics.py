"""``--statistics``: how often each rule spoke."""

from mailrules.engine import Letter, Run
from mailrules.reports import View
from mailrules.reports.statistics import statistics
from tests.reports.sample import sample


def test_the_rule_that_spoke_most_is_first() -> None:
    head, *rows = (line.split() for line in statistics(sample(), View("en")).splitlines())
    assert head == ["found", "code", "rule", "safe", "fixes", "suppressed"]
    assert rows[0] == ["7", "TXT003", "exclamation", "6", "1"]
    assert rows[1] == ["2", "TXT005", "typography", "1", "1"]
    assert rows[-1] == ["0", "TXT006", "mixed-script", "0", "1"]
    assert [row[1] for row in rows[2:-1]] == sorted(row[1] for row in rows[2:-1])


def test_the_columns_are_aligned() -> None:
    lines = statistics(sample(), View("ru")).splitlines()
    assert len({len(line) for line in lines}) == 1


def test_where_no_rule_spoke_there_is_nothing() -> None:
    assert statistics(Run((Letter("a.eml", 0, None),)), View("ru")) == ""
