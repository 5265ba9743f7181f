"""The signature that a letter must carry: the house's template, filled from a staff record."""

from mailrules.config.settings import Mark, Organisation, Settings, StaffRecord
from mailrules.config.typed import error_at
from mailrules.rendering import RenderError, render
from mailrules.wording import Wording


def signature_of(settings: Settings, record: StaffRecord) -> str | None:
    """Return the signature of ``record``, without trailing blank lines; None without a template.

    The template may use ``name``, ``position``, ``phone``, ``email``, every
    further field of the record, and ``organisation.name``. Raises ConfigError
    at the line of the template that cannot be rendered.
    """
    if settings.signature is None:
        return None
    try:
        return render(settings.signature, _fields(settings.organisation, record)).rstrip()
    except RenderError as error:
        mark = settings.signature_mark
        place = Mark(mark.path, mark.line + error.line - 1, mark.column)
        reason = Wording(error.key, error.arguments)
        raise error_at(place, "config.signature", name=record.name, reason=reason) from None


def _fields(organisation: Organisation, record: StaffRecord) -> dict[str, object]:
    return {
        **record.extra,
        "name": record.name,
        "position": record.position,
        "phone": record.phone,
        "email": record.email,
        "organisation": {"name": organisation.name},
    }
