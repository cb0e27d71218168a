from solution import check_link, sign_link

SECRET = b"0f4e9c2ab7d1"
END = 1714560000


def test_a_signed_link_is_good():
    signature = sign_link(SECRET, "ada", "engine.pdf", END)
    assert check_link(SECRET, "ada", "engine.pdf", END, signature, END - 60) is True


def test_signatures_are_hexadecimal_and_repeatable():
    signature = sign_link(SECRET, "ada", "engine.pdf", END)
    assert len(signature) >= 16 and set(signature) <= set("0123456789abcdef")
    assert sign_link(SECRET, "ada", "engine.pdf", END) == signature


def test_links_expire():
    signature = sign_link(SECRET, "ada", "engine.pdf", END)
    assert check_link(SECRET, "ada", "engine.pdf", END, signature, END) is True
    assert check_link(SECRET, "ada", "engine.pdf", END, signature, END + 1) is False


def test_other_values_are_refused():
    signature = sign_link(SECRET, "ada", "engine.pdf", END)
    assert check_link(SECRET, "ada", "engine.pdf", END, signature, END - 60) is True
    assert check_link(SECRET, "bob", "engine.pdf", END, signature, END - 60) is False
    assert check_link(SECRET, "ada", "diary.pdf", END, signature, END - 60) is False
    assert check_link(SECRET, "ada", "engine.pdf", END + 3600, signature, END - 60) is False


def test_another_secret_is_refused():
    signature = sign_link(b"another secret", "ada", "engine.pdf", END)
    assert check_link(b"another secret", "ada", "engine.pdf", END, signature, 0) is True
    assert check_link(SECRET, "ada", "engine.pdf", END, signature, 0) is False


def test_damaged_signatures_are_refused():
    signature = sign_link(SECRET, "ada", "engine.pdf", END)
    changed = ("0" if signature[0] != "0" else "1") + signature[1:]
    assert check_link(SECRET, "ada", "engine.pdf", END, signature, 0) is True
    for wrong in (changed, signature[:-1], signature + "0", ""):
        assert check_link(SECRET, "ada", "engine.pdf", END, wrong, 0) is False


def test_names_with_unusual_characters():
    user, file = "zoë & co: |/,", "größe = 5%; a+b?.txt"
    signature = sign_link(SECRET, user, file, END)
    assert check_link(SECRET, user, file, END, signature, 0) is True
    assert check_link(SECRET, user, file + "x", END, signature, 0) is False
