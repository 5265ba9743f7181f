"""Read a page of the HTML report back, as strictly as it must be written."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"meta"}


class Element(NamedTuple):
    """One element: its name, its attributes, the text in it."""

    name: str
    attributes: dict[str, str]
    said: list[str]

    @property
    def text(self) -> str:
        return "".join(self.said)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """All elements in order; fails where a tag is not closed, or closed by another's end.

    ``letter`` is the text of the letters alone: no header, no note, no number.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.letter = ""
        self._open: list[Element] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.said.append(data)
        if self._open and self._in_letter():
            self.letter += data

    def _in_letter(self) -> bool:
        """Tell a letter's text from its notes, and from what is between the elements."""
        classes = {name for one in self._open for name in one.classes}
        names = {one.name for one in self._open}
        last = self._open[-1]
        return (
            "text" in classes
            and not classes & {"number", "cut"}
            and not names & {"summary", "ul"}
            and (last.name in ("p", "mark") or "blank" in last.classes)
        )

    def named(self, name: str, **attributes: str) -> list[Element]:
        """Return the elements of a name (``class_``: those that have the class)."""
        wanted = attributes.pop("class_", None)
        return [
            one
            for one in self.elements
            if one.name == name
            and (wanted is None or wanted in one.classes)
            and attributes.items() <= one.attributes.items()
        ]

    def texts(self, name: str, class_: str | None = None) -> list[str]:
        """Return the texts of the elements of a name, and of a class."""
        wanted = {"class_": class_} if class_ else {}
        return [one.text for one in self.named(name, **wanted)]

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]

    @property
    def links(self) -> list[str]:
        return [one.attributes["href"] for one in self.elements if "href" in one.attributes]
