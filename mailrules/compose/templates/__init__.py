"""Templates: read with their front matter, found in a library, their fields filled and typed."""

from mailrules.compose.templates.answers import Answers, answers
from mailrules.compose.templates.cases import FILTERS
from mailrules.compose.templates.front_matter import examine_template, read_template
from mailrules.compose.templates.library import Library, from_here, open_library
from mailrules.compose.templates.model import Example, Field, FieldType, Template
from mailrules.compose.templates.starting import start_template
from mailrules.compose.templates.surroundings import RESERVED, implicit
from mailrules.compose.templates.values import EMPTY, is_blank, typed, written

__all__ = [
    "EMPTY",
    "FILTERS",
    "RESERVED",
    "Answers",
    "Example",
    "Field",
    "FieldType",
    "Library",
    "Template",
    "answers",
    "examine_template",
    "from_here",
    "implicit",
    "is_blank",
    "open_library",
    "read_template",
    "start_template",
    "typed",
    "written",
]
