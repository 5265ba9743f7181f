"""Attach what the letter says is attached.

«Во вложении договор», and no file is there: the client has to ask for it, and ten letters begin
(demand 10). Judged is what the author says of this letter: not the quote, the signature or a
disclaimer, nothing denied, asked for, promised for later or sent before, no file of the client's,
no mobile «приложение» and no «приложение № 1». A link to a file in the same sentence is as good as
a file. A picture that the HTML shows counts only where the letter speaks of a picture: else it is
the signature's logo.

Wrong: Прикладываю договор и счёт. (no file is attached)
Right: Прикладываю договор и счёт. (договор.pdf and счёт.pdf are attached)
Right: Договор лежит по ссылке: https://disk.yandex.ru/d/AbCdEf
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from mailrules.findings import Finding, Scope, Severity
from mailrules.language import lemmas, passages, sentences
from mailrules.message import Excerpt, lazy_pattern
from mailrules.rules.attachment.clauses import lemma_list
from mailrules.rules.attachment.english_claims import english_claims
from mailrules.rules.attachment.files import files
from mailrules.rules.attachment.russian_claims import russian_claims
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.lists import entries
from mailrules.rules.quotation import client_quotations, lies_in

HINTS = lazy_pattern(
    r"(?i)влож|вклад|прил[оа][жг]|прикр[еи]п|прикл|присоед|подши|аттач"
    r"|файл|архив|скан|attach|enclos|\bencl\b"
)
URL = lazy_pattern(r"(?i)\b(?:https?://|www\.)([^\s/<>«»\"?#]{1,255})([^\s<>«»\"]*)")
INTRODUCED = lazy_pattern(r"(?i)[:\n]\s*(?:https?://|www\.)")
LINKING = lazy_pattern(r"(?i)\bссылк|\bссылок\b|\blinks?\b")
FILE_PATH = lazy_pattern(
    r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|zip|rar|7z|jpe?g|png|mp3|mp4)\b"
)
WORD = lazy_pattern(r"[^\W\d_]{4,40}")
LONGEST_SENTENCE = 1_500  # characters; what is longer is no sentence
MOST_SENTENCES = 200  # of one text that speak of files; nobody writes more
LOOK_AHEAD = 300  # characters behind a sentence, where its link may stand on a line of its own


class Options(RuleOptions, frozen=True):
    """None."""


class _Claim(NamedTuple):
    """Where in a text a sentence speaks of a file, and the sentence."""

    start: int
    end: int
    sentence: str


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report the first place that speaks of a file, where the letter has none."""
    message = context.message
    if files(message):
        return
    for text in context.author_texts(Scope.SUBJECT, Scope.BODY):
        for claim in _claims(text):
            if message.attachments and _speaks_of_picture(claim.sentence):
                continue
            said = text.text[claim.start : claim.end]
            place = text.place(claim.start, claim.end)
            yield context.finding(place, "attachment-forgotten", said=said)
            return


def _claims(text: Excerpt) -> Iterator[_Claim]:
    """Yield where a text speaks of a file of this letter, and gives no link to it instead."""
    if not HINTS.search(text.text):
        return
    quoted = client_quotations(text.text)
    for start, end in islice(_hinting(text.text), MOST_SENTENCES):
        sentence = text.text[start:end]
        if lies_in(quoted, start) or _is_linked(sentence, text.text[end : end + LOOK_AHEAD]):
            continue
        for first, last in (*russian_claims(sentence), *english_claims(sentence)):
            if not lies_in(quoted, start + first):
                yield _Claim(start + first, start + last, sentence)


def _hinting(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that have a word of attaching in them, cut where they are data."""
    for passage in passages(text):
        if HINTS.compiled.search(text, passage.start, passage.end):
            for start, end in sentences(text, passage.start, passage.end):
                last = min(end, start + LONGEST_SENTENCE)
                if HINTS.compiled.search(text, start, last):
                    yield start, last


def _is_linked(sentence: str, behind: str) -> bool:
    """Tell whether a sentence, or the line right behind it, links to a file."""
    following = behind.lstrip().partition("\n")[0]
    url = URL.match(following)
    links = [*URL.finditer(sentence), *([url] if url else [])]
    if links and (url or LINKING.search(sentence) or INTRODUCED.search(sentence)):
        return True
    return any(_is_file_host(link[1]) or FILE_PATH.search(link[2]) for link in links)


def _is_file_host(host: str) -> bool:
    host = host.lower().partition(":")[0].removeprefix("www.")
    return any(
        host == one or host.endswith(f".{one}") for one in entries(__file__, "file_hosts.txt")
    )


def _speaks_of_picture(sentence: str) -> bool:
    words = (match.group() for match in WORD.finditer(sentence))
    return any(not lemma_list("pictures.txt").isdisjoint(lemmas(word)) for word in words)


RULE = Rule("ATT001", "attachment-forgotten", Severity.WARNING, Options, check, alone=False)
