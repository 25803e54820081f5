"""From what an author writes to what a learner gets, and whether it keeps the contract."""
