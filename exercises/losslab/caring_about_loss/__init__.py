"""A chain of facts, levers on it, and agents with motives."""
