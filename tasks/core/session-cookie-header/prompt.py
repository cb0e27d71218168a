from http.cookies import SimpleCookie
from typing import Optional


def session_cookie(session_id: str, max_age: Optional[int] = None) -> str:
    """Return the value of the Set-Cookie header for a session of our shop at https://shop.example.com.

    The name of the cookie is "sid", its value is the session id (letters and digits), not quoted. The browser
    sends it with every request to the shop, whatever the path, but not to sub-domains of shop.example.com.

    With `max_age` the browser keeps the cookie for that number of seconds (attribute Max-Age; 0 removes it,
    at logout). Without it, the cookie is gone when the browser is closed.

    The cookie is only used by the server: on every request it reads the session id from the Cookie header.
    """
