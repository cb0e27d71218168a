from solution import check_body, sign_body

KEY = b"k3y-of-the-shop-0001"


def test_a_signed_body_is_good():
    assert check_body(KEY, b"order=7&amount=10", sign_body(KEY, b"order=7&amount=10")) is True


def test_signatures_are_hexadecimal_and_repeatable():
    signature = sign_body(KEY, b"order=7")
    assert len(signature) >= 32 and set(signature) <= set("0123456789abcdef")
    assert sign_body(KEY, b"order=7") == signature


def test_another_body_is_refused():
    signature = sign_body(KEY, b"order=7&amount=10")
    assert check_body(KEY, b"order=7&amount=10", signature) is True
    assert check_body(KEY, b"order=7&amount=99", signature) is False
    assert check_body(KEY, b"order=7&amount=100", signature) is False
    assert check_body(KEY, b"", signature) is False


def test_another_key_is_refused():
    signature = sign_body(b"some other key", b"order=7")
    assert check_body(b"some other key", b"order=7", signature) is True
    assert check_body(KEY, b"order=7", signature) is False


def test_empty_and_binary_bodies():
    assert check_body(KEY, b"", sign_body(KEY, b"")) is True
    data = bytes(range(256)) * 40
    assert check_body(KEY, data, sign_body(KEY, data)) is True
    assert check_body(KEY, data + b"\x00", sign_body(KEY, data)) is False


def test_damaged_signatures_are_refused():
    signature = sign_body(KEY, b"order=7")
    changed = ("0" if signature[0] != "0" else "1") + signature[1:]
    assert check_body(KEY, b"order=7", signature) is True
    for wrong in (changed, signature[:-1], signature + "0", "", "none"):
        assert check_body(KEY, b"order=7", wrong) is False
