"""What stands in a text and is no language: addresses of the web and of people, code."""

import re

from mailrules.message.pattern import lazy_pattern

# What no rule about language judges: addresses of the web and of people, code between back quotes.
# A link does not end with the sentence's punctuation. Each run of characters is tried once.
LINKS = lazy_pattern(
    r"""(?x)
      \b(?:https?|ftp|mailto|tel):[^\s<>«»"]*[^\s<>«»".,:;!?)]
    | \bwww\.[^\s<>«»"]*[^\s<>«»".,:;!?)]
    | (?<![\w.+%-])[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+
    | (?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,9}(?:ru|com|org|net|info|example|io|su|by|kz|рф)\b
      (?:/[^\s<>«»"]*[^\s<>«»".,:;!?)])?
    | ```.*?``` | `[^`\n]+`
    """,
    re.IGNORECASE | re.DOTALL,
)
