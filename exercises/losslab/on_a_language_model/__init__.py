"""A small language model of real text, and what one can measure on it."""
