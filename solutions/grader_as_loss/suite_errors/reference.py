from losslab.grader_as_loss.suites import Bank, Choose


def suite_errors(passes: Bank, choose: Choose) -> dict[str, float]:
    """Measure a test suite on the wrong answers that it was made for, and on unforeseen ones.

    A suite is some of the cases. A wrong answer gets through if it passes every case of the
    suite; through an empty suite everybody gets.

    Parameters
    ----------
    passes
        The bank: ``passes[i][j]`` says whether wrong answer i gives the right result for case
        j. At least one row and one column, all rows of the same length. Every row is a wrong
        answer, even one that passes all of these cases.
    choose
        ``choose(rows)`` makes a suite for a bank of these rows: a list of indices of cases, in
        any order, perhaps an empty one. For a bank without rows it is empty. Which cases it
        takes may depend on how many rows there are, and in which order, and on nothing else: the
        same rows in the same order get the same suite.

    Returns
    -------
    dict
        - ``"training"``: the share of the wrong answers that get through the suite that is
          chosen for all of them
        - ``"test"``: the share of the wrong answers that get through when nobody foresaw them.
          For each answer a suite is chosen for the bank without it, and without all others that
          pass and fail the same cases: as long as one of these is left, the mistake is foreseen.
          The rest of the bank keeps its order.

    Notes
    -----
    ``losslab.grader_as_loss.suites`` holds some ways to choose. Do not worry about how often you
    call `choose`; it does not change the rows.
    """

    def gets_through(row: list[bool], suite: list[int]) -> bool:
        return all(row[case] for case in suite)

    suite = choose(passes)
    foreseen = [gets_through(row, suite) for row in passes]
    unforeseen = [
        gets_through(row, choose([other for other in passes if other != row])) for row in passes
    ]
    return {
        "training": sum(foreseen) / len(passes),
        "test": sum(unforeseen) / len(passes),
    }
