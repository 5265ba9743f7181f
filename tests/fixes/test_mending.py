"""Mending whole letters: never a new error, twice is as once, and nothing but what was found."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.config import load_settings
from mailrules.engine import Request, Run
from mailrules.findings import Severity
from mailrules.fixes import Mending, mend, mending
from mailrules.message import Source, Unreadable, parse
from mailrules.rules import Binding, Selection, bind
from mailrules.wording import wording
from tests.fixes.letters import encoded
from tests.letters import Case, build

CONFIG = Path(__file__).with_name("rules.yaml")
SENTENCES = (
    "Добрый день, Пётр!",
    "Высылаю комерческое предложение на обзвон базы автосервисов.",
    "Как вам сроки ?!  Ждём ответа...",
    "Готовы начать звонки c понедельника.",
    "Стоимость одного диалога - 120 рублей.",
    'Проект называется "Мотор", цена 1,5 млн.',
    "Отправьте договор!!!",
    "Все вопросы обсудим по телефону.\nПосле этого подготовим договор.",
    "Вот ссылка: https://motor.example/?q=1!b",
)
SUBJECTS = (
    "Холодные звонки по продаже моторного масла",
    "Re: Re: Холодные звонки!",
    " Обзвон базы автосервисов. ",
    "Обзвон базы aвтосервисов",
    "",
)
SIGNATURES = (
    "С уважением,\nАнна Ким\nТел. +7 495 000-00-01",
    "С уважением,\nАня\nТел. 8 (495) 000-00-02",
    "",
)
QUOTE = "23.11.2026 09:00, Пётр Сидоров пишет:\n> Когда начнёте!\n> Жду  договор..."


def bound() -> Binding:
    return bind(load_settings(str(CONFIG)))


HOUSE = bound()


def mended(*letters: bytes, unsafe: bool = False, final: bool = False) -> Mending:
    sources = [Source(f"{at}.eml", 0, raw) for at, raw in enumerate(letters)]
    return mend(sources, lambda _: HOUSE, Request(), unsafe=unsafe, final=final)


def errors(run: Run) -> Counter[str]:
    return Counter(one.code for one in run.counted() if one.severity is Severity.ERROR)


@st.composite
def letters(draw: st.DrawFn) -> bytes:
    """A draft in some charset and encoding, with a quote or without, with HTML beside or not."""
    own = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
    parts = [*own, draw(st.sampled_from(SIGNATURES)), *draw(st.sampled_from([(), (QUOTE,)]))]
    text = draw(st.sampled_from(["\n\n", "\n"])).join(filter(None, parts)) + "\n"
    charset = draw(st.sampled_from(["utf-8", "windows-1251", "koi8-r"]))
    encoding = draw(st.sampled_from(["8bit", "quoted-printable", "base64"]))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    head = build({"subject": draw(st.sampled_from(SUBJECTS)), "body": ""}).partition(b"Content-")[0]
    kind = draw(st.sampled_from(["plain", "both"]))
    page = "<p>" + text.replace("\n", "<br>\n") + "</p>\n"
    faces = {"plain": text} if kind == "plain" else {"plain": text, "html": page}
    bodies = [
        f"Content-Type: text/{name}; charset={charset}\n"
        f"Content-Transfer-Encoding: {encoding}\n\n".encode()
        + encoded(face, charset, encoding)
        for name, face in faces.items()
    ]
    if kind == "both":
        joined = b"".join(b"--=_x\n" + body + b"\n" for body in bodies)
        whole = b'Content-Type: multipart/alternative; boundary="=_x"\n\n' + joined + b"--=_x--\n"
    else:
        (whole,) = bodies
    return (head.replace(b"\r\n", b"\n") + whole).replace(b"\n", ending.encode())


@settings(max_examples=60)
@given(letters(), st.booleans())
def test_mending_makes_no_error_and_twice_is_as_once(raw: bytes, unsafe: bool) -> None:
    once = mended(raw, unsafe=unsafe)
    assert errors(once.after) <= errors(once.before)
    now = next(one.raw for one in once.letters if isinstance(one, Source))
    again = mended(now, unsafe=unsafe)
    assert not again.changes
    assert again.before == once.after
    assert not [one for one in once.after.counted() if one.fix and one.code in ("TXT003", "TXT006")]


@settings(max_examples=40)
@given(letters())
def test_the_clients_words_and_the_other_headers_stay_as_they_are(raw: bytes) -> None:
    result = mended(raw)
    now = next(one.raw for one in result.letters if isinstance(one, Source))
    before, after = parse(raw), parse(now)
    kept = [field for field in before.headers if field.name not in ("Subject", "Content-Type")]
    for field in kept:
        twin = after.header(field.name)
        assert twin
        assert now[twin.start : twin.end] == raw[field.start : field.end]
    quoted = "Когда начнёте!"
    for old, new in zip(before.shown, after.shown, strict=True):
        assert (quoted in old.text) == (quoted in new.text)
        assert "https://motor.example/?q=1!b" in new.text or "?q=1!b" not in old.text
        assert old.encoding == new.encoding


LOUD: Case = {"body": "Добрый день, Пётр!\n\nВысылаю договор на обзвон базы.\n"}


def test_a_mended_letter_is_the_parent_of_the_next() -> None:
    """The reply's subject follows that of its parent, which was mended a round before."""
    first = build({**LOUD, "subject": "Обзвон базы автосервисов!"})
    reply = build(
        {
            **LOUD,
            "subject": "Re: Обзвон базы автосервисов!",
            "message-id": "<second@nirro.example>",
            "headers": {"In-Reply-To": "<case@nirro.example>"},
        }
    )
    result = mended(first, reply, unsafe=True)
    now = [one.raw for one in result.letters if isinstance(one, Source)]
    assert parse(now[0]).subject == "Обзвон базы автосервисов"
    assert parse(now[1]).subject == "Re: Обзвон базы автосервисов"
    assert not mended(*now, unsafe=True).changes


