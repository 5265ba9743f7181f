"""Parents of which only the hashes of the paragraphs are known."""

from msgspec import structs

from mailrules.config import default_settings
from mailrules.conversation import Conversation
from mailrules.conversation.paragraphs import paragraph_hashes
from mailrules.findings import Finding
from mailrules.message import Message, parse
from mailrules.rules import find_rule
from mailrules.rules.base import Context
from mailrules.wording import render
from tests.letters import THEIRS, build

PARENT = parse(
    build({"body": "Когда запуск по базе?\n\nЦена 500 рублей.\n\nЖдём до среды.\n"}, THEIRS)
)
BARE = structs.replace(PARENT, parts=())
HASHES = paragraph_hashes(PARENT)


def reply(body: str) -> Message:
    return parse(build({"subject": "Re: Смета", "body": body}))


def found(code: str, message: Message, conversation: Conversation) -> list[Finding]:
    rule = find_rule(code)
    context = Context(message, conversation, default_settings(), rule, rule.severity)
    return list(rule.check(context, rule.options()))


def test_missing_paragraphs_are_counted_by_their_hashes() -> None:
    kept = Conversation(parent=BARE, parent_hashes=HASHES)
    trimmed = reply("Хорошо.\n\n> Когда запуск по базе?\n>\n> Ждём до среды.\n")
    (one,) = found("THR002", trimmed, kept)
    assert "1 абзац письма" in render(one.message, "ru")
    assert "1 paragraph out of 3" in render(one.message, "en")
    assert one.fix is None
    whole = reply("Хорошо.\n\n> Когда запуск\n> по базе?\n> Цена 500 рублей.\n> Ждём до среды.\n")
    assert not found("THR002", whole, kept)


def test_hashes_say_nothing_of_altered_words() -> None:
    kept = Conversation(parent=BARE, parent_hashes=HASHES)
    altered = reply("> Когда запуск по базе?\n>\n> Цена 600 рублей.\n>\n> Ждём до среды.\n")
    assert not found("THR003", altered, kept)
    assert len(found("THR002", altered, kept)) == 1


def test_a_quote_is_owed_to_a_parent_known_by_its_hashes() -> None:
    kept = Conversation(parent=BARE, parent_hashes=HASHES)
    (one,) = found("THR001", reply("Хорошо.\n"), kept)
    assert one.fix is None
    assert not found("THR001", reply("> Когда запуск по базе?\n\n7 декабря.\n"), kept)


def test_a_parent_without_text_needs_no_reminder() -> None:
    answer = structs.replace(BARE, in_reply_to=("<offer@nirro.example>",))
    assert not found("THR005", reply("Хорошо.\n"), Conversation(parent=answer))
