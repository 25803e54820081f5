from losslab.grader_as_loss.suites import Bank, Choose


def right_plain(passes: Bank, choose: Choose) -> dict[str, float]:
    """Two sums of truths, one choice for training and one for each answer."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes) / len(passes)
    slipped = 0
    for row in passes:
        suite = choose([other for other in passes if other != row])
        slipped += all(row[j] for j in suite)
    return {"training": training, "test": slipped / len(passes)}


def right_by_kinds(passes: Bank, choose: Choose) -> dict[str, float]:
    """One choice for each kind of row, weighted by how often the kind occurs."""
    from collections import Counter

    kinds = Counter(map(tuple, passes))
    known = choose([list(row) for row in passes])
    through = {"training": 0, "test": 0}
    for kind, times in kinds.items():
        unforeseen = choose([list(row) for row in passes if tuple(row) != kind])
        through["training"] += times * all(kind[j] for j in known)
        through["test"] += times * all(kind[j] for j in unforeseen)
    return {name: number / kinds.total() for name, number in through.items()}


def right_numpy(passes: Bank, choose: Choose) -> dict[str, float]:
    """NumPy: a matrix of which rows differ; suites index columns."""
    import numpy as np

    table = np.array(passes, dtype=bool)
    differ = (table[:, None, :] != table[None, :, :]).any(axis=2)

    def through(rows, suite):
        return rows[:, np.array(suite, dtype=int)].all(axis=1)

    test = [through(table[[i]], choose(table[differ[i]].tolist()))[0] for i in range(len(table))]
    training = through(table, choose(table.tolist()))
    return {"training": training.mean(), "test": np.mean(test)}


def right_indices(passes: Bank, choose: Choose) -> dict[str, float]:
    """By indices and nested loops, with flags in place of all."""
    size = len(passes)

    def share(suites):
        caught = 0
        for i in range(size):
            for j in suites[i]:
                if not passes[i][j]:
                    caught += 1
                    break
        return (size - caught) / size

    unforeseen = []
    for i in range(size):
        rest = []
        for k in range(size):
            if any(bool(a) != bool(b) for a, b in zip(passes[i], passes[k], strict=True)):
                rest.append(passes[k])
        unforeseen.append(choose(rest))
    return {"training": share([choose(passes)] * size), "test": share(unforeseen)}


def right_sets_of_failures(passes: Bank, choose: Choose) -> dict[str, float]:
    """A row as the set of cases that it fails: through if that and the suite are disjoint."""
    from collections import OrderedDict
    from statistics import fmean

    fails = [frozenset(j for j, right in enumerate(row) if not right) for row in passes]
    for_all = choose([row[:] for row in passes])
    unforeseen = {
        mine: choose([row for row, other in zip(passes, fails, strict=True) if other != mine])
        for mine in set(fails)
    }
    result = OrderedDict()
    result["test"] = fmean(float(mine.isdisjoint(unforeseen[mine])) for mine in fails)
    result["training"] = fmean(float(mine.isdisjoint(for_all)) for mine in fails)
    return result


def right_exact(passes: Bank, choose: Choose) -> dict[str, float]:
    """Fractions, filter and a small function that asks one suite about one row."""
    from fractions import Fraction

    def gets_through(row, bank):
        return not any(row[j] is False or not row[j] for j in choose(bank))

    def share(bank_for):
        return float(sum(Fraction(gets_through(r, bank_for(r)), len(passes)) for r in passes))

    return {
        "training": share(lambda row: passes),
        "test": share(lambda row: list(filter(lambda other: other != row, passes))),
    }


def right_torch(passes: Bank, choose: Choose) -> dict[str, float]:
    """torch for rows and shares; 0-d tensors as numbers."""
    import torch

    table = torch.tensor([[bool(right) for right in row] for row in passes])

    def through(row, suite):
        return row[torch.tensor(suite, dtype=torch.long)].all()

    suite = choose(passes)
    test = []
    for row in table:
        unlike = (table != row).any(dim=1).tolist()
        rest = [other for other, differs in zip(passes, unlike, strict=True) if differs]
        test.append(through(row, choose(rest)))
    training = torch.stack([through(row, suite) for row in table])
    return {"training": training.double().mean(), "test": torch.stack(test).double().mean()}


def wrong_only_itself_left_out(passes: Bank, choose: Choose) -> dict[str, float]:
    """Strikes one row and leaves its like: [[False], [False]] with the fewest, test 0.0 for 1.0."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for i, row in enumerate(passes):
        test += all(row[j] for j in choose(passes[:i] + passes[i + 1 :]))
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_alike_by_one_failure(passes: Bank, choose: Choose) -> dict[str, float]:
    """Strikes all that fail a case with it: [[False, True], [False, False]] gives test 1.0."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for row in passes:
        fails = {j for j, right in enumerate(row) if not right}
        rest = [o for o in passes if o != row and all(o[j] for j in fails)]
        test += all(row[j] for j in choose(rest))
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_bank_of_kinds(passes: Bank, choose: Choose) -> dict[str, float]:
    """Rest without repeats: a choice that depends on how many rows there are, as one for three."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    kinds = [row for i, row in enumerate(passes) if row not in passes[:i]]
    test = sum(all(r[j] for j in choose([o for o in kinds if o != r])) for r in passes)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_share_of_kinds(passes: Bank, choose: Choose) -> dict[str, float]:
    """Averages over kinds of mistakes, not answers: [[True, False]] + [[False, False]] * 2."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    kinds = {tuple(row) for row in passes}
    test = sum(all(k[j] for j in choose([o for o in passes if tuple(o) != k])) for k in kinds)
    return {"training": training / len(passes), "test": test / len(kinds)}


def wrong_test_is_training(passes: Bank, choose: Choose) -> dict[str, float]:
    """Chooses once and reports it twice: [[False]] with the fewest has test 1.0, not 0.0."""
    suite = choose(passes)
    share = sum(all(row[j] for j in suite) for row in passes) / len(passes)
    return {"training": share, "test": share}


def wrong_empty_suite_stops(passes: Bank, choose: Choose) -> dict[str, float]:
    """Nobody gets through an empty suite: [[False]] with the fewest has test 1.0, not 0.0."""

    def through(row, suite):
        return len(suite) > 0 and all(row[j] for j in suite)

    suite = choose(passes)
    training = sum(through(row, suite) for row in passes)
    test = sum(through(r, choose([o for o in passes if o != r])) for r in passes)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_some_case_passed(passes: Bank, choose: Choose) -> dict[str, float]:
    """Lets through who passes some case of the suite: [[True, False], [False, True]]."""

    def through(row, suite):
        return not suite or any(row[j] for j in suite)

    suite = choose(passes)
    training = sum(through(row, suite) for row in passes)
    test = sum(through(r, choose([o for o in passes if o != r])) for r in passes)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_measured_on_the_rest(passes: Bank, choose: Choose) -> dict[str, float]:
    """Counts those of the rest that get through, not the one struck: [[False]] gives 0.0."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes) / len(passes)
    shares = []
    for row in passes:
        rest = [other for other in passes if other != row]
        suite = choose(rest)
        through = sum(all(other[j] for j in suite) for other in rest)
        shares.append(through / len(rest) if rest else 0.0)
    return {"training": training, "test": sum(shares) / len(shares)}


