"""Logs of rewarded events, stories as data, and small models to tell them of."""
