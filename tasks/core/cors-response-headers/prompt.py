import re
from typing import Optional


def cors_headers(origin: Optional[str], allowed_origins: list) -> dict:
    """Return the CORS response headers (name to value) of an API that is called with the user's cookies.

    `origin` is the value of the Origin request header, or None if there is none. The entries of
    `allowed_origins` are written like an origin, for example "https://app.example.com" or
    "http://localhost:3000". The host of an entry may begin with "*.": "https://*.example.com" stands for all
    sub-domains of example.com at any depth, but not for example.com itself.

    For an allowed origin the headers are Access-Control-Allow-Origin with the origin itself,
    Access-Control-Allow-Credentials with "true", and Vary with "Origin". For any other origin, and without
    one, the result is {"Vary": "Origin"}.
    """