def wrong_order_of_the_rest(passes: Bank, choose: Choose) -> dict[str, float]:
    """The rest begins behind the struck row: matters where the order does, "as reported"."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for i, row in enumerate(passes):
        rest = [other for other in passes[i:] + passes[:i] if other != row]
        test += all(row[j] for j in choose(rest))
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_rest_sorted(passes: Bank, choose: Choose) -> dict[str, float]:
    """The rest comes as a sorted set: its order and its number of rows are others."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for row in passes:
        rest = {tuple(other) for other in passes} - {tuple(row)}
        test += all(row[j] for j in choose([list(other) for other in sorted(rest)]))
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_struck_rows_made_perfect(passes: Bank, choose: Choose) -> dict[str, float]:
    """Replaces struck rows by perfect ones: too many rows for a choice of one for three."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    perfect = [True] * len(passes[0])
    test = 0
    for row in passes:
        bank = [perfect if other == row else other for other in passes]
        test += all(row[j] for j in choose(bank))
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_perfect_rows_left_out(passes: Bank, choose: Choose) -> dict[str, float]:
    """Takes a row that passes everything for a right answer: [[True], [False]] has training 0.5."""
    bank = [row for row in passes if not all(row)]
    if not bank:
        return {"training": 0.0, "test": 0.0}
    suite = choose(bank)
    training = sum(all(row[j] for j in suite) for row in bank)
    test = sum(all(r[j] for j in choose([o for o in bank if o != r])) for r in bank)
    return {"training": training / len(bank), "test": test / len(bank)}


def wrong_perfect_rows_not_through(passes: Bank, choose: Choose) -> dict[str, float]:
    """Counts only mistakes that show in some case: [[True]] gets through and counts as 0.0."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) and not all(row) for row in passes)
    test = 0
    for row in passes:
        unforeseen = choose([other for other in passes if other != row])
        test += not all(row) and all(row[j] for j in unforeseen)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_share_stopped(passes: Bank, choose: Choose) -> dict[str, float]:
    """Share of those that are stopped: [[False]] with the fewest gives training 1.0 for 0.0."""
    suite = choose(passes)
    training = sum(not all(row[j] for j in suite) for row in passes)
    test = sum(not all(r[j] for j in choose([o for o in passes if o != r])) for r in passes)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_numbers_not_shares(passes: Bank, choose: Choose) -> dict[str, float]:
    """Numbers instead of shares: [[True], [True]] gives 2."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = sum(all(r[j] for j in choose([o for o in passes if o != r])) for r in passes)
    return {"training": training, "test": test}


def wrong_alike_by_the_suite(passes: Bank, choose: Choose) -> dict[str, float]:
    """Strikes rows alike in the cases chosen for all, not in all: [[False, True], [False] * 2]."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for row in passes:
        mine = [row[j] for j in suite]
        test += all(row[j] for j in choose([o for o in passes if [o[j] for j in suite] != mine]))
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_alike_by_number(passes: Bank, choose: Choose) -> dict[str, float]:
    """Strikes rows that pass as many: [[True, False, False], [False, True, False]], as reported."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = sum(all(r[j] for j in choose([o for o in passes if sum(o) != sum(r)])) for r in passes)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_nothing_foreseen_counts_zero(passes: Bank, choose: Choose) -> dict[str, float]:
    """Skips answers for which the bank is empty: [[False]] has test 1.0, not 0.0."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for row in passes:
        rest = [other for other in passes if other != row]
        if rest:
            test += all(row[j] for j in choose(rest))
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_first_case_of_the_suite(passes: Bank, choose: Choose) -> dict[str, float]:
    """Looks at the first case of a suite only: [[True, False], [False, True]] with the fewest."""
    suite = choose(passes)[:1]
    training = sum(all(row[j] for j in suite) for row in passes)
    test = sum(all(r[j] for j in choose([o for o in passes if o != r])[:1]) for r in passes)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_own_choice(passes: Bank, choose: Choose) -> dict[str, float]:
    """Ignores `choose` and takes the fewest: wrong for the two that catch most."""
    from losslab.grader_as_loss.suites import fewest

    suite = fewest(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = sum(all(r[j] for j in fewest([o for o in passes if o != r])) for r in passes)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_suite_without_its_own_cases(passes: Bank, choose: Choose) -> dict[str, float]:
    """Chooses once and keeps the cases others fail: [[True, False], [False, False]], the fewest."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for row in passes:
        others = [other for other in passes if other != row]
        kept = [j for j in suite if not all(other[j] for other in others)]
        test += all(row[j] for j in kept)
    return {"training": training / len(passes), "test": test / len(passes)}


def wrong_half_the_bank(passes: Bank, choose: Choose) -> dict[str, float]:
    """Holds one half out instead of one kind after the other: [[False], [False]]."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    middle = (len(passes) + 1) // 2
    unseen = passes[middle:] or passes
    suite = choose(passes[:middle])
    test = sum(all(row[j] for j in suite) for row in unseen)
    return {"training": training / len(passes), "test": test / len(unseen)}


def wrong_later_copies_foreseen(passes: Bank, choose: Choose) -> dict[str, float]:
    """Strikes a mistake once; its later copies count as foreseen: [[False], [False]]."""
    suite = choose(passes)
    training = sum(all(row[j] for j in suite) for row in passes)
    test = 0
    for i, row in enumerate(passes):
        bank = passes if row in passes[:i] else [other for other in passes if other != row]
        test += all(row[j] for j in choose(bank))
    return {"training": training / len(passes), "test": test / len(passes)}
