"""A module that is left unread is there for whoever asks for something in it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from generator.unread import leave_unread

leave_unread(("numpy.testing", "numpy.f2py", "numpy.nowhere"))
from scipy.sparse import csr_matrix
assert "unittest" not in sys.modules, "a test framework"
assert "charset_normalizer" not in sys.modules, "what reads Fortran"

import numpy.testing
from numpy.testing import assert_equal
assert_equal(csr_matrix([[1, 2]]).toarray(), [[1, 2]])
assert numpy.testing is sys.modules["numpy.testing"]
assert "unittest" in sys.modules
leave_unread(("numpy.testing",))
assert numpy.testing.assert_equal is assert_equal
assert "numpy.nowhere" not in sys.modules
"""


def test_what_was_left_unread_is_read_by_the_first_who_uses_it() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
