from solution import is_trusted_image

TRUSTED = ["example.com", "img.gallery.example"]


def test_a_trusted_domain():
    assert is_trusted_image("https://example.com/cat.png", TRUSTED) is True
    assert is_trusted_image("http://img.gallery.example/a/b.jpg?size=2#top", TRUSTED) is True


def test_sub_domains():
    assert is_trusted_image("https://cdn.example.com/cat.png", TRUSTED) is True
    assert is_trusted_image("https://a.b-2.example.com/cat.png", TRUSTED) is True


def test_ports_and_upper_case():
    assert is_trusted_image("https://example.com:8443/cat.png", TRUSTED) is True
    assert is_trusted_image("HTTPS://CDN.Example.COM/Cat.PNG", TRUSTED) is True


def test_a_url_without_a_path():
    assert is_trusted_image("https://example.com", TRUSTED) is True
    assert is_trusted_image("https://example.com?id=7", TRUSTED) is True


def test_other_hosts():
    assert is_trusted_image("https://images.test/cat.png", TRUSTED) is False
    assert is_trusted_image("https://gallery.example/cat.png", TRUSTED) is False
    assert is_trusted_image("https://example.org/cat.png", TRUSTED) is False


def test_other_schemes_and_relative_urls():
    for url in (
        "ftp://example.com/cat.png",
        "data:image/png;base64,AAAA",
        "example.com/cat.png",
        "/cat.png",
        "",
    ):
        assert is_trusted_image(url, TRUSTED) is False


def test_no_trusted_domains():
    assert is_trusted_image("https://example.com/cat.png", []) is False
