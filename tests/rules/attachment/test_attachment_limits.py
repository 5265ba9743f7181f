"""Sizes as a house writes them, names as programs make them, and how they are reported."""

import pytest

from mailrules.config import Settings
from mailrules.conversation import Conversation
from mailrules.errors import ConfigErrors
from mailrules.message import parse
from mailrules.rules import find_rule
from mailrules.rules.attachment.attachment_limits import Options, size_in_bytes
from mailrules.rules.base import Context
from mailrules.wording import render
from tests.rules.test_cases import judged

RULE = find_rule("attachment-limits")
MEGA = 1024 * 1024


def said(name: str, options: Options | None = None, size: int = 1) -> list[str]:
    raw = (
        "From: anna@nirro.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nOK\n"
        f"--b\nContent-Disposition: attachment; filename*=utf-8''{name}\n"
        f"Content-Type: application/octet-stream\n\n{'x' * size}\n--b--\n"
    )
    context = Context(parse(raw.encode()), Conversation(), Settings(), RULE, RULE.severity)
    found = list(RULE.check(context, options or RULE.options()))
    assert all(one.excerpt for one in found)
    return [render(one.message, "en") for one in found]


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("20", 20 * MEGA),
        ("20 MB", 20 * MEGA),
        ("20MB", 20 * MEGA),
        ("500 KB", 500 * 1024),
        ("1,5 МБ", MEGA * 3 // 2),
        ("1.5 g", 1024 * MEGA * 3 // 2),
        ("100 кб", 100 * 1024),
    ],
)
def test_a_size_is_megabytes_or_has_a_unit(written: str, size: int) -> None:
    assert size_in_bytes(written) == size


def test_a_size_that_is_none_is_an_error_of_the_configuration(tmp_path: object) -> None:
    config = {"rules": {"ATT002": {"max_total": "a lot"}}}
    with pytest.raises(ConfigErrors):
        judged(RULE, {"name": "x", "body": "OK", "config": config, "expect": []}, tmp_path)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "%D0%91%D0%B5%D0%B7%20%D0%B8%D0%BC%D0%B5%D0%BD%D0%B8.docx",  # Без имени
        "noname",
        "unnamed-3.eml",
        "%E2%80%AE.pdf",
        "New%20Microsoft%20Word%20Document%20(2).docx",
    ],
)
def test_names_that_programs_give_say_nothing(name: str) -> None:
    (found,) = said(name)
    assert "Name the file after what is in it" in found


@pytest.mark.parametrize(
    "name", ["%D0%A1%D0%BC%D0%B5%D1%82%D0%B0.pdf", "file-for-petr.pdf", "1.pdf.txt", "scan%20a.jpg"]
)
def test_other_names_are_fine(name: str) -> None:
    assert said(name) == []


def test_sizes_are_told_as_people_tell_them() -> None:
    (found,) = said("price.pdf", Options(max_total="1 MB"), size=2 * MEGA + MEGA // 2)
    assert "weigh 2.5 MB; 1 MB is what a letter may carry" in found
    (found,) = said("price.pdf", Options(max_total="1 KB"), size=3000)
    assert "weigh 3 KB; 1 KB is" in found
