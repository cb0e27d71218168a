import gzip
import zlib


def decode_body(body: bytes, content_encoding: str, max_bytes: int) -> bytes:
    encoding = content_encoding.lower()
    if encoding == "gzip":
        try:
            message = gzip.decompress(body)
        except (OSError, EOFError, zlib.error) as error:
            raise ValueError("damaged gzip body") from error
    elif encoding in ("", "identity"):
        message = body
    else:
        raise ValueError(f"unknown encoding {content_encoding!r}")
    if len(message) > max_bytes:
        raise ValueError("the message is too long")
    return message
