"""One run with a finding of every kind, made by hand of letters that are parsed for real."""

from collections.abc import Iterable
from email.header import Header as Encoded
from typing import Any

from mailrules.engine import Letter, Run
from mailrules.findings import (
    Applicability,
    Finding,
    Fix,
    Location,
    Related,
    Scope,
    Severity,
    Suppressed,
)
from mailrules.message import Message, Place, Unreadable, parse
from mailrules.wording import wording
from tests.letters import build

SUBJECT = "Cold calls"
BODY = "Добрый день, Пётр!\n\nВысылаю  {{ offer }}.  Ждём вас!\n\nАнна Ким"


def raw(*headers: str, body: str = BODY, encoding: str = "8bit") -> bytes:
    """Return a letter with CRLF line breaks whose subject is not encoded."""
    head = (
        "From: anna@nirro.example",
        "To: petr@motor.example",
        *headers,
        "Message-ID: <sample@nirro.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Transfer-Encoding: {encoding}",
        "",
    )
    return "\r\n".join([*head, *body.split("\n")]).encode()


def in_text(message: Message, words: str, part: int = 0, after: int = 0) -> Place:
    """Return the place of ``words`` in a text of the message, looked for from ``after`` on."""
    text = message.shown[part]
    start = text.text.index(words, after)
    return Place(Scope.BODY, start, start + len(words), part=text)


def in_header(message: Message, name: str, words: str) -> Place:
    field = message.header(name)
    assert field is not None
    scope = Scope.SUBJECT if name == "Subject" else Scope.HEADER
    start = field.value.index(words)
    return Place(scope, start, start + len(words), header=field)


def found(place: Place, code: str = "TXT003", rule: str = "exclamation", **more: Any) -> Finding:
    """Return a finding at ``place``; more of its fields by name."""
    fields = {"severity": Severity.ERROR, "message": wording("exclamation", mark="!"), **more}
    return Finding(code, rule, location=place.locate(), excerpt=place.source_line(), **fields)


def mend(*places: Place, put: str = ".", applicability: str = "safe") -> Fix:
    edits = [place.edit(put) for place in places]
    title = wording("fix.replace", replacement=put)
    return Fix(title, Applicability(applicability), tuple(filter(None, edits)))


def sample() -> Run:
    """Return the run: letters in the order of paths, as the engine gives them."""
    return Run(
        (
            *_mailbox(),
            _configuration(),
            Letter("drafts/clean.eml", 0, None, message=parse(raw())),
            _offer(),
            Letter("drafts/parent.eml", 0, None, context=True, message=parse(raw())),
            _hidden(),
            _two_forms(),
        ),
        (Unreadable("drafts/none.eml", wording("severity.error")),),
    )


def _offer() -> Letter:
    message = parse(raw(f"Subject: {SUBJECT}", "Cc: boss@nirro.example"))
    mark = in_text(message, "!")
    second = in_text(message, "!", after=mark.end)
    blank = in_text(message, "  ")
    other = in_text(message, "  ", after=blank.end)
    subject, copy = in_header(message, "Subject", SUBJECT), in_header(message, "Cc", "boss")
    note = {"severity": Severity.NOTE, "message": wording("Two spaces; write one")}
    known = Suppressed("baseline", "", "baseline.json")
    ours = Suppressed("inline", "имена продуктов", "rules.yaml:3:5")
    findings = (
        found(
            copy,
            "CCP001",
            "cc-dropped",
            message=wording("Pyotr is missing; put him back"),
            related=(Related(wording("The parent went to petr@motor.example")),),
        ),
        found(
            subject,
            "SUB002",
            "subject-generic",
            severity=Severity.WARNING,
            message=wording("Any letter could be called so; name what it is about"),
            fix=mend(subject, put="Motor oil: cold calls", applicability="unsafe"),
        ),
        found(mark, fix=mend(mark), related=(Related(wording("Another one"), second.locate()),)),
        found(second, suppressed=Suppressed("inline", "слова клиента"), fix=mend(second)),
        found(blank, "TXT005", "typography", fix=mend(blank, put=" "), **note),
        found(blank, "TXT005", "typography", **note),
        found(other, "TXT005", "typography", suppressed=known, **note),
        found(other, "TXT006", "mixed-script", suppressed=ours, message=wording("Latin letters")),
        found(second, "HOUSE01", "house-words", message=wording("Not {{ offer }} [a](http://b)")),
        found(
            Place(Scope.MESSAGE),
            "MSG001",
            "message-malformed",
            severity=Severity.WARNING,
            message=wording("The message names no sender; add From"),
        ),
    )
    return Letter("drafts/offer.eml", 0, "<sample@nirro.example>", findings, message=message)


def _hidden() -> Letter:
    """Return a letter whose text is in base64, so that no line of the file can be named."""
    subject = Encoded(BODY.partition("\n")[0], "utf-8").encode()
    body = "0JTQvtCx0YDRi9C5INC00LXQvdGMIQ=="  # "Добрый день!"
    message = parse(raw(f"Subject: {subject}", body=body, encoding="base64"))
    mark = in_text(message, "!")
    title = in_header(message, "Subject", "!")
    findings = (found(title, fix=mend(title)), found(mark, fix=mend(mark)), found(mark))
    return Letter("drafts/reply.eml", 0, None, findings, message=message)


def _two_forms() -> Letter:
    message = parse(build({"body": "Добрый день!", "html": "<p>Добрый день!</p>"}))
    places = in_text(message, "!"), in_text(message, "!", part=1)
    findings = (found(places[0], fix=mend(*places)),)
    return Letter("drafts/two forms, №1.eml", 0, None, findings, message=message)


def _mailbox() -> Iterable[Letter]:
    for index, line in enumerate((2, 20)):
        message = parse(raw(f"Subject: {SUBJECT}"), line=line)
        mark = in_text(message, "!")
        findings = (found(mark, fix=mend(mark)),)
        yield Letter("archive.mbox", index, None, findings, message=message)


def _configuration() -> Letter:
    place = Location(Scope.MESSAGE, line=12, column=5, end_line=12, end_column=5, file_line=12)
    said = wording("Nothing is left to suppress; take it out")
    finding = Finding("SUP001", "unused-suppression", Severity.WARNING, said, place)
    return Letter("config/rules.yaml", 0, None, (finding,), beside=True)
