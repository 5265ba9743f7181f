"""How often the author's words are found exactly, on real answers.

MAILRULES_CORPORA names a folder with ``replies/emails`` (whole letters) and
``replies/trimmed`` (the author's words in each, by the same file name).
"""

from benchmarks.corpora import corpus
from mailrules.message import OWN_KINDS, SegmentKind
from mailrules.message.segments import segment


def main() -> None:
    replies = corpus("replies")
    if replies is None:
        return
    plain = kept = letters = 0
    for path in sorted((replies / "trimmed").iterdir()):
        text, truth = (
            (replies / name / path.name).read_text("utf-8", "replace").replace("\r\n", "\n")
            for name in ("emails", "trimmed")
        )
        letters += 1
        plain += _same(_own(text), truth)
        kept += _same(_with_bare_quotes(text), truth)
    print(f"segments: author's words exact in {plain} of {letters} ({plain / letters:.1%})")
    print(
        f"segments: {kept} of {letters} ({kept / letters:.1%}) where quotations that no header"
        " announces stay above and between the author's words, as the data's makers had it"
    )


def _same(found: str, truth: str) -> bool:
    """Compare without white space at line ends and blank lines around."""
    return [line.rstrip() for line in found.strip("\n").rstrip().split("\n")] == [
        line.rstrip() for line in truth.strip("\n").rstrip().split("\n")
    ]


def _own(text: str) -> str:
    """Return greeting, author's text and closing, joined."""
    return "".join(text[one.start : one.end] for one in segment(text) if one.kind in OWN_KINDS)


def _with_bare_quotes(text: str) -> str:
    """Join as the data does: a ``>`` quotation above the answer stays, one alone too."""
    segments = segment(text)
    last = max((place for place, one in enumerate(segments) if one.kind in OWN_KINDS), default=None)
    if last is None:
        return text
    return "".join(
        text[one.start : one.end]
        for place, one in enumerate(segments)
        if one.kind in OWN_KINDS
        or (one.kind is SegmentKind.QUOTE and place < last and text.startswith(">", one.start))
    )


if __name__ == "__main__":
    main()
