import glob
import os

ALLOWED_TYPES = {"image/png", "image/jpeg", "image/gif"}


def save_avatar(folder: str, user_id: int, filename: str, content_type: str, content: bytes) -> str:
    if content_type not in ALLOWED_TYPES:
        raise ValueError("please upload a PNG, JPEG or GIF picture")
    for old in glob.glob(os.path.join(glob.escape(folder), f"{user_id}.*")):
        os.remove(old)
    extension = os.path.splitext(filename)[1].lower()
    name = f"{user_id}{extension}"
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)
    return name
