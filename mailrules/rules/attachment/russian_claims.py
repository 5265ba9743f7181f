"""Where a Russian sentence says that a file is attached to this letter."""

from collections.abc import Iterator
from functools import cache

from mailrules.message import lazy_pattern
from mailrules.rules.attachment.clauses import Clause, Form, clauses
from mailrules.rules.lists import entries

HINTS = lazy_pattern(
    r"(?i)влож|прил[оа][жг]|прикр[еи]п|прикл|вклад|подкл|присоед|подши|аттач|файл|архив|скан"
)
# «во вложении», «см. вложение», «вложенным файлом»
INSIDE = lazy_pattern(
    r"(?i)\bво? (?:\w+ )?(?:вложени(?:и|ях)|атт?ач(?:е|ах|менте)?)\b"
    r"|\b(?:см\.?|смотрите|смотри|посмотрите|откройте|проверьте|с|со) (?:\w+ )?"
    r"вложени(?:е|я|ем|ями)\b"
)
ANNEX = lazy_pattern(r"(?i)\b(?:в|см\.?|смотрите) (?:\w+ )?приложени(?:и|ях|е|я)\b")
# «№ 1», «2», «А», «Telegram», «Госуслуги»: another annex than the letter's, or a program.
NAMED_ANNEX = lazy_pattern(r"\s*(?:№|#|[Nn]\s?\d|\d|[«\"“]|[А-ЯЁA-Z])")
LABEL = lazy_pattern(r"(?i)\s*(?:вложени[ея]|приложени[ея])\s?:\s*\S")
YOURS = lazy_pattern(
    r"(?i)\bваш(?:е|его|ему|ем|им|их|ими) (?:[\w-]+ ){0,2}(?:письм|вложени|сообщени|ответ|файл)"
)
REPORTED = lazy_pattern(
    r"(?i)\b(?:вы|клиент|заказчик)\b[^.?!]{0,40}\b(?:пис|сообщ|говор|указ|обещ)\w*, что\b"
)
OTHER_LETTER = lazy_pattern(
    r"(?i)\b(?:прошл|предыдущ|перв|прежн|следующ|отдельн|друг|последн)\w+ (?:[\w-]+ )?"
    r"(?:письм|сообщени|раз\b)"
)
TO_LETTER = frozenset({"письмо", "сообщение", "он", "ответ", "это", "этот", "настоящий"})
INTO = frozenset({"в", "во", "на", "к", "ко", "через", "из", "по"})
OURS = frozenset({"я", "мы"})
EARLIER = ("вчера", "позавчера", "ранее", "раньше", "прежде", "уже", "недавно", "тогда")
LATER = ("завтра", "послезавтра", "позже", "позднее", "потом", "скоро", "вскоре", "будет", "будут")
DENIALS = ("без", "нет", "никаких", "ни", "отсутствует", "отсутствуют")
CONDITIONS = ("если", "чтобы", "бы", "когда", "пока", "либо")
CHOICES = ("можно", "нельзя", "можете", "сможете", "доступен", "доступна", "доступны")
FORGOTTEN = ("забыл", "забыла", "забыли")


