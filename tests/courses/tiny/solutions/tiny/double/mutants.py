from autograder.course.exercise import mutant, variant


@mutant(says="You squared the number.")
def squared(x):
    return x * x


@mutant(says="You returned the number itself.")
def identity(x):
    return x


@mutant(says="You doubled small numbers only.")
def small(x):
    return 2.0 * x if x < 100 else x


@mutant(says="You lost the sign.")
def absolute(x):
    return abs(2.0 * x)


@variant(how="Adds instead of multiplying.")
def by_adding(x):
    return x + x
