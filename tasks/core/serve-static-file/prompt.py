import os
from urllib.parse import unquote


def handle_static(root: str, raw_path: str) -> tuple[int, bytes]:
    """Return status and body for a request for a static file below the folder `root`.

    `raw_path` is the path of the request line: it begins with "/", is percent-encoded ("/my%20logo.png",
    UTF-8) and may have a query string, which is ignored ("/main.css?v=3").

    Returns (200, content) for a file. For a folder, with or without a final "/", its index.html is
    served. Returns (404, b"") if there is no such file.
    """
