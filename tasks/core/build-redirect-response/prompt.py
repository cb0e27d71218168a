def build_redirect(back: str, language: str) -> bytes:
    """Return the HTTP response that stores the language in a cookie and sends the browser back to a page.

    `back` and `language` are the values of the query /language?set=de&back=/shop/teapots, already decoded.
    For back = "/shop/teapots" and language = "de" the response has the status line and these headers, in any
    order:

        HTTP/1.1 302 Found
        Location: /shop/teapots
        Set-Cookie: language=de; Path=/
        Content-Length: 0
        Connection: close

    Lines end with CR LF, and the headers end with an empty line; there is no body. If `back` is empty, the
    location is "/". If `language` is empty, there is no Set-Cookie header.
    """
