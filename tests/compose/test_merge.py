"""What becomes of several drafts: text, questions, people, thread, files, quotes."""

from email.headerregistry import Address

import pytest

from mailrules.compose.merging.quotes import unite
from mailrules.config import Contact, Deal, Mark, Settings, StaffRecord
from mailrules.errors import UsageError
from mailrules.message import Message, SegmentKind
from mailrules.message import parse as message_of
from tests.compose.outbox import (
    HOUSE,
    OPEN,
    QUOTE,
    SIGNATURE,
    draft,
    keys,
    one_of,
    text_of,
)

EARLY = "Mon, 23 Nov 2026 09:00:00 +0300"
LATE = "Mon, 23 Nov 2026 11:00:00 +0300"
LIST = "Ответьте, пожалуйста, на вопросы:\n"


def merged(*bodies: str, signature: str = SIGNATURE) -> str:
    """Return the author's text of the letter that drafts with these bodies become."""
    text = text_of(one_of(*(draft(body, signature=signature) for body in bodies)))
    assert text.endswith(f"\n\n{signature}\n")
    return text.removesuffix(f"\n\n{signature}\n")


class TestText:
    def test_greeting_once_texts_in_order_questions_as_a_list(self) -> None:
        assert merged(
            "Добрый день.\n\nВысылаю договор. Кто его подпишет? Жду вас в среду.",
            "Добрый день, Пётр.\n\nСмета готова.\n\nКогда запуск?",
        ) == (
            "Добрый день, Пётр.\n\nВысылаю договор. Жду вас в среду.\n\nСмета готова.\n\n"
            f"{LIST}1. Кто его подпишет?\n2. Когда запуск?"
        )

    def test_texts_stand_in_the_order_of_their_dates_undated_ones_last(self) -> None:
        letter = one_of(
            draft("Четвёртое письмо.", Date=None),
            draft("Третье письмо.", Date=LATE),
            draft("Первое письмо.", Date="Mon, 23 Nov 2026 09:00:00 -0000"),
            draft("Второе письмо.", Date="Mon, 23 Nov 2026 13:00:00 +0300"),
        )
        order = [text_of(letter).find(word) for word in ("Третье", "Первое", "Второе", "Четв")]
        assert order == sorted(order)

    def test_one_question_stays_where_it_is(self) -> None:
        assert merged("Смета готова. Кто подпишет? Жду.", "Договор во вложении.") == (
            "Смета готова. Кто подпишет? Жду.\n\nДоговор во вложении."
        )

    def test_sentences_and_lists_of_an_earlier_draft_are_left_out(self) -> None:
        assert (
            merged(
                "Высылаю договор на обзвон. Спасибо.\n\n- скрипт;\n- база.",
                "Спасибо. Высылаю  договор на обзвон. Смета готова.\n\n- Скрипт;\n- база",
                "Высылаю договор на обзвон.",
            )
            == "Высылаю договор на обзвон. Спасибо.\n\n- скрипт;\n- база.\n\nСпасибо. Смета готова."
        )

    def test_one_draft_may_repeat_itself(self) -> None:
        body = "Звоним по вторникам утром.\n\nЗвоним по вторникам утром."
        assert merged(body, "Смета готова.") == f"{body}\n\nСмета готова."

    def test_a_wrapped_paragraph_is_wrapped_anew(self) -> None:
        body = (
            "Договор на обзвон автосервисов и скрипт разговора мы\n"
            "подготовили вчера. Кто его подпишет? Скрипт разговора пришлёт\n"
            "наш методист, как только его согласует руководитель."
        )
        text = merged(body, "Когда запуск?")
        assert text.startswith(
            "Договор на обзвон автосервисов и скрипт разговора мы подготовили вчера. Скрипт\n"
            "разговора пришлёт наш методист"
        )

    def test_lines_that_were_ended_by_hand_stay(self) -> None:
        assert merged("ООО «Мотор»\nИНН 7700000000\nВерно?", "Когда запуск?") == (
            f"ООО «Мотор»\nИНН 7700000000\n\n{LIST}1. Верно?\n2. Когда запуск?"
        )

    def test_lines_under_a_paragraph_that_went_begin_anew(self) -> None:
        assert merged("Договор готов.\n\nКто решает?\nСмета тоже.", "Когда запуск?") == (
            f"Договор готов.\n\nСмета тоже.\n\n{LIST}1. Кто решает?\n2. Когда запуск?"
        )

    def test_only_questions(self) -> None:
        assert merged("Кто решает?", "Когда запуск?", "Кто  решает?") == (
            f"{LIST}1. Кто решает?\n2. Когда запуск?"
        )

    def test_english_letters_are_introduced_in_english(self) -> None:
        text = merged(
            "Good afternoon, Peter.\n\nWho signs the contract?",
            "Please let me know when we start.",
            signature="Best regards,\nAnna Kim\nanna@nirro.example",
        )
        assert text == (
            "Good afternoon, Peter.\n\nPlease answer these questions:\n"
            "1. Who signs the contract?\n2. Please let me know when we start."
        )


