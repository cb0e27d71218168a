def decode_body(body: bytes, content_encoding: str, max_bytes: int) -> bytes:
    return None
