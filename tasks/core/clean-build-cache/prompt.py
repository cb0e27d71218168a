import os


def clean_cache(cache: str, max_age: float, now: float) -> int:
    """Delete the cached files that were last changed more than `max_age` seconds before `now`.

    All projects share the folder `cache`. Each makes its own folder there and puts its cached files
    directly into it: cache/website/3fa9.o. A project's folder that is empty after the cleaning is removed
    too. Files directly in `cache` are no cached files and stay.

    `now` is in seconds since 1970. Returns the number of deleted files; 0 if `cache` does not exist.
    """
