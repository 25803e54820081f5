"""What one learner's commands need: their work folder, their notebook, a grader at hand."""
