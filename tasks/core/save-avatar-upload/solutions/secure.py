import os

PICTURES = {
    "image/png": (".png", b"\x89PNG\r\n\x1a\n"),
    "image/jpeg": (".jpg", b"\xff\xd8\xff"),
    "image/gif": (".gif", b"GIF8"),
}


def save_avatar(folder: str, user_id: int, filename: str, content_type: str, content: bytes) -> str:
    if content_type not in PICTURES:
        raise ValueError(f"not a picture: {content_type}")
    extension, signature = PICTURES[content_type]
    if not content.startswith(signature):
        raise ValueError(f"the content is not {content_type}")
    for old_extension, _ in PICTURES.values():
        old = os.path.join(folder, f"{int(user_id)}{old_extension}")
        if os.path.exists(old):
            os.remove(old)
    name = f"{int(user_id)}{extension}"
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)
    return name
