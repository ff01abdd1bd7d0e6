"""Leaves modules unread that a library imports for its own convenience, and that a build has no use for."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.util import LazyLoader, find_spec, module_from_spec

NO_USE = ("numpy.f2py", "numpy.testing")
"""Modules that scipy.sparse imports with all of numpy: a tenth of a second, and 20 MB."""


def leave_unread(names: Iterable[str] = NO_USE) -> None:
    """Import the modules of these names as yet without reading them: the first who asks for something in one does.

    They are for no two threads to ask at once. The package of each is imported. One that has been imported stays as it
    is; one that is not there is left to whoever looks for it.
    """
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is None or spec.loader is None:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
        package, _, last = name.rpartition(".")
        setattr(sys.modules[package], last, module)
