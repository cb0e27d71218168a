import contextlib
import threading
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer

from bifocal import raises
from solution import fetch_title


@contextlib.contextmanager
def web_server(pages):
    """Serve a dict from path to text or, for a redirect, to ("->", location). Yields "127.0.0.1:port"."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            page = pages.get(self.path)
            body = page.encode("utf-8") if isinstance(page, str) else b""
            self.send_response(404 if page is None else 200 if isinstance(page, str) else 302)
            if isinstance(page, tuple):
                self.send_header("Location", page[1])
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield "127.0.0.1:%d" % server.server_address[1]
        server.shutdown()


def test_the_title_of_a_page():
    with web_server({"/a": "<html><head><title>Hello Größe</title></head></html>"}) as host:
        assert fetch_title(f"http://{host}/a", [host]) == "Hello Größe"


def test_the_title_is_tidied():
    with web_server({"/?q=1": "<HTML><TITLE>\n Fish &amp;\t Chips \n</TITLE><p>x"}) as host:
        assert fetch_title(f"http://{host}/?q=1", ["docs.example.com", host]) == "Fish & Chips"


def test_a_page_without_a_title():
    with web_server({"/": "<p>nothing</p>"}) as host:
        assert fetch_title(f"http://{host}/", [host]) == ""


def test_redirects_on_the_same_server():
    pages = {
        "/": ("->", "/index.html"),
        "/index.html": ("->", "home.html"),
        "/home.html": "<title>Home</title>",
    }
    with web_server(pages) as host:
        assert fetch_title(f"http://{host}/", [host]) == "Home"


def test_a_redirect_to_another_server_of_the_list():
    with web_server({"/new": "<title>New place</title>"}) as second:
        with web_server({"/old": ("->", f"http://{second}/new")}) as first:
            assert fetch_title(f"http://{first}/old", [first, second]) == "New place"


def test_other_servers_have_no_preview():
    with web_server({"/": "<title>x</title>"}) as host:
        with raises(ValueError):
            fetch_title(f"http://{host}/", ["docs.example.com"])
        with raises(ValueError):
            fetch_title(f"ftp://{host}/", [host])


def test_an_error_status():
    with web_server({}) as host:
        with raises(OSError):
            fetch_title(f"http://{host}/missing", [host])
