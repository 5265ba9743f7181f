"""What a house may set for the subject's form."""

import pytest

from mailrules.errors import OptionError
from mailrules.rules.subject.subject_format import Options


@pytest.mark.parametrize("pattern", ["(", "a**", "[z-a]", "(?P<x>", "a{99999999999}"])
def test_a_broken_expression_is_refused_with_a_reason(pattern: str) -> None:
    with pytest.raises(OptionError) as caught:
        Options(pattern=pattern)
    assert caught.value.option == "pattern"
    assert caught.value.arguments["reason"]
