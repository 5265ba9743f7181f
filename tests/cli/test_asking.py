"""Questions and answers, one field at a time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mailrules.cli import asking
from mailrules.compose.templates import Field
from mailrules.config import Mark

Type = Callable[..., None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return what lets a user type lines."""
    monkeypatch.setenv("LANGUAGE", "ru")

    def lines(*answers: str) -> None:
        waiting = iter(answers)
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(waiting))

    return lines


def answer(kind: Any, known: object = None, **parts: Any) -> object:
    """Ask for one field; return what became of it, ``...`` where it stays as it was."""
    given: dict[str, object] = {}
    asking.ask_fields([Field("x", kind, Mark(""), **parts)], given, {"x": known})
    return given.get("x", ...)


@pytest.mark.parametrize(
    ("kind", "known", "lines", "expected"),
    [
        ("text", "", ("",), ...),
        ("text", None, (" Масло ",), "Масло"),
        ("text", "Масло", ("",), ...),
        ("text", "Масло", ("Масло",), ...),
        ("text", "Масло", ("-",), ""),
        ("date", date(2026, 12, 7), ("",), ...),
        ("date", None, ("скоро", "7 декабря 2026"), "7 декабря 2026"),
        ("boolean", True, ("",), ...),
        ("boolean", False, ("да",), "да"),
        ("person", {"name": "Пётр", "email": ""}, ("",), ...),
        ("person", {"name": "", "email": "a@b.example"}, ("пётр@", "Пётр"), "Пётр"),
        ("number", 10, ("много", "1 200"), "1 200"),
        ("list", (), ("",), ...),
        ("list", ("а", "б"), ("",), ...),
        ("list", ("а", "б"), ("-",), ""),
        ("list", (), ("а", "-", ""), ["а", "-"]),
    ],
)
def test_an_answer(
    kind: str, known: object, lines: tuple[str, ...], expected: object, typed: Type
) -> None:
    typed(*lines)
    assert answer(kind, known) == expected


@pytest.mark.parametrize("kind", ["text", "list"])
def test_a_required_field_wants_an_answer(
    kind: str, typed: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("", "-", "")
    assert answer(kind, required=True, help="Что именно") == ("-" if kind == "text" else ["-"])
    told = capsys.readouterr().err
    assert "Что именно" in told
    assert "Поле x обязательно" in told


def test_the_choices_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return "Б"

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setenv("LANGUAGE", "ru")
    assert answer("choice", choices=("а", "б")) == "Б"
    assert asked == ["x (одно из: а, б)"]


def test_known_values_are_proposed_as_one_would_write_them() -> None:
    assert asking.shown(None) == ""
    assert asking.shown(date(2026, 12, 7)) == "07.12.2026"
    assert asking.shown(("а", "б")) == "а; б"
    assert asking.shown({"name": "Пётр", "email": "p@x.example"}) == "Пётр <p@x.example>"
    assert asking.shown({"name": "Пётр"}) == "Пётр"


def test_nothing_commands_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    asking.tell("\x1b[2J\nтекст")
    assert "\x1b" not in capsys.readouterr().err


def test_without_streams_nobody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert not asking.somebody_is_there()
