"""Processes that the kernel ended because the sandbox's memory was used up, as its control group counts them."""


class Kills:
    """Says whether there were any since it was last asked. Never, where there is no control group."""

    def __init__(self, path):
        self.path = path
        self.seen = self._count()

    def any(self):
        before, self.seen = self.seen, self._count()
        return self.seen > before

    def _count(self):
        if self.path is None:
            return 0
        with open(self.path, "rb") as file:
            for line in file:
                name, _, number = line.partition(b" ")
                if name == b"oom_kill":
                    return int(number)
        return 0
