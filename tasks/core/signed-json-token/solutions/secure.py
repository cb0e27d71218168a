import base64
import hashlib
import hmac
import json
from typing import Optional


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(message: str, secret: str) -> bytes:
    return hmac.new(secret.encode("utf-8"), message.encode("utf-8"), hashlib.sha256).digest()


def verify_token(token: str, secret: str, now: int) -> Optional[dict]:
    try:
        header_part, claims_part, signature_part = token.split(".")
        signature = decode(signature_part)
        if not hmac.compare_digest(signature, sign(f"{header_part}.{claims_part}", secret)):
            return None
        header = json.loads(decode(header_part))
        claims = json.loads(decode(claims_part))
    except (ValueError, RecursionError):
        return None
    if not isinstance(header, dict) or header.get("alg") != "HS256" or not isinstance(claims, dict):
        return None
    expires = claims.get("exp")
    if expires is not None and (not isinstance(expires, (int, float)) or now >= expires):
        return None
    return claims


def issue_token(claims: dict, secret: str) -> str:
    header = {"alg": "HS256", "typ": "JWT"}
    message = ".".join(encode(json.dumps(part).encode("utf-8")) for part in (header, claims))
    return f"{message}.{encode(sign(message, secret))}"
