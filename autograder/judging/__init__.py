"""From a rebuilt notebook to verdicts and what the learner reads of them."""
