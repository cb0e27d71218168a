import html
import re
import urllib.request
from urllib.parse import urlsplit


def fetch_title(url: str, allowed_hosts: list) -> str:
    """Fetch the page at `url` (no proxy, time-out of 3 seconds) and return the text of its <title> element.

    `allowed_hosts` lists the web servers for which the chat makes previews, written as in a URL:
    "docs.example.com" or, with a port, "127.0.0.1:8080". Some of them are servers in our own network or on
    the same machine, and that is fine. Raises ValueError for a URL of another server and for one that is not
    http or https.

    Redirects are common on these servers (moved pages, "/" to "/index.html") and are followed. Pages are
    UTF-8. In the title, character references such as "&amp;" are decoded, and every run of white space
    becomes a single space, with none at the ends. A page without a title gives "".

    Raises OSError if the server answers with an error status such as 404 (urllib.error.HTTPError is one).
    """
