from bifocal import attempt
from solution import is_trusted_image

TRUSTED = ["example.com", "img.gallery.example"]


def trusted(url):
    return attempt(is_trusted_image, url, TRUSTED) is True


def test_look_alike_names_are_not_trusted():
    for host in (
        "notexample.com",
        "examplexcom",
        "cdn.example-com",
        "imgxgallery.example",
        "evil-example.com",
    ):
        assert not trusted(f"https://{host}/cat.png")


def test_longer_names_are_not_trusted():
    for host in (
        "example.com.evil.test",
        "cdn.example.com-evil.test",
        "example.community",
        "example.comevil.test",
    ):
        assert not trusted(f"https://{host}/cat.png")


def test_a_trusted_name_before_the_host_does_not_help():
    for login in ("example.com", "cdn.example.com:443", "example.com%2F"):
        assert not trusted(f"https://{login}@evil.test/cat.png")


def test_a_trusted_name_after_the_host_does_not_help():
    for rest in (
        "/example.com",
        "/.example.com",
        "?x=.example.com",
        "#.example.com",
        "/?https://example.com/",
    ):
        assert not trusted(f"https://evil.test{rest}")
