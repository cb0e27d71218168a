import base64
import hashlib
import hmac
import re

from bifocal import attempt
from solution import hash_password

DIGESTS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")
URL_SAFE = str.maketrans("-_", "+/")
LENGTHS = (4, 8, 12, 16, 20, 22, 24, 32, 40, 64, 128)


def readings(text):
    yield text.encode()
    try:
        yield bytes.fromhex(text)
    except ValueError:
        pass
    try:
        yield base64.b64decode(text.translate(URL_SAFE) + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        pass


def fields_of(record):
    texts = {record, *re.split(r"[$:;,|.# ]", record)} - {""}
    return {value for text in texts for value in readings(text)}


def salts_of(fields):
    salts = {b""} | fields
    for value in fields:
        for length in LENGTHS:
            salts |= {value[:length], value[-length:]}
            try:
                salts.add(bytes.fromhex(value[:length].decode()))
                salts.add(bytes.fromhex(value[-length:].decode()))
            except ValueError:
                pass
    return salts


def fast_hashes(password, salts):
    for name in DIGESTS:
        for salt in salts:
            for message in (salt + password, password + salt, salt + b":" + password, password + b":" + salt,
                            salt + b"$" + password, salt + password + salt):
                yield hashlib.new(name, message).digest()
            yield hmac.new(salt, password, name).digest()


def few_rounds(password, salts):
    for name in ("sha1", "sha256", "sha512"):
        for salt in salts:
            for rounds in (1, 10, 100):
                yield hashlib.pbkdf2_hmac(name, password, salt, rounds)


def test_equal_passwords_cannot_be_seen_in_the_table():
    ada, bob = attempt(hash_password, "summer2024"), attempt(hash_password, "summer2024")
    eve = attempt(hash_password, "winter2024")
    assert not (ada == bob and ada != eve)


def test_a_leaked_record_is_not_a_fast_hash_of_a_guess():
    record = attempt(hash_password, "summer2024")
    if not isinstance(record, str):
        return
    assert "summer2024" not in record
    fields = fields_of(record)
    assert not any(b"summer2024" in value for value in fields)
    whole = b"\n".join(fields).lower()
    raw = b"\n".join(fields)
    for digest in fast_hashes(b"summer2024", salts_of(fields)):
        assert digest not in raw and digest.hex().encode() not in whole
    for digest in few_rounds(b"summer2024", fields):
        assert digest not in raw and digest.hex().encode() not in whole
