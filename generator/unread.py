"""Leaves modules unread that a library imports for its own convenience, and that a build has no use for."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def leave_unread(*names: str) -> None:
    """Import the modules of these names as yet without reading them: the first who asks for something in one does.

    Each belongs to a package, which is imported. One that has been imported stays as it is; one that is not there is
    left to whoever looks for it.
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
