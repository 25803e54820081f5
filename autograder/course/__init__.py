"""What a course is made of: chapters, exercises, checks, notebooks."""