def test_what_cannot_be_read_stays_where_it_was() -> None:
    broken = Unreadable("gone.eml", wording("unreadable.missing"))
    result = mend([broken, Source("a.eml", 0, build(LOUD))], lambda _: HOUSE, Request())
    assert result.letters[0] is broken
    assert result.after.unreadable == (broken,)
    assert [change.path for change in result.changes] == ["a.eml"]


RULE = "{{code: HS{0}, name: n{0}, type: substitution, words: [{1}], replacement: {2}, message: m}}"


def by_rules(folder: Path, *swaps: tuple[str, str]) -> Mending:
    """Mend a letter under rules of the house that put one word for another."""
    rules = ", ".join(RULE.format(10 + at, *swap) for at, swap in enumerate(swaps))
    path = folder / "rules.yaml"
    path.write_text(f"custom: [{rules}]\n", "utf8")
    binding = bind(load_settings(str(path)), Selection(select=("HS",)))
    letter = Source("a.eml", 0, build({"body": "Высылаем вам смету.\n"}))
    return mend([letter], lambda _: binding, Request(), unsafe=True)


def words_of(result: Mending) -> list[str]:
    (letter,) = (one for one in result.letters if isinstance(one, Source))
    return parse(letter.raw).shown[0].text.split()


def test_one_mend_may_call_for_the_next(tmp_path: Path) -> None:
    result = by_rules(tmp_path, ("смету", "счёт"), ("счёт", "договор"))
    assert words_of(result) == ["Высылаем", "вам", "договор."]
    assert [change.made for change in result.changes] == [2]


def test_rules_that_contradict_one_another_end_all_the_same(tmp_path: Path) -> None:
    result = by_rules(tmp_path, ("смету", "счёт"), ("счёт", "смету"))
    assert words_of(result)[-1] in ("счёт.", "смету.")


def test_passes_and_rounds_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_PASSES", 1)
    monkeypatch.setattr(mending, "MOST_ROUNDS", 1)
    swaps = [(f"слово{at}", f"слово{at + 1}") for at in range(5)]
    result = by_rules(tmp_path, ("смету", "слово0"), *swaps)
    assert words_of(result)[-1] == "слово1."


def test_what_cannot_be_written_is_left_and_the_rest_is_mended() -> None:
    raw = build(
        {"subject": "Обзвон базы автосервисов!", "body": "Добрый день!\n\nВысылаю договор.\n"}
    ).replace(b"8bit", b"x-unknown")
    result = mended(raw)
    now = next(one.raw for one in result.letters if isinstance(one, Source))
    assert parse(now).subject == "Обзвон базы автосервисов"
    assert now.partition(b"\r\n\r\n")[2] == raw.partition(b"\r\n\r\n")[2]
    assert "TXT003" in errors(result.after)


def test_no_more_is_tried_than_a_pass_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_TRIES", 3)
    raw = build({"subject": "Обзвон базы!", "body": "Привет! " * 8}).replace(b"8bit", b"x-unknown")
    result = mended(raw)
    now = next(one.raw for one in result.letters if isinstance(one, Source))
    assert parse(now).subject == "Обзвон базы!"  # its fix would have been the fourth set


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_clean_letter_keeps_its_bytes(unsafe: bool) -> None:
    clean = build({"body": "Добрый день, Пётр.\n\nВысылаю договор.\n\n" + SIGNATURES[0] + "\n"})
    result = mended(clean, unsafe=unsafe)
    assert not result.changes
    assert not result.refused
