"""A letter from a template, a deal and a staff record, in bytes that pass ``check``."""

from mailrules.compose.letters.compose import compose, signature_for
from mailrules.compose.letters.desk import Desk, Written
from mailrules.compose.letters.given import data_of, known_already, laid, read_data, set_values
from mailrules.compose.letters.judging import OF_LETTERS, judge, mended
from mailrules.compose.letters.kept import answers_text, keep_answers
from mailrules.compose.letters.mailto import mailto
from mailrules.compose.letters.order import Composed, Order
from mailrules.compose.letters.people import Recipients, address_of, recipients, sender_of
from mailrules.compose.letters.shown import parts_of, readable

__all__ = [
    "OF_LETTERS",
    "Composed",
    "Desk",
    "Order",
    "Recipients",
    "Written",
    "address_of",
    "answers_text",
    "compose",
    "data_of",
    "judge",
    "keep_answers",
    "known_already",
    "laid",
    "mailto",
    "mended",
    "parts_of",
    "read_data",
    "readable",
    "recipients",
    "sender_of",
    "set_values",
    "signature_for",
]
