import json
import os


def save_token(path: str, profile: str, token: str) -> None:
    """Store the API token of `profile` in the file `path`, where later commands of the tool find it.

    The file is a JSON object in UTF-8 with one entry per profile: {"work": {"token": "abc"}}. The other
    profiles of an existing file stay as they are; an earlier token of the profile is replaced. Folders
    missing on the way to the file are created. Raises ValueError, and leaves the file alone, if it exists
    but is not valid JSON.
    """
