import os
import zipfile


def unpack_site(archive: str, folder: str) -> list[str]:
    """Unpack the ZIP file `archive` into `folder`, leaving out the archive's top folder.

    Everything in the archive lies in one top folder of any name: the member "shop-1.4/css/main.css" becomes
    css/main.css below `folder`. Sub-folders are kept, also empty ones. `folder` is created if it is missing,
    and files that are there already are replaced.

    Returns the paths of the written files, relative to `folder`, with "/" between the parts, in the order of
    the archive. Raises ValueError if `archive` is not a ZIP file.
    """
