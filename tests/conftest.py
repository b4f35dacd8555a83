"""Settings of all tests: the same examples on every machine, and no clock that decides."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same-everywhere", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=3000)  # pytest --hypothesis-profile=search
settings.load_profile("same-everywhere")
