"""The table for a pull request, read by a Markdown parser."""

import pytest

from mailrules.engine import Letter, Run
from mailrules.message import parse
from mailrules.reports import View, reporter
from mailrules.reports.markdown import LONGEST, escaped
from mailrules.wording import wording
from tests.reports.readers import read_markdown
from tests.reports.sample import found, in_text, raw, sample

EN = View("en")
JOINER = "\u2060"


def test_there_is_a_table_a_letter() -> None:
    texts, rows = read_markdown(reporter("markdown")(sample(), EN))
    assert texts[0].startswith("6 letters checked.")
    assert texts[1:] == [
        "archive.mbox",
        "archive.mbox, message 2",
        "config/rules.yaml",
        "drafts/offer.eml",
        "drafts/reply.eml",
        "drafts/two forms, №1.eml",
    ]
    assert {len(row) for row in rows} == {4}
    assert rows[-1][0] == "text, line 1"
    assert rows[-1][1] == "TXT003 exclamation, error"
    assert rows[-1][3] == 'write "."'


def test_without_findings_there_is_one_line() -> None:
    run = Run((Letter("a.eml", 0, None),))
    assert reporter("markdown")(run, EN) == "**1 letter checked. No findings.**\n"
    assert reporter("markdown")(run, View("en", quiet=True)) == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "a | b \\| c",
        "`code` *bold* _thin_ ~~gone~~ $x$",
        "[link](http://evil.example) ![picture](http://evil.example/x.png)",
        "<script>alert(1)</script> <img src=x> &lt; <!-- -->",
        "first\n\n# second\n---\n| x |",
        "\\[a\\](b)",
    ],
)
def test_a_strangers_text_is_text(hostile: str) -> None:
    finding = found(in_text(parse(raw()), "!"), message=wording(hostile))
    _, rows = read_markdown(reporter("markdown")(Run((Letter("a.eml", 0, None, (finding,)),)), EN))
    assert len(rows) == 2
    assert rows[1][2].replace(JOINER, "") == " ".join(hostile.split())


@pytest.mark.parametrize(
    "reference",
    [
        "@boss",
        "#12",
        "!7",
        "$3",
        "~bug",
        '~"in work"',
        "%1",
        "&4",
        "x://",
        "www.",
        "petr@motor.example",
    ],
)
def test_nobody_is_called_and_nothing_is_linked(reference: str) -> None:
    assert reference not in escaped(reference).replace("\\", "")
    assert JOINER in escaped(reference)


def test_a_comment_is_never_too_long() -> None:
    message = parse(raw())
    finding = found(in_text(message, "!"), message=wording("слово " * 200))
    letters = tuple(Letter(f"{number}.eml", 0, None, (finding,) * 5) for number in range(20))
    report = reporter("markdown")(Run(letters), EN)
    texts, rows = read_markdown(report)
    assert LONGEST - 5_000 < len(report) < LONGEST + 200
    shown = sum(row[0] != "Place" for row in rows)
    assert texts[-1] == f"{100 - shown} more findings are not shown: the comment would be too long."
