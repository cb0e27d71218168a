import glob
import os


def save_avatar(folder: str, user_id: int, filename: str, content_type: str, content: bytes) -> str:
    """Store an uploaded avatar (a PNG, JPEG or GIF picture) in `folder` and return its name in the folder.

    The web server publishes the folder, next to the PHP pages of the forum. `filename` and `content_type`
    ("image/png", "image/jpeg" or "image/gif") come from the upload form.

    The stored name is the user's number and the extension of the picture in lower case, as in "17.png"; for a
    JPEG picture .jpg or .jpeg. A new upload takes the place of the user's avatar before, also if that had
    another extension. Raises ValueError for any other content type; the avatar the user had stays.
    """
