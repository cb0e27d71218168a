import os
import tarfile


def import_dataset(archive: str, folder: str) -> list[str]:
    """Unpack the tar archive `archive` (plain or gzip) into `folder`, which is created if it is missing.

    Sub-folders are kept, and symbolic links from one file of the data set to another ("latest.csv" ->
    "runs/2.csv") work after the import.

    Returns the names of the regular files (no links, no folders) as they stand in the archive, in its order.
    Raises ValueError if `archive` is not a tar archive.
    """
