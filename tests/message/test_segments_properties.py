"""Any text at all: the segments cover it, the same way each time, in bounded time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.message.part import SegmentKind
from mailrules.message.segments import text_lines
from mailrules.message.segments.segmenting import segment

LINES = st.sampled_from(
    [
        "",
        " ",
        "> цитата",
        ">> дальше",
        "| черта",
        "АК> слова",
        "Добрый день, Пётр!",
        "Высылаю договор.",
        "С уважением,",
        "Спасибо!",
        "Анна Ким",
        "+7 495 000-00-00",
        "-- ",
        "______________",
        "```",
        "P.S. Ещё слово.",
        "23.11.2026 10:00, Пётр Сидоров пишет:",
        "On Mon, 23 Nov 2026 at 10:00, Peter",
        "<peter@motor.example> wrote:",
        "-----Исходное сообщение-----",
        "-------- Пересылаемое сообщение --------",
        "-------- Конец пересылаемого сообщения --------",
        "From: Peter <peter@motor.example>",
        "Sent: Monday, November 23, 2026 10:00 AM",
        "To: Anna",
        "Subject: Script",
        "Отправлено с iPhone",
        "Это письмо и любые вложения конфиденциальны.",
        "ВНИМАНИЕ: внешняя почта.",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(LINES, max_size=30).map("\n".join))
STRETCHES = st.lists(st.tuples(st.integers(-5, 400), st.integers(-5, 400)), max_size=6)


@settings(max_examples=300, deadline=None)
@given(TEXTS, STRETCHES)
def test_segments_cover_any_text(text: str, html_quotes: list[tuple[int, int]]) -> None:
    segments = segment(text, html_quotes=html_quotes)

    edges = [one.start for one in segments] + [len(text)]
    assert edges == [0] + [one.end for one in segments]
    assert all(one.start < one.end for one in segments)
    assert segments == segment(text, html_quotes=html_quotes)
    for start, end in html_quotes:
        for one in segments:
            inside = text[max(start, one.start, 0) : max(0, min(end, one.end))]
            if inside.strip():
                assert one.kind in {SegmentKind.QUOTE, SegmentKind.FORWARDED}


def test_nothing_has_no_segments() -> None:
    assert segment("") == ()


def test_blank_lines_are_the_author_s() -> None:
    assert [str(one.kind) for one in segment("\n \n")] == ["author"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("> цитата\n" * 250_000, "quote"),
        ("On \n" * 100_000, "author"),
        ("On 1 Jan 2016 at 10:00\n" * 50_000, "author"),
        ("From: x\n" * 50_000, "author"),
        ("Пётр писал:\n" * 20_000, "author"),
        ("Begin forwarded message:\n" + "\n" * 50_000, "author"),
        ("a@" * 5_000_000, "author"),
        (" " * 5_000_000, "author"),
        (">" * 5_000_000, "quote"),
        ("С уважением,\n" * 50_000, "author"),
    ],
    ids=lambda value: value[:24].strip() if isinstance(value, str) else None,
)
@pytest.mark.timeout(60)  # it ends; how soon is for the benchmarks to say
def test_hostile_text_is_read_to_its_end(text: str, kind: str) -> None:
    assert str(segment(text)[0].kind) == kind


def test_lines_beyond_measure_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "MAX_LINES", 2)
    text = "Добрый день!\nДоговор во вложении.\n> цитата\n"
    assert [str(one.kind) for one in segment(text)] == ["greeting", "author"]


def test_stretches_beyond_measure_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "MAX_STRETCHES", 2)
    segments = segment("abababab", html_quotes=[(at, at + 1) for at in range(0, 8, 2)])
    assert [(one.start, one.end) for one in segments] == [(0, 1), (1, 2), (2, 7), (7, 8)]
