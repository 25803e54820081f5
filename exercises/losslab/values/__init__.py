"""What crosses between grader and learner, how it is compared, how it is shown."""