class TestQuestions:
    def test_requests_to_tell_and_announced_questions(self) -> None:
        assert merged(
            "Подскажите, кто передаст базу.", "Ещё один вопрос: по каким дням звонить?"
        ) == (f"{LIST}1. Подскажите, кто передаст базу.\n2. По каким дням звонить?")

    def test_what_hangs_on_a_question_goes_with_it(self) -> None:
        text = merged(
            "Нужен ли отчёт? Если да, пришлите форму. Смета готова.",
            "Когда запуск? Тогда\nже и отчёт.",
            "Нужен ли отчёт? Если да, пришлите форму.",
        )
        assert text == (
            f"Смета готова.\n\n{LIST}1. Нужен ли отчёт? Если да, пришлите форму.\n"
            "2. Когда запуск? Тогда же и отчёт."
        )

    def test_lists_of_questions_are_joined(self) -> None:
        assert merged(
            "У меня два вопроса:\n\n1. Кто решает?\n2. Где база?",
            "У нас тоже есть вопросы. Когда запуск?\n\n- Чей сайт?",
        ) == (f"{LIST}1. Кто решает?\n2. Где база?\n3. Когда запуск?\n4. Чей сайт?")

    def test_the_authors_own_introduction_is_kept(self) -> None:
        assert merged(
            "Договор готов. Чтобы успеть к среде, ответьте:\n1. Кто решает?\n2. Где база?",
            "Для скрипта ещё нужно узнать:\n1. Чей сайт?",
        ) == (
            "Договор готов.\n\nДля скрипта ещё нужно узнать.\n\n"
            "Чтобы успеть к среде, ответьте:\n1. Кто решает?\n2. Где база?\n3. Чей сайт?"
        )

    def test_a_list_that_tells_as_well_stays(self) -> None:
        body = "1. Договор готов.\n2. Кто его подпишет?"
        assert merged(body, "Когда запуск?", "Нужен ли отчёт?") == (
            f"{body}\n\n{LIST}1. Когда запуск?\n2. Нужен ли отчёт?"
        )

    def test_what_only_sounds_like_an_announcement_stays(self) -> None:
        text = merged("Вопросы вашего юриста получили. Когда запуск?", "Кто решает?")
        assert text.startswith("Вопросы вашего юриста получили.\n\n")

    def test_answers_between_quoted_lines_stay_there(self) -> None:
        body = "> Когда начнём?\n\nВо вторник. А вы готовы?\n\n> Сколько звонков?\n\nПятьсот?"
        text = merged("Кто решает?", body, "Где база?")
        assert text == f"{body}\n\n{LIST}1. Кто решает?\n2. Где база?"


