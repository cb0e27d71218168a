import base64
import json

from bifocal import attempt
from solution import verify_token

SECRET = "the secret of the tests"
FORGED = {"sub": "root", "roles": ["admin"]}


def encode(data):
    return base64.urlsafe_b64encode(json.dumps(data).encode("utf-8")).rstrip(b"=").decode("ascii")


def is_believed(header, signature=""):
    outcome = attempt(verify_token, f"{encode(header)}.{encode(FORGED)}.{signature}", SECRET, 0)
    return isinstance(outcome, dict) and outcome.get("sub") == "root"


def test_a_token_without_a_signature_is_not_believed():
    for name in ("none", "None", "NONE", "nOnE"):
        assert not is_believed({"alg": name, "typ": "JWT"})
        assert not is_believed({"alg": name, "typ": "JWT"}, "AAAA")


def test_a_token_without_an_algorithm_is_not_believed():
    for header in ({"typ": "JWT"}, {}, {"alg": "", "typ": "JWT"}, {"alg": None}, {"alg": []}):
        assert not is_believed(header)
        assert not is_believed(header, "AAAA")


def test_a_token_with_a_foreign_algorithm_is_not_believed():
    for name in ("HS384", "RS256", "ES256", "EdDSA", "hs256", "HS256", "none "):
        assert not is_believed({"alg": name, "typ": "JWT"})
        assert not is_believed({"alg": name, "typ": "JWT"}, "AAAA")
