def build_redirect(back: str, language: str) -> bytes:
    headers = {"Location": back or "/"}
    if language:
        headers["Set-Cookie"] = f"language={language}; Path=/"
    headers["Content-Length"] = "0"
    headers["Connection"] = "close"
    for name, value in headers.items():
        if not (value.isascii() and value.isprintable()):
            raise ValueError(f"unusable value for {name}: {value!r}")
    lines = ["HTTP/1.1 302 Found", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")
