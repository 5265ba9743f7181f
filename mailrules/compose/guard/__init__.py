"""The guard of templates: no template passes that would make a bad letter."""

from mailrules.compose.guard.checking import check_templates
from mailrules.compose.guard.sample import order_of, sample_binding

__all__ = ["check_templates", "order_of", "sample_binding"]
