"""Seed -> Article and Cuts. Plain text today; `html` and `repetition` stand beside `plain` when they come."""

from generator.strip.cutsfile import format_cuts, parse_cuts
from generator.strip.plain import Stripped, restore, strip

__all__ = ["Stripped", "format_cuts", "parse_cuts", "restore", "strip"]
