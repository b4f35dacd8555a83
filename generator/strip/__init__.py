"""Seed -> page -> article and cuts: `read` makes lines of a seed, `strip` says what becomes of each."""

from generator.strip.blocks import Stripped, restore
from generator.strip.cutsfile import format_cuts, parse_cuts
from generator.strip.judge import strip
from generator.strip.page import Page, read

__all__ = ["Page", "Stripped", "format_cuts", "parse_cuts", "read", "restore", "strip"]