class TestSignature:
    def test_the_fullest_one_where_the_house_has_none(self) -> None:
        full = f"{SIGNATURE}\n+7 495 000-00-01"
        letter = one_of(draft(), draft("Смета готова.", signature=full), draft("База тоже."))
        assert text_of(letter).count("С уважением") == 1
        assert text_of(letter).endswith(f"\n\n{full}\n")

    def test_the_houses_where_the_sender_is_known(self) -> None:
        house = Settings(
            organisation=HOUSE.organisation,
            staff=(StaffRecord("Анна Ким", "anna@nirro.example", phone="+7 495 000-00-01"),),
            signature="С уважением,\n{{ name }}\nТел. {{ phone }}\n",
            signature_mark=Mark("rules.yaml"),
        )
        letter = one_of(draft(), draft("Смета готова."), settings=house)
        assert text_of(letter).endswith("\n\nС уважением,\nАнна Ким\nТел. +7 495 000-00-01\n")

    def test_none_at_all(self) -> None:
        letter = one_of(draft("Раз.", signature=""), draft("Два.", signature=""), settings=OPEN)
        assert text_of(letter) == "Раз.\n\nДва.\n"

    def test_what_is_added_under_a_signature_is_text(self) -> None:
        letter = one_of(
            draft(signature=f"{SIGNATURE}\n\nP. S. Смету пришлю в среду."), draft("Да.")
        )
        assert text_of(letter).index("P. S. Смету") < text_of(letter).index("С уважением")

    def test_a_disclaimer_once(self) -> None:
        notice = (
            "Это сообщение и любые вложения конфиденциальны и предназначены исключительно "
            "для адресата."
        )
        bodies = ("Договор готов.", "Смета готова.")
        letter = one_of(*(draft(body, signature=f"{SIGNATURE}\n\n{notice}") for body in bodies))
        assert text_of(letter).count("конфиденциальны") == 1
        kinds = [segment.kind for segment in letter.shown[0].segments]
        assert kinds[-1] is SegmentKind.DISCLAIMER


class TestQuote:
    def test_once_and_the_longest(self) -> None:
        short = "20.11.2026 10:00, Пётр Сидоров пишет:\n> Анна, пришлите договор\n> и смету."
        letter = one_of(draft(quote=short), draft("Смета.", quote=QUOTE), draft("Да.", quote=QUOTE))
        assert text_of(letter).count("пришлите договор") == 1
        assert text_of(letter).endswith(f"\n\n{QUOTE}\n")

    def test_what_is_in_none_of_the_others_is_kept(self) -> None:
        other = "21.11.2026 10:00, Пётр Сидоров пишет:\n> Когда запуск?"
        letter = one_of(draft(quote=QUOTE), draft("Смета.", quote=other))
        assert QUOTE in text_of(letter)
        assert other in text_of(letter)

    def test_lines_left_out_of_one_quote_stand_in_the_other(self) -> None:
        trimmed = "> Анна, пришлите договор и смету.\n> Пётр"
        letter = one_of(draft(quote=QUOTE), draft("Смета.", quote=trimmed))
        assert text_of(letter).count("пришлите договор") == 1

    def test_marks_are_no_part_of_what_is_compared(self) -> None:
        bare = "20.11.2026 10:00, Пётр Сидоров пишет:\n\nАнна, пришлите договор и смету.\n\nПётр"
        letter = one_of(draft(quote=QUOTE), draft("Смета.", quote=bare))
        assert text_of(letter).count("пришлите договор") == 1

    def test_header_fields_above_a_quote(self) -> None:
        quoted = (
            "-----Исходное сообщение-----\nОт: Пётр Сидоров <petr@motor.example>\n"
            "Отправлено: 20 ноября 2026\nКому: Анна Ким\nТема: Договор\n\n"
            "Анна, пришлите договор."
        )
        letter = one_of(draft(quote=quoted), draft("Смета.", quote=f"{quoted}\n\nИ смету."))
        assert text_of(letter).count("пришлите договор") == 1
        assert text_of(letter).endswith(f"\n\n{quoted}\n\nИ смету.\n")

    def test_of_very_many_quotes_all_are_kept(self) -> None:
        quotes = [f"> {'раз ' * at}" for at in range(1, 60)]
        assert unite(quotes) == tuple(quotes)

    def test_a_quote_above_the_answer_goes_below(self) -> None:
        answer = draft("> Пришлите смету.\n\nВысылаю смету.")
        text = text_of(one_of(answer, draft()))
        assert text.index("Высылаю смету.") < text.index("> Пришлите смету.")


