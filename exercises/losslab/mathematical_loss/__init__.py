"""Scoring rules, hypothesis classes, and inputs that can all be counted."""
