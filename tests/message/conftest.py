"""A busy machine must not fail a property: hypothesis' deadline an example is off here."""

from hypothesis import settings

settings.register_profile("mailrules", deadline=None)
settings.load_profile("mailrules")
