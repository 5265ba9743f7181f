"""Which letters are judged and never rewritten: received, signed, encrypted, in a mailbox."""

from mailrules.message import Message, is_mailbox, lazy_pattern, read_entities
from mailrules.wording import Wording, wording

# A server or a signature vouches for every byte (RFC 6376, RFC 8617, RFC 4870).
SIGNED_BY = ("DKIM-Signature", "ARC-Message-Signature", "DomainKey-Signature")
WHOLE = {
    "multipart/signed": "refusal.signed",  # RFC 1847
    "multipart/encrypted": "refusal.encrypted",
    "application/pkcs7-mime": "refusal.smime",  # RFC 8551
    "application/x-pkcs7-mime": "refusal.smime",
}
# RFC 9580, 6.2 and 7: a signed text, or an encrypted one, within the letter's own.
ARMOUR = lazy_pattern(r"(?m)^-----BEGIN PGP (?:SIGNED )?MESSAGE-----[ \t]*$")


def refusal(message: Message, path: str) -> Wording | None:
    """Say why the letter at ``path`` stays as it is, byte for byte; None where it may be rewritten.

    What it bears as an attached letter (message/rfc822) is another's
    business: it is never edited.
    """
    if is_mailbox(path):
        return wording("refusal.mailbox")
    if message.received:
        return wording("refusal.received")
    for name in SIGNED_BY:
        if message.header(name):
            return wording("refusal.header", name=name)
    if any(part.media_type in WHOLE for part in message.parts):
        own = (one for one in read_entities(message.raw) if not one.within_letter)
        for entity in own:
            if entity.media_type in WHOLE:
                return wording(WHOLE[entity.media_type])
    if any(ARMOUR.search(part.text) for part in message.shown):
        return wording("refusal.pgp")
    return None
