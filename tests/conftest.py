"""Property tests try the same examples every time, so that a run can be repeated.

``HYPOTHESIS_PROFILE=explore`` makes them try others.
"""

import os

from hypothesis import settings

# A busy machine must not fail a property: the deadline an example is off.
settings.register_profile("repeat", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))