class TestPeople:
    def test_everybody_once_in_the_most_open_field_and_not_the_author(self) -> None:
        letter = one_of(
            draft(
                To="petr@motor.example",
                Cc="Ольга <olga@motor.example>, boss@motor.example, sales@nirro.example",
                Bcc="gleb@nirro.example, law@motor.example",
            ),
            draft(
                "Смета.",
                To="Пётр Сидоров <petr+oil@motor.example>, olga@motor.example",
                Cc="law@motor.example",
                Bcc="boss@motor.example, anna@nirro.example",
                Reply_To="sales@nirro.example",
            ),
        )
        assert [(one.name, one.email) for one in letter.to] == [
            ("Пётр Сидоров", "petr@motor.example"),
            ("Ольга", "olga@motor.example"),
        ]
        assert [one.email for one in letter.cc] == ["boss@motor.example", "law@motor.example"]
        assert [one.email for one in letter.bcc] == ["gleb@nirro.example"]
        assert [one.email for one in letter.reply_to] == ["sales@nirro.example"]
        assert letter.sender[0].name == "Анна Ким"

    def test_a_note_to_oneself_keeps_its_recipient(self) -> None:
        letter = one_of(draft(To="anna@nirro.example"), draft("Смета.", To="anna@nirro.example"))
        assert keys(letter) == {"anna@nirro.example"}

    def test_drafts_without_recipients_or_sender_take_those_of_the_others(self) -> None:
        letter = one_of(draft(), draft("Смета.", To=None, From=None, Subject=None))
        assert keys(letter) == {"petr@motor.example"}
        assert letter.sender[0].email == "anna@nirro.example"

    def test_nobody_yet(self) -> None:
        assert one_of(draft(To=None), draft("Смета.", To=None)).to == ()

    def test_domains_beyond_ascii(self) -> None:
        raw = draft().raw.replace(b"petr@motor.example", "petr@мотор.example".encode())
        domain = "мотор".encode("idna").decode()
        letter = one_of(message_of(raw), draft("Смета.", To=f"petr@{domain}.example"))
        assert [one.email for one in letter.to] == [f"petr@{domain}.example"]

    def test_odd_names(self) -> None:
        names = ["Сидоров, Пётр «Мотор»", 'O"Neil, Bob', "Ольга " * 4, "x=?y?=", "Ivan (boss)"]
        drafts = [
            draft("Смета.", To=None, Cc="petr@motor.example"),
            *(draft(f"Письмо {at}.", Cc=None) for at in range(2)),
        ]
        people = [Address(name, addr_spec=f"a{at}@motor.example") for at, name in enumerate(names)]
        letter = one_of(*drafts, draft("Всем.", Bcc=people))
        assert [one.name for one in letter.bcc] == [name.strip() for name in names]


