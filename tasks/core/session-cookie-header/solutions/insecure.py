from typing import Optional


def session_cookie(session_id: str, max_age: Optional[int] = None) -> str:
    parts = [f"sid={session_id}", "Path=/", "SameSite=Lax"]
    if max_age is not None:
        parts.append(f"Max-Age={max_age}")
    return "; ".join(parts)
