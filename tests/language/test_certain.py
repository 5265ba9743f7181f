"""Which corrections are sure enough to be made for the author."""

import pytest

from mailrules.language import misspellings


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("комерческое предложение", True),
        ("зватра позвоним", True),
        ("please recieve it", True),
        ("не смотря на это", True),
        ("мы учавствуем", True),
        ("это мой агенство", True),
        ("высылаю договр", False),  # a letter is missing: «догов» is as near
        ("пришлите плиз", False),  # another word, not another spelling
        ("обсудим грмпфщуъ", False),
        ("вообщем готово", False),  # «в общем» or «вообще»
    ],
)
def test_a_correction_is_certain(text: str, *, certain: bool) -> None:
    (found,) = misspellings(text, lambda _: False)
    assert found.certain is certain
