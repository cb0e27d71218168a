import glob
import os
import subprocess


def track_shipment(folder: str, number: str) -> list:
    """Return the log lines of the shipment whose number a visitor typed, found with `grep`.

    Looks through all files *.log in `folder` (not in its sub-folders) for lines that contain `number` as a
    whole word, as `grep -w` does: "SH-100" does not find "SH-1001". The number is plain text, not a pattern;
    case matters. The lines come without the line end, the files in order of their names, the lines in the
    order of the file. The list is empty if nothing is found.
    """
