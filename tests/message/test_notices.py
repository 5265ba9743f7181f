"""The lines that phones and mail programs sign with."""

import pytest

from mailrules.message.segments.notices import is_device_line, is_notice

SIGNED = """\
Отправлено с iPhone
Отправлено с моего iPhone
Отправлено из Почты для Windows 10
Отправлено из приложения Почта
Отправлено с помощью Outlook для iOS
Отправлено с Android-смартфона
Отправлено из Yahoo Почты на Android
Отправлено с мобильного устройства
Отправлено из Почты Mail.ru для iOS
Отправлено из мобильного приложения Яндекс.Почты
Отправлено со смартфона Samsung Galaxy.
Отправлено с телефона, извините за опечатки
Простите за краткость, создано в K-9 Mail.
Получить Outlook для iOS
Скачайте Outlook для Android
Надіслано з iPhone
Sent from my iPhone
Sent from my Samsung Galaxy smartphone.
Sent from my Verizon, Samsung Galaxy smartphone
Sent from my iPhone. Please excuse brevity and typos.
Sent from [Mail](https://go.example/?id=1) for Windows 10
Sent from Yahoo Mail for iPhone
Sent with Proton Mail secure email.
Sent via BlackBerry from T-Mobile
Get Outlook for Androidhttps://aka.example/x
(sent from a mobile device)
Typed on my phone, excuse brevity
Gesendet von meinem iPhone
Von meinem Telefon gesendet
Envoyé de mon iPhone
Inviato da iPhone
Enviado desde mi iPhone
Enviado do meu iPhone
Verstuurd vanaf mijn iPhone
Wysłane z iPhone'a
Odesláno z iPhonu
Skickat från min iPhone
Sendt fra min iPhone
Lähetetty iPhonesta
iPhone'umdan gönderildi
从我的iPhone发送
iPhoneから送信
나의 iPhone에서 보냄
"""

PROSE = """\
Отправлено с курьером
Отправлено с опозданием
Отправлено из Москвы вчера
Письмо отправлено вчера
Sent from the warehouse on Monday
Sent from my garden, where it rains
Sent by courier on Friday
Get the report for Monday
发自内心的感谢

"""


@pytest.mark.parametrize("line", SIGNED.splitlines())
def test_a_program_signs(line: str) -> None:
    assert is_device_line(line)


@pytest.mark.parametrize("line", [*PROSE.splitlines(), "Sent from my iPhone " * 20])
def test_a_person_writes(line: str) -> None:
    assert not is_device_line(line)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Настоящее сообщение и все приложения к нему конфиденциальны.",
        "Данное электронное письмо предназначено исключительно для адресата.",
        "Информация, содержащаяся в данном письме, является конфиденциальной.",
        "Если вы получили это письмо по ошибке, удалите его.",
        "Уведомление о конфиденциальности: письмо для адресата.",
        "Данное письмо не является публичной офертой.",
        "Письмо проверено на вирусы антивирусом.",
        "Пожалуйста, подумайте об окружающей среде, прежде чем печатать.",
        "This e-mail and any attachments may contain confidential information.",
        "The information contained in this message is privileged.",
        "If you are not the intended recipient, delete it.",
        "*CONFIDENTIALITY NOTICE:* for the addressee only.",
        "Please consider the environment before printing this e-mail.",
        "This email has been checked for viruses by Avast.",
        "You received this message because you are subscribed to the list.",
        "Diese E-Mail enthält vertrauliche Informationen.",
        "Ce message est confidentiel.",
    ],
)
def test_a_notice(paragraph: str) -> None:
    assert is_notice(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Данное письмо написал Пётр.",
        "Это сообщение мы обсудим завтра.",
        "Информация по проекту во вложении.",
        "This message is for Peter.",
        "Please consider our offer.",
        "If you are ready, call us.",
    ],
)
def test_no_notice(paragraph: str) -> None:
    assert not is_notice(paragraph)
