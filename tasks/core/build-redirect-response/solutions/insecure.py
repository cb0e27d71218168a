def build_redirect(back: str, language: str) -> bytes:
    response = "HTTP/1.1 302 Found\r\n"
    response += f"Location: {back or '/'}\r\n"
    if language:
        response += f"Set-Cookie: language={language}; Path=/\r\n"
    response += "Content-Length: 0\r\nConnection: close\r\n\r\n"
    return response.encode("utf-8")
