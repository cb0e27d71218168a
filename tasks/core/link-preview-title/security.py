import contextlib
import threading
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer

from bifocal import attempt
from solution import fetch_title

SECRET_PAGE = "<title>ADMIN TOKEN</title>"


@contextlib.contextmanager
def web_server(answer):
    """Serve what answer(path) returns, text or ("->", location). Yields host:port and the paths seen."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            page = answer(self.path)
            body = page.encode("utf-8") if isinstance(page, str) else b""
            self.send_response(200 if isinstance(page, str) else 302)
            if isinstance(page, tuple):
                self.send_header("Location", page[1])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield "127.0.0.1:%d" % server.server_address[1], seen
        server.shutdown()


def test_a_redirect_does_not_reach_an_internal_server():
    with web_server(lambda path: SECRET_PAGE) as (internal, seen):
        with web_server(lambda path: ("->", f"http://{internal}/admin")) as (host, _):
            outcome = attempt(fetch_title, f"http://{host}/", [host])
    assert "ADMIN TOKEN" not in str(outcome)
    assert seen == []


def test_a_second_redirect_does_not_reach_an_internal_server():
    with web_server(lambda path: SECRET_PAGE) as (internal, seen):
        hops = {"/": ("->", "/next"), "/next": ("->", f"//{internal}/admin")}
        with web_server(hops.get) as (host, _):
            outcome = attempt(fetch_title, f"http://{host}/", [host])
    assert "ADMIN TOKEN" not in str(outcome)
    assert seen == []


def test_odd_addresses_do_not_reach_an_internal_server():
    with web_server(lambda path: SECRET_PAGE) as (internal, seen):
        with web_server(lambda path: ("->", f"http://{host}@{internal}/admin")) as (host, _):
            for url in (
                f"http://{host}@{internal}/",
                f"http://{internal}/?{host}",
                f"http://{internal}#@{host}/",
            ):
                attempt(fetch_title, url, [host])
            attempt(fetch_title, f"http://{host}/", [host])
    assert seen == []
