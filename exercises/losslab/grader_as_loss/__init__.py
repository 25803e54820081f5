"""Homework with hidden tests, and a toy grader to attack."""
