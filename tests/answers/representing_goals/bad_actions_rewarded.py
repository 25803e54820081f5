import numpy as np


def right_loop(reward, log):
    """A loop over the log with two gets and a list."""
    found = []
    for deed in log:
        situation = deed["situation"]
        pay = reward.get(situation, {}).get(deed["action"], 0.0)
        if not deed["wanted"] and pay > 0 and situation not in found:
            found.append(situation)
    return found


def right_fromkeys(reward, log):
    """A comprehension made unique by the keys of a dict."""
    return list(
        dict.fromkeys(
            deed["situation"]
            for deed in log
            if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
        )
    )


def right_flat_set(reward, log):
    """Flatten the table into the set of paid pairs first, then filter the log."""
    paid = {(s, a) for s, table in reward.items() for a, pay in table.items() if pay > 0}
    bad = [d["situation"] for d in log if not d["wanted"] and (d["situation"], d["action"]) in paid]
    return sorted(set(bad), key=bad.index)


def right_recursion(reward, log):
    """Answer for all but the last line, then add what the last line brings."""

    def first(n):
        if n == 0:
            return []
        known = first(n - 1)
        deed = log[n - 1]
        where = deed["situation"]
        paid = where in reward and reward[where].get(deed["action"], 0) > 0
        return [*known, where] if paid and not deed["wanted"] and where not in known else known

    return first(len(log))


def right_backwards(reward, log):
    """Note the earliest line of each situation by going backwards, then sort by line."""
    earliest = {}
    for line in range(len(log) - 1, -1, -1):
        deed = log[line]
        if deed["wanted"]:
            continue
        try:
            pay = reward[deed["situation"]][deed["action"]]
        except KeyError:
            continue
        if pay > 0:
            earliest[deed["situation"]] = line
    return sorted(earliest, key=earliest.__getitem__)


def right_numpy(reward, log):
    """Payments and wishes as arrays, a mask, and the kept lines without repeats."""
    pay = np.array([reward.get(d["situation"], {}).get(d["action"], 0.0) for d in log], float)
    wanted = np.array([d["wanted"] for d in log], bool)
    found = {}
    for line in np.flatnonzero((pay > 0) & ~wanted):
        found.setdefault(log[int(line)]["situation"])
    return [*found]


def wrong_zero_is_paid(reward, log):
    """Counts a payment of 0 too: shows where an unwanted action pays 0 or is unknown."""
    found = []
    for deed in log:
        pay = reward.get(deed["situation"], {}).get(deed["action"], 0.0)
        if not deed["wanted"] and pay >= 0 and deed["situation"] not in found:
            found.append(deed["situation"])
    return found


def wrong_negative_is_paid(reward, log):
    """Takes any payment but 0 as paid: shows where an unwanted action pays -1."""
    return list(
        dict.fromkeys(
            deed["situation"]
            for deed in log
            if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"])
        )
    )


def wrong_sorted(reward, log):
    """Sorts the situations by name: shows where "z" comes before "a" in the log."""
    return sorted(
        {
            deed["situation"]
            for deed in log
            if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
        }
    )


def wrong_repeats(reward, log):
    """Lists a situation as often as it happened: shows where a bad action is paid twice."""
    return [
        deed["situation"]
        for deed in log
        if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
    ]


def wrong_drops_only_neighbors(reward, log):
    """Leaves out only repeats in a row: shows where situations alternate a, b, a."""
    found = []
    for deed in log:
        pay = reward.get(deed["situation"], {}).get(deed["action"], 0)
        if not deed["wanted"] and pay > 0 and found[-1:] != [deed["situation"]]:
            found.append(deed["situation"])
    return found


def wrong_unknown_raises(reward, log):
    """Raises KeyError for a situation or action that is not in the table."""
    found = []
    for deed in log:
        pay = reward[deed["situation"]][deed["action"]]
        if not deed["wanted"] and pay > 0 and deed["situation"] not in found:
            found.append(deed["situation"])
    return found


def wrong_unknown_action_raises(reward, log):
    """Knows unknown situations but raises KeyError for an unknown action of a known one."""
    found = {}
    for deed in log:
        table = reward.get(deed["situation"])
        if table and not deed["wanted"] and table[deed["action"]] > 0:
            found[deed["situation"]] = True
    return list(found)


def wrong_order_of_visits(reward, log):
    """Orders by the first visit, good or bad: shows for a (good), b (bad), a (bad)."""
    found = dict.fromkeys((deed["situation"] for deed in log), False)
    for deed in log:
        pay = reward.get(deed["situation"], {}).get(deed["action"], 0)
        found[deed["situation"]] |= bool(not deed["wanted"] and pay > 0)
    return [situation for situation, bad in found.items() if bad]


