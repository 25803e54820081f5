from collections.abc import Sequence

from losslab.representing_goals.goals import World


def op2(world: World, domain: Sequence[int] | None = None) -> bool:
    """Say whether in an idealization only good novels minimize the mathematical loss.

    An idealization says over which texts one minimizes. In it nobody writes anything: there is
    no machine, no register and nothing to tamper with.

    Parameters
    ----------
    world
        A dict as in :func:`op1`; what counts here is ``good`` and ``loss``.
    domain
        The texts that the idealization admits, as places in these lists: different integers
        from 0 on, at least one, in any order. None means all texts of the world, reachable or
        not.

    Returns
    -------
    bool
        True if every text of the domain whose loss is the least in the domain is good.

    Notes
    -----
    Several texts may share the least loss exactly. Compare losses as they are.
    """
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][text] for text in texts)
    return all(world["good"][text] for text in texts if world["loss"][text] == least)
