"""Texts, readings of a goal, raters, and policies that learn from them."""
