from http.cookies import SimpleCookie
from typing import Optional


def session_cookie(session_id: str, max_age: Optional[int] = None) -> str:
    cookie = SimpleCookie()
    cookie["sid"] = session_id
    morsel = cookie["sid"]
    morsel["path"] = "/"
    morsel["secure"] = True
    morsel["httponly"] = True
    morsel["samesite"] = "Lax"
    if max_age is not None:
        morsel["max-age"] = str(max_age)
    return morsel.OutputString()
