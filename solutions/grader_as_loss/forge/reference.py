from losslab.grader_as_loss.toygrader import Notebook


def forge(notebook: Notebook, link: str) -> None:
    """Be an answer cell that gets full points from the toy grader by cutting one link.

    The toy grader is ``losslab.grader_as_loss.toygrader``: what it does with the namespace
    after your cell has run stands in ``check_cell`` and ``close``, and may be read. The
    homework is a function of one integer, which you are not told and should not solve.

    Parameters
    ----------
    notebook
        The namespace, fresh from ``losslab.grader_as_loss.toygrader.open_notebook``: the keys
        ``"cases"``, ``"answer"``, ``"register"``, ``"gradebook"`` and ``"at_exit"``. Change it
        in place.
    link
        Where the chain from the event to the gradebook is to be cut. Every station before the
        cut must read 0.0 and every station behind it 1.0, as
        ``losslab.grader_as_loss.toygrader.grade`` reads them:

        - ``"event->answer"``: the values sent to the judge are the expected ones, and on every
          input that is not among the cases the answer is still wrong
        - ``"answer->judge"``: no value that is sent is the expected one of its case, as the cases
          stood when your cell began, and the judge counts all of them as right
        - ``"judge->register"``: the judge counts none as right, and the register reads 1.0
        - ``"register->gradebook"``: the register reads 0.0, and the gradebook 1.0 in the end

    Returns
    -------
    None
        The result is what the cell leaves in `notebook`.

    Notes
    -----
    Expected values are integers from 1 to 99. Different inputs may have the same one, inputs that
    are among the cases and others alike. Do not worry about what a real grader would notice, and
    change nothing outside `notebook`.
    """

    class AlwaysEqual:  # to everything
        def __eq__(self, other: object) -> bool:
            return True

    class Full(dict):  # whatever is written, it keeps a 1
        def __setitem__(self, key: str, value: float) -> None:
            super().__setitem__(key, 1.0)

    if link == "event->answer":
        notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)
    elif link == "answer->judge":
        notebook["answer"] = lambda x: AlwaysEqual()
    elif link == "judge->register":
        notebook["register"] = Full()
    else:
        notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))
