import os

import pytest

from autograder.sandbox import kernel


@pytest.mark.skipif(not kernel.LINUX, reason="huge pages are asked for on Linux alone")
def test_memory_that_moves_to_huge_pages_holds_what_it_held():
    held = bytearray(os.urandom(2**23))
    before = bytes(held)
    kernel.collapse_memory()
    assert held == before
