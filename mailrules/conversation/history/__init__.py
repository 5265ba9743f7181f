"""The history: earlier correspondence in one SQLite file. Loaded only by whoever asks for it."""

from mailrules.conversation.history.choice import Choice
from mailrules.conversation.history.files import file_reader
from mailrules.conversation.history.forgetting import Forgotten, forget
from mailrules.conversation.history.imap import imap_reader, is_imap
from mailrules.conversation.history.importing import Tally, import_letters
from mailrules.conversation.history.lookup import Store, open_history
from mailrules.conversation.history.reader import Item, Reader
from mailrules.conversation.history.recording import record
from mailrules.conversation.history.schema import default_path, refused
from mailrules.conversation.history.standing import Standing, standing

__all__ = [
    "Choice",
    "Forgotten",
    "Item",
    "Reader",
    "Standing",
    "Store",
    "Tally",
    "default_path",
    "file_reader",
    "forget",
    "imap_reader",
    "import_letters",
    "is_imap",
    "open_history",
    "record",
    "refused",
    "standing",
]
