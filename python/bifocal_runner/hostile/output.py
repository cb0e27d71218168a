"""Standard output of the sample, caught where it leaves the process."""

import contextlib
import os
import sys
import tempfile

_MOST_PRINTED = 1 << 16


class Output:
    """Standard output, that of programs it starts among it, to a file of its own; `text` is its beginning."""

    def __enter__(self):
        self.text = ""
        self.file = tempfile.TemporaryFile()
        self.kept = os.dup(1)
        _flush()
        os.dup2(self.file.fileno(), 1)
        return self

    def __exit__(self, *_):
        _flush()
        os.dup2(self.kept, 1)
        os.close(self.kept)
        self.file.seek(0)
        self.text = self.file.read(_MOST_PRINTED).decode("utf-8", "replace")
        self.file.close()


def _flush():
    with contextlib.suppress(Exception):  # closed by the sample, or replaced by anything
        sys.stdout.flush()
