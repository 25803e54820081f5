"""A class rehearsed with a real hub and a real browser; see ``.ci/rehearse``."""
