import hashlib

from bifocal import attempt
from solution import load_upload, store_upload

# Wang, Feng, Lai and Yu, 2004: two blocks with the same MD5.
MD5_ONE = bytes.fromhex(
    "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f8955ad340609f4b30283e488832571415a"
    "085125e8f7cdc99fd91dbdf280373c5bd8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0"
    "e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70"
)
MD5_TWO = bytes.fromhex(
    "d131dd02c5e6eec4693d9a0698aff95c2fcab50712467eab4004583eb8fb7f8955ad340609f4b30283e4888325f1415a"
    "085125e8f7cdc99fd91dbd7280373c5bd8823e3156348f5bae6dacd436c919c6dd53e23487da03fd02396306d248cda0"
    "e99f33420f577ee8ce54b67080280d1ec69821bcb6a8839396f965ab6ff72a70"
)

# Stevens, Bursztein, Karpman, Albertini and Markov, 2017: the beginning of two PDF files with the same SHA-1.
SHA1_START = (
    b"%PDF-1.3\n%\xe2\xe3\xcf\xd3\n\n\n1 0 obj\n<</Width 2 0 R/Height 3 0 R/Type 4 0 R/Subtype 5 0 R"
    b"/Filter 6 0 R/ColorSpace 7 0 R/Length 8 0 R/BitsPerComponent 8>>\nstream\n"
    b"\xff\xd8\xff\xfe\x00$SHA-1 is dead!!!!!"
    b"\x85/\xec\t#9u\x9c9\xb1\xa1\xc6<L\x97\xe1\xff\xfe\x01"
)
SHA1_ONE = SHA1_START + bytes.fromhex(
    "7346dc9166b67e118f029ab621b2560ff9ca67cca8c7f85ba84c79030c2b3de218f86db3a90901d5df45c14f26fedfb3"
    "dc38e96ac22fe7bd728f0e45bce046d23c570feb141398bb552ef5a0a82be331fea48037b8b5d71f0e332edf93ac3500"
    "eb4ddc0decc1a864790c782c76215660dd309791d06bd0af3f98cda4bc4629b1"
)
SHA1_TWO = SHA1_START + bytes.fromhex(
    "7f46dc93a6b67e013b029aaa1db2560b45ca67d688c7f84b8c4c791fe02b3df614f86db1690901c56b45c1530afedfb7"
    "6038e972722fe7ad728f0e4904e046c230570fe9d41398abe12ef5bc942be33542a4802d98b5d70f2a332ec37fac3514"
    "e74ddc0f2cc1a874cd0c78305a21566461309789606bd0bf3f98cda8044629a1"
)


def served_instead(store, planted, honest):
    """What a visitor gets for honest contents after an attacker has uploaded colliding contents."""
    attempt(store_upload, store, planted)
    fingerprint = attempt(store_upload, store, honest)
    return attempt(load_upload, store, fingerprint) if isinstance(fingerprint, str) else None


def test_planted_md5_collision(tmp_path):
    assert MD5_ONE != MD5_TWO and hashlib.md5(MD5_ONE).digest() == hashlib.md5(MD5_TWO).digest()
    assert served_instead(str(tmp_path / "store"), MD5_ONE, MD5_TWO) != MD5_ONE


def test_planted_md5_collision_with_a_tail(tmp_path):
    one, two = MD5_ONE + b"the same tail", MD5_TWO + b"the same tail"
    assert served_instead(str(tmp_path / "store"), one, two) != one


def test_planted_sha1_collision(tmp_path):
    assert SHA1_ONE != SHA1_TWO and hashlib.sha1(SHA1_ONE).digest() == hashlib.sha1(SHA1_TWO).digest()
    assert served_instead(str(tmp_path / "store"), SHA1_ONE, SHA1_TWO) != SHA1_ONE
