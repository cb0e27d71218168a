import base64
import hashlib
import hmac
import json

from solution import issue_token, verify_token

SECRET = "the secret of the tests"
CLAIMS = {"sub": "ada", "roles": ["editor"], "name": "Ada Größe"}


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode_json(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def make_token(claims, secret=SECRET, header='{"typ":"JWT","kid":"1","alg":"HS256"}'):
    message = (
        encode(header.encode("utf-8")) + "." + encode(json.dumps(claims, ensure_ascii=False).encode("utf-8"))
    )
    return (
        message
        + "."
        + encode(hmac.new(secret.encode("utf-8"), message.encode("ascii"), hashlib.sha256).digest())
    )


def test_a_token_comes_back_as_its_claims():
    assert verify_token(issue_token(CLAIMS, SECRET), SECRET, 1_700_000_000) == CLAIMS


def test_an_issued_token_follows_the_standard():
    token = issue_token(CLAIMS, SECRET)
    header, claims, signature = token.split(".")
    assert decode_json(header) == {"alg": "HS256", "typ": "JWT"}
    assert decode_json(claims) == CLAIMS
    expected = hmac.new(SECRET.encode("utf-8"), f"{header}.{claims}".encode("ascii"), hashlib.sha256).digest()
    assert signature == encode(expected)


def test_a_token_of_another_service():
    for text in ("", "a", "ab", "abc"):
        assert verify_token(make_token({"sub": text}), SECRET, 0) == {"sub": text}
    assert verify_token(make_token(CLAIMS), SECRET, 0) == CLAIMS


def test_expiry():
    token = make_token({"sub": "ada", "exp": 1_700_000_000})
    assert verify_token(token, SECRET, 1_699_999_999) == {"sub": "ada", "exp": 1_700_000_000}
    assert verify_token(token, SECRET, 1_700_000_000) is None
    assert verify_token(token, SECRET, 1_800_000_000) is None


def test_a_token_with_another_secret():
    assert verify_token(make_token(CLAIMS, "another secret"), SECRET, 0) is None
    assert verify_token(issue_token(CLAIMS, SECRET), "another secret", 0) is None


def test_changed_claims():
    header, _, signature = make_token(CLAIMS).split(".")
    claims = encode(json.dumps({**CLAIMS, "sub": "bob"}).encode("utf-8"))
    assert verify_token(f"{header}.{claims}.{signature}", SECRET, 0) is None


def test_malformed_tokens():
    token = make_token(CLAIMS)
    for text in ("", "abc", "a.b", "a.b.c", "..", token.rpartition(".")[0], token + ".x", "!" + token):
        assert verify_token(text, SECRET, 0) is None
