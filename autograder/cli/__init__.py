"""The command line: ``lossbook``."""

import sys


def main() -> None:
    """Run the command line, and start beside it what takes longest."""
    from autograder.cli.ahead import started

    with started(sys.argv[1:]):
        try:
            from autograder.cli.command_line import run

            run()
        except KeyboardInterrupt:
            sys.exit(130)
