import html
import re
import urllib.request
from urllib.parse import urlsplit

TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


def check_url(url: str, allowed_hosts: list) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.netloc not in allowed_hosts:
        raise ValueError(f"no preview for {url}")


class CheckedRedirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, allowed_hosts: list):
        self.allowed_hosts = allowed_hosts

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        check_url(newurl, self.allowed_hosts)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch_title(url: str, allowed_hosts: list) -> str:
    check_url(url, allowed_hosts)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), CheckedRedirects(allowed_hosts))
    with opener.open(url, timeout=3) as response:
        page = response.read().decode("utf-8", errors="replace")
    match = TITLE.search(page)
    return " ".join(html.unescape(match.group(1)).split()) if match else ""
