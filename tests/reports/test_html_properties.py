"""Whatever a letter says and wherever findings stand, the page is sound and loses no character."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.findings import Finding, Location, Scope, Severity
from mailrules.message import Message, parse
from mailrules.reports import visible
from mailrules.wording import wording
from tests.letters import build
from tests.reports.html_page import Page
from tests.reports.test_html import shown

NUMBERS = st.integers(1, 12)
PLACES = st.builds(
    Location,
    scope=st.sampled_from(Scope),
    part=st.sampled_from(["1", "2", None]),
    line=NUMBERS,
    column=NUMBERS,
    end_line=NUMBERS,
    end_column=NUMBERS,
    file_line=st.none() | NUMBERS,
    header=st.sampled_from(["To", "Cc", "Date", "X-None", None]),
)
FINDINGS = st.lists(
    st.builds(
        Finding,
        code=st.just("TXT003"),
        rule=st.just("exclamation"),
        severity=st.sampled_from(Severity),
        message=st.just(wording("fix.remove")),
        location=PLACES,
        excerpt=st.text(max_size=9),
    ),
    max_size=8,
)
LINES = st.sampled_from(["Текст!", "", " ", "> цитата", "С уважением,", "Анна Ким", "\t<b>\u202e"])
TEXTS = st.text(max_size=40) | st.lists(LINES, max_size=12).map("\n".join)


def sound(page: Page, message: Message, findings: list[Finding]) -> None:
    """Check that nothing is lost, each finding has one note, and each link leads somewhere."""
    assert page.letter == "".join(visible(part.text) for part in message.shown)
    notes = [one.attributes["id"] for one in page.named("li") if "id" in one.attributes]
    assert sorted(notes) == sorted(f"note-1-{number + 1}" for number in range(len(findings)))
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


@given(TEXTS, FINDINGS)
@settings(deadline=None)
def test_any_text_with_any_findings(body: str, findings: list[Finding]) -> None:
    message = parse(build({"body": body.encode("utf-8", "replace").decode()}))
    sound(shown(message, *findings), message, findings)


PIECES = ["<p>", "</p>", "слово", " ", "&amp;", "<li>", "<ol>", "<br>", "<blockquote>", "<", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=20), FINDINGS)
@settings(deadline=None)
def test_any_page_with_any_findings(pieces: list[str], findings: list[Finding]) -> None:
    message = parse(build({"html": "".join(pieces)}))
    sound(shown(message, *findings), message, findings)


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.data())
@settings(deadline=None)
def test_words_of_a_page_are_marked_exactly(pieces: list[str], data: Any) -> None:
    message = parse(build({"html": "".join(pieces)}))
    (part,) = message.shown
    words = [at for at in range(len(part.text)) if part.text.startswith("слово", at)]
    for start in data.draw(st.lists(st.sampled_from(words), max_size=1)) if words else ():
        line, column = part.position(start)
        end_line, end_column = part.end_position(start, start + 5)
        place = Location(Scope.BODY, "1", line, column, end_line, end_column)
        finding = Finding("TXT003", "exclamation", Severity.NOTE, wording("fix.remove"), place)
        page = shown(message, finding)
        assert "".join(page.texts("mark")) == "слово"
