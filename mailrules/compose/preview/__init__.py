"""What the templates make of their examples, on one page."""

from mailrules.compose.preview.overview import HEAD, Shown, is_overview, overview
from mailrules.compose.preview.samples import Sample, samples_of

__all__ = ["HEAD", "Sample", "Shown", "is_overview", "overview", "samples_of"]
