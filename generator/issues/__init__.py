"""The issue in which somebody proposes an annotation -> a file, what is wrong with it, and the words for both. Pure."""

from generator.issues.nouns import AGREED as AGREED
from generator.issues.nouns import LABELS as LABELS
from generator.issues.nouns import LOGIN as LOGIN
from generator.issues.nouns import Issue as Issue
from generator.issues.nouns import Problem as Problem
from generator.issues.nouns import ProposedFile as ProposedFile
from generator.issues.proposed import proposed as proposed
