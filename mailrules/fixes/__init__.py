"""Edits become new bytes; every byte outside an edited header or part stays as it was."""

from mailrules.fixes.edits import Unwritable, apply_edits, compatible
from mailrules.fixes.encoded_words import encode_words
from mailrules.fixes.folding import fold
from mailrules.fixes.legible import diff, legible
from mailrules.fixes.mending import Change, Mending, mend
from mailrules.fixes.refusal import refusal
from mailrules.fixes.rewriting import rewrite, without_own_headers

__all__ = [
    "Change",
    "Mending",
    "Unwritable",
    "apply_edits",
    "compatible",
    "diff",
    "encode_words",
    "fold",
    "legible",
    "mend",
    "refusal",
    "rewrite",
    "without_own_headers",
]
