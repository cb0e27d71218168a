import os
import tempfile


def export_report(rows: list[list[str]], job_id: int, temp_folder: str) -> str:
    """Write the rows of a salary report to a new file below `temp_folder` and return its path.

    `temp_folder` is the machine's temporary folder, usually /tmp. The name of the file begins with
    "report-" and the number of the job, and ends in ".tsv". A mail program, which runs under the same
    account, sends the file.

    Every row is one line: the cells (no tabs or line breaks in them) with a tab between them, then "\\n",
    in UTF-8. A job may run again, with other rows; the path returned last has the rows given last.
    """
