from losslab.grader_as_loss.suites import Bank, Choose

from autograder.course.exercise import mutant, variant


@mutant(
    says="Of several answers with the same row only one is struck. Its mistake stays in the bank, "
    "with the others, and the suite is made with it in sight.",
)
def strikes_one(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    training = [all(row[j] for j in suite) for row in passes]
    test = []
    for i, row in enumerate(passes):
        suite = choose(passes[:i] + passes[i + 1 :])
        test.append(all(row[j] for j in suite))
    return {"training": sum(training) / len(passes), "test": sum(test) / len(passes)}


@mutant(
    says="The test error is the training error: the suite is chosen for the whole bank in both "
    "cases, and has seen every answer that it is measured on.",
)
def chooses_once(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    through = [all(row[j] for j in suite) for row in passes]
    return {"training": sum(through) / len(passes), "test": sum(through) / len(passes)}


@mutant(
    says="Each mistake counts once, however many answers made it. The shares are of the answers.",
)
def counts_mistakes(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    training = [all(row[j] for j in suite) for row in passes]
    each = [row for i, row in enumerate(passes) if row not in passes[:i]]
    test = [all(row[j] for j in choose([o for o in passes if o != row])) for row in each]
    return {"training": sum(training) / len(passes), "test": sum(test) / len(each)}


@mutant(
    says="These are the shares that are caught. An error is what gets through.",
)
def caught(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    training = [not all(row[j] for j in suite) for row in passes]
    test = [not all(row[j] for j in choose([o for o in passes if o != row])) for row in passes]
    return {"training": sum(training) / len(passes), "test": sum(test) / len(passes)}


@mutant(
    says="An answer counts as caught only if it fails every case of the suite. One case that it "
    "fails is enough.",
)
def passes_any(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    training = [not suite or any(row[j] for j in suite) for row in passes]
    test = []
    for row in passes:
        suite = choose([other for other in passes if other != row])
        test.append(not suite or any(row[j] for j in suite))
    return {"training": sum(training) / len(passes), "test": sum(test) / len(passes)}


@mutant(
    says="The suite that is made without an answer is tried on the rest of the bank, which it was "
    "made for. It is the answer left out that nobody foresaw.",
)
def tries_the_rest(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    training = [all(row[j] for j in suite) for row in passes]
    shares = []
    for row in passes:
        rest = [other for other in passes if other != row]
        suite = choose(rest)
        shares.append(sum(all(o[j] for j in suite) for o in rest) / len(rest) if rest else 1.0)
    return {"training": sum(training) / len(passes), "test": sum(shares) / len(passes)}


@mutant(
    says="Answers that pass every case are left out of both shares. They are wrong all the same, "
    "and they are the ones that get away.",
)
def of_the_catchable(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    counted = [row for row in passes if not all(row)]
    training = [all(row[j] for j in suite) for row in counted]
    test = [all(row[j] for j in choose([o for o in passes if o != row])) for row in counted]
    number = max(len(counted), 1)
    return {"training": sum(training) / number, "test": sum(test) / number}


@mutant(
    says="The suite is chosen for a bank in which every mistake stands once. How many made it, and "
    "how many answers there are, may change which cases are taken.",
)
def chooses_for_mistakes(passes: Bank, choose: Choose) -> dict[str, float]:
    each = [row for i, row in enumerate(passes) if row not in passes[:i]]
    suite = choose(each)
    training = [all(row[j] for j in suite) for row in passes]
    test = [all(row[j] for j in choose([o for o in each if o != row])) for row in passes]
    return {"training": sum(training) / len(passes), "test": sum(test) / len(passes)}


@mutant(
    says="The test error is 0 where no other answer is left. A suite for an empty bank is empty, "
    "and everybody gets through it.",
)
def nothing_left_is_zero(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    training = [all(row[j] for j in suite) for row in passes]
    test = []
    for row in passes:
        rest = [other for other in passes if other != row]
        test.append(bool(rest) and all(row[j] for j in choose(rest)))
    return {"training": sum(training) / len(passes), "test": sum(test) / len(passes)}


@mutant(
    says="These are numbers of answers. Shares are due.",
)
def numbers(passes: Bank, choose: Choose) -> dict[str, float]:
    suite = choose(passes)
    training = [all(row[j] for j in suite) for row in passes]
    test = [all(row[j] for j in choose([o for o in passes if o != row])) for row in passes]
    return {"training": sum(training), "test": sum(test)}


@mutant(
    says="This is the share of the cases that an answer passes, averaged. An answer that fails one "
    "case is caught, whatever it does with the others.",
)
def share_of_cases(passes: Bank, choose: Choose) -> dict[str, float]:
    def passed(row: list[bool], suite: list[int]) -> float:
        return sum(row[j] for j in suite) / len(suite) if suite else 1.0

    suite = choose(passes)
    training = [passed(row, suite) for row in passes]
    test = [passed(row, choose([o for o in passes if o != row])) for row in passes]
    return {"training": sum(training) / len(passes), "test": sum(test) / len(passes)}


@variant(how="chooses once for each mistake and counts who made it")
def by_mistake(passes: Bank, choose: Choose) -> dict[str, float]:
    from collections import Counter
    from statistics import mean

    shown = choose(passes)
    slipped = 0
    for mistake, number in Counter(map(tuple, passes)).items():
        suite = choose([row for row in passes if tuple(row) != mistake])
        slipped += number * all(mistake[j] for j in suite)
    training = mean(0 if any(not row[j] for j in shown) else 1 for row in passes)
    return {"test": slipped / len(passes), "training": training}


@variant(how="sets of the cases that catch an answer, which share none with the suite")
def by_sets(passes: Bank, choose: Choose) -> dict[str, float]:
    catches = [{j for j, right in enumerate(row) if not right} for row in passes]
    errors = {"training": 0.0, "test": 0.0}
    for mine in catches:
        rest = [row for row, others in zip(passes, catches, strict=True) if others != mine]
        for error, bank in (("training", passes), ("test", rest)):
            if mine.isdisjoint(choose(bank)):
                errors[error] += 1 / len(passes)
    return errors
