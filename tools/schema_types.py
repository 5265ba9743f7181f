"""What a JSON Schema allows, in a reader's words."""

from typing import Any

from tools.markdown import said

Shape = dict[str, Any]


def kind(shape: Shape, language: str, links: dict[str, str] | None = None) -> str:
    """Say what values ``shape`` allows.

    ``links`` maps the names of definitions to Markdown that stands for them.
    """
    if "$ref" in shape:
        name: str = shape["$ref"].rpartition("/")[2]
        return (links or {}).get(name, name)
    if "enum" in shape:
        return ", ".join(f"`{value}`" for value in shape["enum"] if value is not False)
    if "anyOf" in shape:
        known = [one for one in shape["anyOf"] if one.get("type") != "null"]
        return f" {said('type.or', language)} ".join(kind(one, language, links) for one in known)
    written = shape["type"]
    if isinstance(written, list):
        return said("type.anything" if "object" in written else "type.string", language)
    if written == "array":
        return said("type.list", language, kind=kind(shape["items"], language, links))
    if written == "object":
        inner = kind(shape["additionalProperties"], language, links)
        return said("type.map", language, kind=inner)
    return _scalar(shape, said(f"type.{written}", language), language)


def _scalar(shape: Shape, name: str, language: str) -> str:
    if "minimum" in shape:
        return said("type.from", language, kind=name, least=shape["minimum"])
    return name
