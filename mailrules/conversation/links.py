"""Whether two links lead to the same page: mail gateways write their own host before another's."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote

from mailrules.message import lazy_pattern, read_list

SCHEME = lazy_pattern(r"(?i)^(?:https?|ftp)://|^www\.")
HOST = lazy_pattern(r"[^/?#:]*")


def same_link(said: str, quoted: str) -> bool:
    """Tell whether ``quoted`` is ``said``, or ``said`` as a mail gateway rewrites it."""
    return _letters(said) in _letters(quoted) or _is_gateway(said) or _is_gateway(quoted)


def _letters(link: str) -> str:
    """Return a link's letters and digits: gateways encode the other characters in many ways."""
    decoded = unquote(unquote(SCHEME.sub("", SCHEME.sub("", link))))
    return "".join(filter(str.isalnum, decoded.casefold()))


def _is_gateway(link: str) -> bool:
    host = HOST.match(SCHEME.sub("", link.casefold()))
    return host is not None and f".{host[0]}".endswith(_gateways())


@cache
def _gateways() -> tuple[str, ...]:
    names = read_list(Path(__file__).with_name("link-gateways.txt"))
    return tuple(f".{name}" for name in names)
