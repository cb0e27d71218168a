from solution import is_email_address


def test_usual_addresses():
    for text in ("ada@example.com", "ada.b-c+news@mail.example.org", "A1_b@x.io", "7@a.b.c.museum"):
        assert is_email_address(text) is True


def test_hyphens_in_the_domain():
    assert is_email_address("ada@my-shop.example.com") is True
    assert is_email_address("ada@a--b.de") is True
    assert is_email_address("ada@-shop.de") is False
    assert is_email_address("ada@shop-.de") is False


def test_separators_in_the_local_part():
    for local in (".ada", "ada.", "ada..b", "ada.+b", "-", "", "a b", "a!b"):
        assert is_email_address(local + "@example.com") is False


def test_shape_of_the_domain():
    for domain in (
        "",
        "localhost",
        "example.",
        ".com",
        "a..com",
        "example.c",
        "example.c0m",
        "exa_mple.com",
        "a.b-c",
    ):
        assert is_email_address("ada@" + domain) is False


def test_exactly_one_at_sign():
    for text in ("", "@", "ada", "ada.example.com", "ada@b@example.com", "ada@@example.com"):
        assert is_email_address(text) is False


def test_the_whole_text_counts():
    for text in (
        " ada@example.com",
        "ada@example.com ",
        "ada@example.com, bob@example.com",
        "<ada@example.com>",
    ):
        assert is_email_address(text) is False


def test_only_ascii_letters():
    assert is_email_address("größe@example.com") is False
    assert is_email_address("ada@größe.com") is False


def test_long_addresses():
    assert is_email_address("a" * 300 + "@" + "b." * 100 + "com") is True