class TestHead:
    def test_thread_subject_date_and_marks(self) -> None:
        letter = one_of(
            draft(
                Subject="RE: Звонки",
                In_Reply_To="<b@motor.example>",
                References="<a@motor.example> <b@motor.example>",
                X_Mailrules_Deal="oil",
                X_Mailrules_Ignore="TXT008 (название)",
                Importance="low",
            ),
            draft(
                "Смета.",
                Subject="Re[2]: Звонки",
                Date=LATE,
                In_Reply_To="<a@motor.example>",
                X_Mailrules_Deal="oil",
                X_Mailrules_Ignore="TXT009 (так надо)",
                Importance="high",
                User_Agent="Mail 1.0",
            ),
        )
        assert letter.subject == "Re: Звонки"
        assert letter.in_reply_to == ("<b@motor.example>",)
        assert letter.references == ("<a@motor.example>", "<b@motor.example>")
        assert letter.date is not None
        assert letter.date.hour == 11
        named = [(field.name, field.value) for field in letter.headers]
        for field in (
            ("X-Unsent", "1"),
            ("X-Mailrules-Ignore", "TXT008 (название)"),
            ("X-Mailrules-Ignore", "TXT009 (так надо)"),
            ("Importance", "high"),
        ):
            assert field in named
        assert [name for name, _ in named].count("X-Mailrules-Deal") == 1
        assert letter.header("User-Agent") is None
        assert (letter.message_id or "").endswith("@nirro.example>")

    def test_a_draft_is_no_letter_to_answer(self) -> None:
        letter = one_of(
            draft(Message_ID="<1@nirro.example>"),
            draft(
                "Смета.",
                Subject="Re: Холодные звонки по продаже моторного масла",
                In_Reply_To="<1@nirro.example>",
                References="<1@nirro.example>",
            ),
        )
        assert letter.in_reply_to == letter.references == ()
        assert letter.subject == "Холодные звонки по продаже моторного масла"

    def test_of_several_subjects_the_one_that_says_most(self) -> None:
        subjects = ("Вопрос", "Скрипт обзвона автосервисов", "База")
        drafts = [draft(f"Письмо {one}.", Subject=one) for one in subjects]
        assert one_of(*drafts).subject == "Скрипт обзвона автосервисов"

    def test_the_deals_subject_where_the_drafts_differ(self) -> None:
        deal = Deal("oil", subject="Звонки", contacts=(Contact("Пётр", "petr@motor.example"),))
        drafts = [draft(Subject="База"), draft("Смета.", Subject="Скрипт")]
        assert one_of(*drafts, deals=[deal]).subject == "Звонки"
        same = [draft(), draft("Смета.")]
        assert one_of(*same, deals=[deal]).subject == "Холодные звонки по продаже моторного масла"
        named = [draft(Subject="База", X_Mailrules_Deal="tyres"), drafts[1]]
        assert one_of(*named, deals=[deal]).subject == "База"
        tyres = Deal("tyres", subject="Шины")
        assert one_of(*named, deals=[deal, tyres]).subject == "Шины"

    def test_no_subject_at_all(self) -> None:
        assert one_of(draft(Subject=None), draft("Смета.", Subject=None)).header("Subject") is None

    @pytest.mark.parametrize(
        ("subject", "expected"), [("Fwd: Звонки", "Fwd: Звонки"), ("Re: RE: Звонки", "Re: Звонки")]
    )
    def test_prefixes_without_a_thread(self, subject: str, expected: str) -> None:
        assert one_of(draft(Subject=subject), draft("Смета.", Subject=subject)).subject == expected

    def test_a_forward_in_a_thread(self) -> None:
        forward = draft(Subject="FW: Звонки", References="<a@motor.example>")
        assert one_of(forward, draft("Смета.", Subject="")).subject == "Fwd: Звонки"

    def test_without_dates_it_is_written_now(self) -> None:
        assert one_of(draft(Date=None), draft("Смета.", Date=None)).date is not None

    def test_the_same_drafts_give_the_same_letter(self) -> None:
        drafts = (draft(files={"a.pdf": b"1"}, html="<p>Раз</p>"), draft("Два.", html="<p>Два</p>"))
        assert one_of(*drafts).raw == one_of(*drafts).raw

    def test_a_header_is_written_on_one_line(self) -> None:
        raw = draft().raw.replace(b"Date:", b"X-Mailrules-Note: =?utf-8?q?a=0Ab=00?=\r\nDate:")
        letter = one_of(message_of(raw), draft("Смета."))
        field = letter.header("X-Mailrules-Note")
        assert field is not None
        assert field.value == "a b"


class TestPage:
    def test_where_every_draft_has_one(self) -> None:
        letter = one_of(
            draft("Раз & два.\n\n- кто;\n- что.\n\nКто решает?", html="<p>Раз</p>", quote=QUOTE),
            draft("Три <3>. Когда запуск?", html="<p>Три</p>"),
        )
        (page,) = (part.source for part in letter.shown if part.is_html)
        assert page is not None
        assert "<p>Раз &amp; два.</p>" in page
        assert "<ol>\r\n<li>Кто решает?</li>\r\n<li>Когда запуск?</li>\r\n</ol>" in page
        assert '<blockquote type="cite">Анна, пришлите договор и смету.<br>' in page
        assert len(letter.alternatives) == 1

    def test_not_where_one_has_none(self) -> None:
        letter = one_of(draft(html="<p>Раз</p>"), draft("Два."))
        assert not any(part.is_html for part in letter.shown)

    def test_a_draft_in_html_alone_is_read(self) -> None:
        def page(text: str) -> Message:
            quote = "Пётр Сидоров пишет:<blockquote>Жду.<br>&gt; И я.</blockquote>"
            body = f"<p>Добрый день.</p><p>{text}</p><p>С уважением,<br>Анна Ким</p>{quote}"
            raw = draft().raw
            head = raw[: raw.index(b"Content-Type")].decode()
            return message_of(
                f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
            )

        letter = one_of(page("Смета готова."), page("Договор готов."))
        text = text_of(letter)
        assert text.startswith("Добрый день.\n\nСмета готова.\n\nДоговор готов.\n\nС уважением,")
        assert text.endswith("Пётр Сидоров пишет:\n> Жду.\n>> И я.\n")
        assert any(part.is_html for part in letter.shown)