def russian_claims(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where a sentence speaks of a file that comes with the letter it stands in."""
    if not HINTS.search(sentence) or sentence.rstrip('»”") ').endswith("?"):
        return
    if REPORTED.search(sentence):
        return
    if label := LABEL.match(sentence):
        if not any(clause.any_of("app_words.txt") for clause in clauses(sentence)):
            yield label.start() + len(sentence) - len(sentence.lstrip()), label.end() - 1
        return
    parts = clauses(sentence)
    documents = any(clause.any_of("documents.txt") for clause in parts)
    app = any(clause.any_of("app_words.txt") for clause in parts)
    for clause in parts:
        if not clause.words or _speaks_of_other(sentence, clause):
            continue
        found = _phrase(INSIDE, sentence, clause) or _verb(clause, documents) or _by_file(clause)
        if found is None and not app:
            found = _annex(sentence, clause, documents)
        if found and not _denied(clause, found[0]):
            yield found


def _phrase(pattern: lazy_pattern, sentence: str, clause: Clause) -> tuple[int, int] | None:
    match = pattern.compiled.search(sentence, clause.start, clause.end)
    return match.span() if match and not _already(clause) else None


def _annex(sentence: str, clause: Clause, documents: bool) -> tuple[int, int] | None:
    """Find «договор в приложении»: no numbered annex, no annex to a contract, no program."""
    found = _phrase(ANNEX, sentence, clause)
    if found is None or NAMED_ANNEX.match(sentence, found[1]) or _goes_elsewhere(clause):
        return None
    if clause.any_said(*CHOICES):
        return None
    if documents or clause.any_of("pointing.txt") or clause.any_of("sending.txt"):
        return found
    return None


def _by_file(clause: Clause) -> tuple[int, int] | None:
    """Find «высылаю договор файлом»."""
    if not any(_said_by_us(word, clause) for word in clause.words if word.is_one_of("sending.txt")):
        return None
    for word in clause.words:
        if word.has("NOUN", "ablt") and not word.lemmas.isdisjoint(_carriers()):
            return word.start, word.end
    return None


def _verb(clause: Clause, documents: bool) -> tuple[int, int] | None:
    """Find «прикладываю», «прикрепила», «договор приложен», «прилагается»."""
    kinds = _attaching()
    for word in clause.words:
        kind = next((kinds[one] for one in word.lemmas if one in kinds), None)
        if kind is None or clause.any_of("not_files.txt"):
            continue
        if kind == "object" and not (documents or _lacks_nouns(clause)):
            continue
        if _is_said_now(word, clause):
            return word.start, word.end
    return None


def _is_said_now(word: Form, clause: Clause) -> bool:
    """Tell whether a verb of attaching says what this letter does."""
    if word.has("INFN"):
        return clause.any_said(*FORGOTTEN) and not _others_do(clause)
    if word.has("PRTS") or word.has("VERB", "3per", "pres"):
        return not (_goes_elsewhere(clause) or clause.any_said("был", "была", "было", "были"))
    if word.has("PRTF"):
        return _qualifies_document(word, clause)
    return _said_by_us(word, clause)


def _said_by_us(word: Form, clause: Clause) -> bool:
    """Tell whether a verb is in the first person: now, or just done; nothing of the future."""
    if word.has("VERB", "1per", "pres"):
        return True
    if not word.has("VERB", "past", "perf") or _others_do(clause):
        return False
    return not (clause.any_said(*EARLIER) or _goes_elsewhere(clause))


def _qualifies_document(word: Form, clause: Clause) -> bool:
    """Tell whether «приложенный» is said of a document, right behind it, and by nobody else."""
    behind = [one for one in clause.words if one.start > word.start][:2]
    theirs = clause.any_said("вами", "клиентом", "заказчиком", "вашем", "вашему", "ваш")
    return not theirs and any(one.is_one_of("documents.txt") for one in behind)


def _others_do(clause: Clause) -> bool:
    """Tell whether somebody else than us is the subject: «вы прикрепили», «клиент приложил»."""
    return any(
        _may_be_subject(word)
        and word.lemmas.isdisjoint(OURS)
        and not word.is_one_of("documents.txt")
        for word in clause.words
    )


def _may_be_subject(word: Form) -> bool:
    """Tell whether a word is in the nominative; of things it must differ from the accusative."""
    if word.has("NPRO", "nomn") or word.has("NOUN", "anim", "nomn"):
        return True
    return word.has("NOUN", "nomn") and not any("accs" in one.tag for one in word.readings)


def _goes_elsewhere(clause: Clause) -> bool:
    """Tell whether a file goes to something else than a letter: «к договору», «к задаче»."""
    for at, word in enumerate(clause.words):
        if word.folded in ("к", "ко"):
            for one in clause.words[at + 1 : at + 4]:
                if one.has("NOUN", "datv") or one.has("NPRO", "datv"):
                    if one.lemmas.isdisjoint(TO_LETTER):
                        return True
                    break
    return False


def _speaks_of_other(sentence: str, clause: Clause) -> bool:
    """Tell whether a clause is of another letter, of the client's, a request or a condition."""
    said = sentence[clause.start : clause.end]
    if YOURS.search(said) or OTHER_LETTER.search(said):
        return True
    if clause.any_said(*CONDITIONS, *LATER) or clause.any_of("receiving.txt"):
        return True
    return _is_put_elsewhere(clause) or any(map(_is_request, clause.words))


def _is_put_elsewhere(clause: Clause) -> bool:
    """Tell whether it is «в карточку», «к задаче»: a card alone may be a document."""
    return any(
        word.is_one_of("elsewhere.txt")
        and not INTO.isdisjoint(one.folded for one in clause.words[max(0, at - 2) : at])
        for at, word in enumerate(clause.words)
    )


def _is_request(word: Form) -> bool:
    """Tell whether somebody is asked to send, or will: «пришлите», «просим направить», «вышлю»."""
    sends = word.is_one_of("sending.txt") or not word.lemmas.isdisjoint(_attaching())
    if not sends or word.is_one_of("not_files.txt"):
        return False
    return (
        word.has("VERB", "impr")
        or word.has("VERB", "futr")
        or (word.has("INFN") and word.is_one_of("sending.txt"))
    )


def _already(clause: Clause) -> bool:
    """Tell «вчера высылал во вложении», «клиент прислал во вложении»."""
    sent = [word for word in clause.words if word.has("VERB", "past")]
    others = any(word.is_one_of("sending.txt") for word in sent) and _others_do(clause)
    return bool(sent) and (clause.any_said(*EARLIER) or others)


def _denied(clause: Clause, at: int) -> bool:
    """Tell whether the claim is denied: «не прикладываю», «без вложений», «вложений нет»."""
    before = [word.folded for word in clause.words if word.end <= at]
    return "не" in before[-2:] or clause.any_said(*DENIALS)


def _lacks_nouns(clause: Clause) -> bool:
    return not any(word.has("NOUN") and word.lemmas.isdisjoint(TO_LETTER) for word in clause.words)


@cache
def _attaching() -> dict[str, str]:
    rows = (line.split() for line in entries(__file__, "attaching.txt"))
    return {verb: kind for kind, verb in rows}


@cache
def _carriers() -> frozenset[str]:
    return frozenset({"файл", "архив", "скан", "вложение", "приложение", "скан-копия"})
