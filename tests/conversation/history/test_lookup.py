"""What the history answers."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from mailrules.conversation import Span, paragraph_hash
from mailrules.conversation.history import Choice, Store, open_history
from mailrules.message import Address
from tests.conversation.history.letters import ANNA, PETR, keep, load, opened, ours, theirs

BOSS = "boss@motor.example"


def dated(day: int) -> str:
    return f"{day} Nov 2026 10:00:00 +0300"


def noon(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=UTC)


def test_letters_with_somebody_are_ordered_and_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(
            store,
            ours(1, date=dated(20), cc=f"Босс <{BOSS}>", bcc="audit@nirro.example"),
            theirs(2, date=None),
            theirs(
                3,
                date=dated(10),
                headers={
                    "In-Reply-To": "<1@nirro.example>",
                    "References": "<0@x.example> <1@nirro.example>",
                    "Reply-To": "desk@motor.example",
                    "X-Mailrules-Deal": "oil",
                    "Received": "from mx.motor.example",
                },
            ),
        )
        found = store.letters_with(frozenset({PETR}))
        assert [one.message_id for one in found] == [
            "<3@motor.example>",
            "<1@nirro.example>",
            "<2@motor.example>",
        ]
        first, second, _ = found
        assert first.date == datetime(2026, 11, 10, 10, tzinfo=timezone(timedelta(hours=3)))
        assert (first.deal, first.received) == ("oil", True)
        assert first.in_reply_to == ("<1@nirro.example>",)
        assert first.references == ("<0@x.example>", "<1@nirro.example>")
        assert first.sender == (Address("Пётр Сидоров", PETR),)
        assert [one.email for one in second.recipients] == [PETR, BOSS, "audit@nirro.example"]
        assert first.path == store.path
        assert store.letters_with(frozenset({"desk@motor.example"})) == ()
        assert len(store.letters_with(frozenset({BOSS, PETR}))) == 3
        assert store.letters_with(frozenset()) == ()


def test_a_mailbox_is_one_whatever_its_tag_and_case(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(store, ours(1, to="Petr+Oil@Motor.example"), "To: кто@пример.example\n\n".encode())
        assert len(store.letters_with(frozenset({PETR}))) == 1
        assert len(store.letters_with(frozenset({"кто@xn--e1afmkfd.example"}))) == 1


def test_a_letter_by_its_identifier(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(store, ours(1), theirs(1))
        found = store.letter("<1@motor.example>")
        assert found
        assert found.subject == "Холодные звонки по продаже моторного масла"
        assert store.letter("<9@motor.example>") is None


def test_addresses_that_may_have_been_meant(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(
            store,
            ours(
                1,
                to=f"Пётр Сидоров <{PETR}>",
                cc="petr@wheel.example, sales-department@motor.example",
            ),
            ours(2, to=f"Petr <{PETR}>", cc="someone@else.example"),
        )

        def near(email: str) -> list[str]:
            return [one.email for one in store.addresses_near(Address("", email))]

        assert near("pet@motor.example") == [PETR]
        assert near(PETR.upper()) == [PETR, "petr@wheel.example"]
        assert near("petr@motr.example") == [PETR, "petr@wheel.example"]
        assert near("a-very-long-name-indeed@else.example") == ["someone@else.example"]
        assert near("nobody@nowhere.example") == []


def texts(store: Store, message_id: str) -> tuple[str, tuple[str, ...]]:
    letter = store.letter(message_id)
    assert letter
    kept = store.kept(letter)
    assert kept.message.message_id == message_id
    assert kept.message.subject
    return "".join(part.text for part in kept.message.shown), kept.hashes


def test_paragraphs_are_kept_as_hashes_and_texts_only_when_asked(tmp_path: Path) -> None:
    text = "Добрый день.\n\nЗапуск 7 декабря, ёлки\nуже купили.\n\nС уважением,\nАнна Ким\n"
    page = "<p>Добрый день.</p><p>Запуск 7 декабря, ёлки уже купили.</p>"
    (tmp_path / "a.eml").write_bytes(ours(1, body=text, html=page))
    hashes = (paragraph_hash("Запуск: 7 декабря - елки УЖЕ купили"),)
    with opened(tmp_path) as store:
        load(store, tmp_path / "a.eml")
        assert texts(store, "<1@nirro.example>") == ("", hashes)
        assert load(store, tmp_path / "a.eml", Choice(bodies=True)).known == 1
        body, again = texts(store, "<1@nirro.example>")
        assert body.startswith("Добрый день.\n\nЗапуск 7 декабря, ёлки\nуже купили.")
        assert again == hashes
        keep(store, ours(2, body="Да, согласен.\n"))
        assert texts(store, "<2@nirro.example>") == ("", (paragraph_hash("да согласен"),))
    assert "Запуск".encode() not in (tmp_path / "history.db").read_bytes()


def test_bytes_that_nobody_can_read_are_kept_as_far_as_they_can(tmp_path: Path) -> None:
    raw = b"From: \xff\xfe <petr@motor.example>\r\nSubject: \xed\xa0\x80 =?utf-8?q?=ED=A0=80?=\r\n"
    raw += b"Message-ID: <\xff@x>\r\nX-Mailrules-Deal: \xff\r\nX-Long: " + b"a" * (1 << 18)
    with opened(tmp_path) as store:
        keep(store, raw, b"no header at all", b"Subject: x")
        (found,) = store.letters_with(frozenset({PETR}))
        assert store.kept(found).message.sender[0].email == PETR


def test_the_last_letter_between_two(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for number, day in enumerate((1, 5, 20)):
            keep(store, theirs(number, date=dated(day), subject="Re: Смета"))
        keep(store, theirs(8, date=dated(6), subject="Смета", cc=BOSS), theirs(9, date=None))
        one, other = frozenset({ANNA}), frozenset({PETR})

        def last(span: Span | None = None, subject: str = "смета") -> str | None:
            found = store.latest_between(subject, one, other, span=span or Span())
            return found.message_id if found else None

        assert last() == "<2@motor.example>"
        assert last(Span(before=noon(19))) == "<8@motor.example>"
        assert last(Span(before=noon(5))) == "<1@motor.example>"
        assert last(Span(since=noon(21))) is None
        assert last(subject="договор") is None
        assert store.latest_between("смета", one, frozenset({"x@y.example"}), span=Span()) is None


def test_a_thread_is_one_in_whatever_order_its_letters_come(tmp_path: Path) -> None:
    chain = [
        ours(1),
        theirs(2, headers={"In-Reply-To": "<1@nirro.example>"}),
        ours(3, headers={"In-Reply-To": "<2@motor.example>"}),
        theirs(4, headers={"References": "<1@nirro.example> <3@nirro.example>"}, date=dated(24)),
    ]
    apart = theirs(5)
    for number, letters in enumerate((chain, chain[::-1], [*chain[2:], *chain[:2]])):
        with opened(tmp_path / str(number)) as store:
            for one in (*letters, apart):
                keep(store, one)
            rows = store.connection.execute(
                "SELECT thread, email FROM last_word ORDER BY date DESC"
            ).fetchall()
            assert len(rows) == 2
            assert rows[0][1] == PETR


def test_reading_leaves_no_files_behind(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(store, ours())
    with open_history(str(tmp_path / "history.db")) as store:
        assert store.letter("<1@nirro.example>")
    assert [one.name for one in tmp_path.iterdir()] == ["history.db"]