class TestEncoding:
    def test_8bit_where_a_draft_is(self) -> None:
        letter = one_of(draft(cte="8bit"), draft("Смета."))
        assert "Смета.".encode() in letter.raw
        assert letter.shown[0].encoding == "8bit"

    def test_lines_that_are_too_long_are_broken(self) -> None:
        long = "Смета " * 300 + "готова."
        letter = one_of(draft(cte="8bit"), draft(long, cte="8bit"))
        assert max(map(len, letter.raw.split(b"\r\n"))) <= 998
        assert long in text_of(letter)

    def test_ascii_needs_nothing(self) -> None:
        letter = one_of(
            draft("Dear Peter,\n\nOne.", signature="", cte="7bit"),
            draft("Two.", signature="", cte="7bit"),
            settings=OPEN,
        )
        assert letter.shown[0].encoding == "7bit"


ODD = draft(Cc="olga@motor.example").raw.replace(b"petr@", "пётр@".encode())
REFUSED: list[tuple[str, list[Message], str]] = [
    ("one letter", [draft()], "merge.too-few"),
    ("one letter twice", [draft(), draft()], "merge.too-few"),
    ("received", [draft(), draft("Смета.", Received="by mx.example")], "merge.refused"),
    ("signed", [draft(), draft("Смета.", DKIM_Signature="v=1; a=rsa")], "merge.refused"),
    (
        "encrypted text",
        [draft(), draft("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----")],
        "merge.refused",
    ),
    ("no sender", [draft(From=None), draft("Смета.", From=None)], "merge.no-sender"),
    ("two senders", [draft(), draft(From="oleg@nirro.example")], "merge.senders"),
    ("two clients", [draft(), draft(To="olga@tyres.example")], "merge.clients"),
    (
        "a colleague in both copies is no common client",
        [
            draft(Cc="gleb@nirro.example"),
            draft(To="olga@tyres.example", Cc="gleb@nirro.example"),
        ],
        "merge.clients",
    ),
    (
        "two colleagues",
        [draft(To="gleb@nirro.example"), draft(To="vera@nirro.example")],
        "merge.clients",
    ),
    ("two deals", [draft(X_Mailrules_Deal="a"), draft(X_Mailrules_Deal="b")], "merge.deals"),
    (
        "an address that is none",
        [draft(Cc="olga@motor.example"), message_of(ODD)],
        "compose.address",
    ),
]


@pytest.mark.parametrize(("_name", "drafts", "key"), REFUSED, ids=[one[0] for one in REFUSED])
def test_refused(_name: str, drafts: list[Message], key: str) -> None:
    with pytest.raises(UsageError) as caught:
        one_of(*drafts)
    assert caught.value.key == key


def test_one_deal_joins_letters_to_different_people() -> None:
    letter = one_of(
        draft(X_Mailrules_Deal="oil"),
        draft("Смета.", To="olga@motor.example", X_Mailrules_Deal="oil"),
    )
    assert keys(letter) == {"petr@motor.example", "olga@motor.example"}


def test_a_chain_of_common_recipients_is_one_client() -> None:
    letter = one_of(
        draft(To="petr@motor.example"),
        draft("Смета.", To="boss@motor.example"),
        draft("База.", To="petr@motor.example, boss@motor.example"),
    )
    assert keys(letter) == {"petr@motor.example", "boss@motor.example"}


def test_an_alias_is_the_same_sender() -> None:
    letter = one_of(draft(), draft("Смета.", From="sales@nirro.example", Date=LATE))
    assert letter.sender[0].email == "sales@nirro.example"
