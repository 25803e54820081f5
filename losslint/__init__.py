"""A lint for talk about loss, and the bank of sentences behind it.

It uses nothing else of the house, so that it can read other people's texts without the course.
"""

from losslint.bank import Sentence, bank
from losslint.lint import Finding, lint_file, lint_text

__all__ = ["Finding", "Sentence", "bank", "lint_file", "lint_text"]
