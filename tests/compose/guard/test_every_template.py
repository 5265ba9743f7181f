"""Every template that there is passes: plain, with HTML, and as a reply."""

from pathlib import Path

import pytest
from msgspec import structs

from mailrules.compose.guard import check_templates, order_of, sample_binding
from mailrules.compose.letters import compose, judge
from mailrules.compose.templates import answers, open_library, read_template
from mailrules.config import default_settings
from mailrules.engine import Request
from mailrules.findings import Severity
from mailrules.message import parse
from mailrules.rules import Bindings, bind
from mailrules.wording import render
from tests.letters import THEIRS, build

SHIPPED = Path(__file__).parent.parent.parent.parent / "templates"
PARENT = {
    "from": "Пётр Сидоров <petr@motor.example>",
    "to": "Анна Ким <anna@nirro.example>, boss@nirro.example",
    "body": "Добрый день, Анна.\n\nПришлите, пожалуйста, предложение.\n\nПётр Сидоров",
}
ATTACHED = "ATT001"  # the file is attached by whoever writes the letter


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.j2")), ids=lambda path: path.stem)
class TestEach:
    def test_passes_the_guard(self, path: Path) -> None:
        run = check_templates([str(path)], Bindings())
        assert not run.unreadable
        assert not [render(one.message, "ru") for one in run.counted()]

    @pytest.mark.parametrize("replies", [False, True], ids=["html", "reply"])
    def test_makes_letters_that_pass(self, path: Path, replies: bool) -> None:
        template = read_template(str(path))
        binding = sample_binding(bind(default_settings()))
        library = open_library(binding.settings, str(SHIPPED))
        parent = parse(build(PARENT, THEIRS)) if replies else None
        for example in template.examples:
            values = dict(answers(template, example.data).values)
            order = structs.replace(
                order_of(template, values, binding.settings),
                template=template,
                parent=parent,
                html=True,
            )
            if parent:
                order = structs.replace(order, to=(*parent.sender, *parent.to[1:]))
            composed = compose(order, binding.settings, library)
            if template.form == "text":
                continue
            run = judge(composed, binding, Request(parent=parent, letter=template.letter))
            grave = [
                (example.name, one.code, render(one.message, "ru"))
                for one in run.counted()
                if one.severity is not Severity.NOTE and one.code != ATTACHED
            ]
            assert not grave
