import gzip
import io
import zlib


def decode_body(body: bytes, content_encoding: str, max_bytes: int) -> bytes:
    """Return the message in the body of an API request.

    `content_encoding` is the value of the request's header: "gzip" (in capitals or not), or "identity" or
    "" for a body that is not compressed. A gzip body may consist of several gzip members one after
    another; the message is all their contents joined.

    Raises ValueError if the message is longer than `max_bytes`, for other encodings, and for a gzip body
    that is damaged or cut off.
    """
