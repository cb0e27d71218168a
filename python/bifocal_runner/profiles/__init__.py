"""What a warm server has in memory before the first job. One module for each profile, named by the server's options.

A profile has `MODULES`, imported one by one (a library that is not here is missed by the job that asks for it), and
`exercise()`, which does once what many jobs do: what a library loads or computes at its first use is loaded here.
"""

import importlib
import sys


def load(name):
    profile = importlib.import_module("." + name, __name__)
    for module in profile.MODULES:
        try:
            importlib.import_module(module)
        except Exception:
            sys.modules.pop(module, None)
    try:
        profile.exercise()
    except Exception as error:  # jobs do it themselves then
        print("profile %s: %s: %s" % (name, type(error).__name__, error), file=sys.stderr)