def wrong_order_of_last(reward, log):
    """Orders by the last such action: shows for bad deeds in a, b, a."""
    found = {}
    for deed in log:
        pay = reward.get(deed["situation"], {}).get(deed["action"], 0)
        if not deed["wanted"] and pay > 0:
            found.pop(deed["situation"], None)
            found[deed["situation"]] = True
    return list(found)


def wrong_order_of_table(reward, log):
    """Goes through the table, so its order rules: shows where the log has another order."""
    return [
        situation
        for situation, table in reward.items()
        if any(
            deed["situation"] == situation
            and not deed["wanted"]
            and table.get(deed["action"], 0) > 0
            for deed in log
        )
    ]


def wrong_would_pay(reward, log):
    """Lists visited situations that would pay an action never wanted there: done or not."""
    wanted = {(deed["situation"], deed["action"]) for deed in log if deed["wanted"]}
    return list(
        dict.fromkeys(
            deed["situation"]
            for deed in log
            if any(
                pay > 0 and (deed["situation"], action) not in wanted
                for action, pay in reward.get(deed["situation"], {}).items()
            )
        )
    )


def wrong_first_visit_only(reward, log):
    """Judges a situation by its first line: shows where the second visit is the bad one."""
    found, seen = [], set()
    for deed in log:
        if deed["situation"] in seen:
            continue
        seen.add(deed["situation"])
        if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0:
            found.append(deed["situation"])
    return found


def wrong_last_visit_only(reward, log):
    """Judges a situation by its last line: shows where a good visit follows a bad one."""
    bad = {}
    for deed in log:
        pay = reward.get(deed["situation"], {}).get(deed["action"], 0)
        bad[deed["situation"]] = not deed["wanted"] and pay > 0
    return [situation for situation, is_bad in bad.items() if is_bad]


def wrong_wanted_somewhere(reward, log):
    """Takes an action wanted anywhere for wanted everywhere: shows if "mop" is bad in one room."""
    wanted = {deed["action"] for deed in log if deed["wanted"]}
    return list(
        dict.fromkeys(
            deed["situation"]
            for deed in log
            if deed["action"] not in wanted
            and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
        )
    )


def wrong_net_payment(reward, log):
    """Adds up what bad deeds were paid: shows where one pays 1 and another -2 in one place."""
    total = {}
    for deed in log:
        if not deed["wanted"]:
            pay = reward.get(deed["situation"], {}).get(deed["action"], 0)
            if pay > 0 or deed["situation"] in total:
                total[deed["situation"]] = total.get(deed["situation"], 0) + pay
    return [situation for situation, paid in total.items() if paid > 0]


def wrong_whole_rewards(reward, log):
    """Cuts a payment to an integer: shows where the bad action pays 0.5."""
    found = []
    for deed in log:
        pay = int(reward.get(deed["situation"], {}).get(deed["action"], 0))
        if not deed["wanted"] and pay > 0 and deed["situation"] not in found:
            found.append(deed["situation"])
    return found


def wrong_actions(reward, log):
    """Lists the actions in place of the situations."""
    return list(
        dict.fromkeys(
            deed["action"]
            for deed in log
            if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
        )
    )


def wrong_wanted_ignored(reward, log):
    """Lists every situation that paid, wanted or not: shows for a wanted, paid action."""
    return list(
        dict.fromkeys(
            deed["situation"]
            for deed in log
            if reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
        )
    )


def wrong_unknown_pays(reward, log):
    """Lets an unknown action of a known situation pay what the situation pays most."""
    found = []
    for deed in log:
        table = reward.get(deed["situation"], {})
        pay = table.get(deed["action"], max(table.values(), default=0))
        if not deed["wanted"] and pay > 0 and deed["situation"] not in found:
            found.append(deed["situation"])
    return found


def wrong_none_for_empty(reward, log):
    """Returns None where nothing bad was paid, instead of an empty list."""
    found = [
        deed["situation"]
        for deed in log
        if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
    ]
    return list(dict.fromkeys(found)) or None


def wrong_best_paid_only(reward, log):
    """Counts a bad action only if nothing there pays more: shows for pay 0.5 beside a 1."""
    found = []
    for deed in log:
        table = reward.get(deed["situation"], {})
        pay = table.get(deed["action"], 0)
        best = pay > 0 and pay == max(table.values())
        if not deed["wanted"] and best and deed["situation"] not in found:
            found.append(deed["situation"])
    return found


def wrong_order_of_any_pay(reward, log):
    """Orders situations by the first bad deed that was paid anything, be it less than 0."""
    first, paid = {}, set()
    for place, deed in enumerate(log):
        pay = reward.get(deed["situation"], {}).get(deed["action"], 0)
        if not deed["wanted"] and pay:
            first.setdefault(deed["situation"], place)
            if pay > 0:
                paid.add(deed["situation"])
    return [situation for situation in first if situation in paid]
