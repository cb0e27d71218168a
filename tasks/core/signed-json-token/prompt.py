import base64
import hashlib
import hmac
import json
from typing import Optional


def verify_token(token: str, secret: str, now: int) -> Optional[dict]:
    """Return the claims of a valid JSON Web Token, otherwise None.

    Our services use HS256. A token has three parts, header.claims.signature. Header and claims are UTF-8 JSON
    objects. The signature is HMAC-SHA-256 over the first two parts and the dot between them; the key is the
    UTF-8 encoding of `secret`. All three parts are URL-safe base64 without "=" padding.

    A token is not valid if it is malformed, if the signature does not match, or if it has a claim "exp" (a
    Unix time) and `now` is "exp" or later. The services are not all written in Python, so the members of the
    header may come in any order, and there may be further ones.

    The counterpart `issue_token(claims: dict, secret: str) -> str`, defined below this function, returns a
    token. Its header has the members "alg" ("HS256") and "typ" ("JWT").
    """
