"""What ``inspect`` shows (contract, section 2)."""

import json

from mailrules.message import parse
from mailrules.message.view import inspect
from mailrules.wording import known
from tests.message.mime import HEAD, leaf, message, multipart

KEYS = {"schema_version", "headers", "parts", "attachments", "defects", "segments"}


def test_the_whole_view() -> None:
    file = b"Content-Type: a/b; name=c.pdf\nContent-Disposition: attachment\n\nxyz"
    text = "Добрый день.\r\n\r\nДа.\r\n\r\n> Когда?\r\n"
    raw = b"Date: Mon, 23 Nov 2026 10:00:00 +0300\nMessage-ID: <1@nirro.example>\n"
    raw += b"In-Reply-To: <0@a>\nReferences: <0@a>\nCc: =?utf-8?b?0J8=?= <c@d.example>\n"
    raw += message(multipart("mixed", leaf(text), file))
    seen = inspect(parse(raw), "ru")
    assert set(seen) == KEYS
    assert seen["headers"] == {
        "subject": "x",
        "from": {"name": "", "email": "anna@nirro.example"},
        "to": [{"name": "", "email": "petr@motor.example"}],
        "cc": [{"name": "П", "email": "c@d.example"}],
        "bcc": [],
        "reply_to": [],
        "date": "2026-11-23T10:00:00+03:00",
        "message_id": "<1@nirro.example>",
        "in_reply_to": "<0@a>",
        "references": ["<0@a>"],
    }
    assert [part["number"] for part in seen["parts"]] == ["TEXT", "1", "2"]
    assert seen["parts"][1]["text"] == text.replace("\r\n", "\n")
    assert seen["attachments"] == [
        {"name": "c.pdf", "media_type": "a/b", "size": 3, "part": "2", "inline": False}
    ]
    assert "".join(one["text"] for one in seen["segments"]) == text
    assert seen["segments"][0]["line"] == 1
    assert seen["segments"][-1]["kind"] == "quote"
    assert seen["segments"][-1]["end_line"] == 5
    json.dumps(seen)


def test_a_message_without_anything() -> None:
    seen = inspect(parse(b""), "en")
    assert seen["headers"]["subject"] is None
    assert seen["headers"]["from"] is None
    assert seen["headers"]["date"] is None
    assert seen["headers"]["in_reply_to"] is None
    assert seen["segments"] == []
    [defect] = seen["defects"]
    assert (defect["kind"], defect["visible"], defect["part"]) == ("no-header", True, None)


def test_segments_of_a_page_join_to_its_readable_text() -> None:
    seen = inspect(parse(message(leaf("<p>Раз.</p><blockquote>два", "text/html"))), "ru")
    assert "".join(one["text"] for one in seen["segments"]) == "Раз.\n\nдва"


def test_every_defect_and_reason_has_its_words() -> None:
    import re
    from pathlib import Path

    import mailrules.message as room

    modules = Path(str(room.__file__)).parent.rglob("*.py")
    said = "".join(path.read_text("utf-8") for path in modules)
    keys = set(re.findall(r'"((?:defect|unreadable)\.[a-z0-9-]+)"', said))
    keys |= {f"defect.charset-{one}" for one in ("missing", "unknown", "wrong", "undecodable")}
    keys |= {"defect.separator", "defect.headers", "defect.unclosed", "defect.header-8bit"}
    keys |= {"defect.header-long", "defect.header-charset", "defect.encoded-word"}
    assert len(keys) > 30
    assert [key for key in sorted(keys) if not (known(key, "ru") and known(key, "en"))] == []


def test_the_head_is_what_these_tests_expect() -> None:
    assert parse(HEAD.encode()).defects == ()
