"""How long a check takes: cold, and by the thousand. Ratios of one run; medians.

The letters are made here (seeded): Russian, in 8bit, quoted-printable and base64.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from base64 import encodebytes
from collections.abc import Callable
from email.header import Header
from pathlib import Path
from quopri import encodestring

ROOT = Path(__file__).parent.parent
LETTERS = 1000
RUNS = 7
# Modules are compiled once on a user's machine, whatever the variable says on this one.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}

SENTENCES = (
    "По итогам разговора описываем задачу и порядок работы.",
    "Мы звоним руководителям автосервисов и рассказываем о моторном масле.",
    "Стоимость одного диалога зависит от базы и сценария разговора.",
    "Чтобы подготовить договор, пришлите, пожалуйста, реквизиты компании.",
    "Отчёт вы получаете каждую пятницу вместе с записями разговоров.",
    "Базу для обзвона собирает наш отдел, список согласуем с вами.",
    "Если вопросы останутся, обсудим их по телефону в удобное вам время.",
)
SIGNATURE = (
    "С уважением,\nАнна Ким\nменеджер по продажам, Nirro Call Center\n"
    "Тел. +7 495 000-00-01\nanna@nirro.example\n"
)


def letter(number: int, chance: random.Random) -> bytes:
    """Return one sound letter of three to six paragraphs."""
    pairs = [chance.sample(SENTENCES, 2) for _ in range(chance.randint(3, 6))]
    paragraphs = [textwrap.fill(" ".join(pair), 72) for pair in (SENTENCES[:2], *pairs)]
    text = "\n\n".join(["Добрый день, Пётр.", *paragraphs, SIGNATURE])
    encoding = ("8bit", "quoted-printable", "base64")[number % 3]
    raw = text.encode()
    body = {
        "8bit": raw,
        "quoted-printable": encodestring(raw),
        "base64": encodebytes(raw),
    }[encoding]
    subject = Header(f"Холодные звонки по продаже моторного масла, заказ {number}", "utf-8")
    head = (
        f"From: anna@nirro.example\nTo: petr{number}@motor.example\n"
        f"Subject: {subject.encode()}\nMessage-ID: <{number}@nirro.example>\n"
        f"Date: Mon, 23 Nov 2026 10:00:00 +0300\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    return head.encode() + body


def seconds(*command: str) -> float:
    """Return how long a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    return time.perf_counter() - start


def median(measure: Callable[[], float], runs: int = RUNS) -> float:
    """Return the median after one run that does not count."""
    measure()
    return statistics.median(measure() for _ in range(runs))


def main() -> None:
    """Print the table."""
    python = sys.executable
    check = (python, "-m", "mailrules", "check", "--exit-zero", "--quiet")
    with tempfile.TemporaryDirectory(dir=ROOT / "benchmarks") as folder:
        chance = random.Random(2026)
        for number in range(LETTERS):
            Path(folder, f"{number:04}.eml").write_bytes(letter(number, chance))
        bare = median(lambda: seconds(python, "-c", "pass"))
        aided = median(lambda: seconds(python, "-m", "mailrules", "--help"))
        cold = median(lambda: seconds(*check, f"{folder}/0000.eml"))
        bulk = median(lambda: seconds(*check, folder), runs=3)
    print("| what | seconds | bare starts of Python |")
    print("|---|---|---|")
    for what, took in (
        ("python -c pass", bare),
        ("mailrules --help", aided),
        ("check, one clean letter, cold", cold),
        (f"check, {LETTERS} letters", bulk),
    ):
        print(f"| {what} | {took:.3f} | {took / bare:.1f} |")
    print(f"\n{LETTERS / (bulk - cold):.0f} letters a second, the start not counted")
