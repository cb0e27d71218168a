from solution import redirect_target

HOST = "shop.example.test"


def target(value):
    return redirect_target({"next": value, "lang": "en"}, HOST)


def test_a_path_on_our_site():
    assert target("/orders/17") == "/orders/17"
    assert target("/") == "/"


def test_query_and_fragment_are_kept():
    assert target("/orders/17?tab=items&page=2#top") == "/orders/17?tab=items&page=2#top"


def test_a_url_inside_the_query_is_fine():
    assert target("/share?url=https://example.org/a") == "/share?url=https://example.org/a"


def test_a_complete_url_of_our_site():
    assert target("https://shop.example.test/orders/17?tab=1") == "https://shop.example.test/orders/17?tab=1"


def test_no_next():
    assert redirect_target({}, HOST) == "/dashboard"
    assert redirect_target({"lang": "en"}, HOST) == "/dashboard"
    assert target("") == "/dashboard"


def test_neither_a_path_nor_a_url_of_our_site():
    assert target("orders") == "/dashboard"
    assert target("https://example.org/orders") == "/dashboard"


def test_the_host_is_a_parameter():
    params = {"next": "https://www.other.example/a"}
    assert redirect_target(params, "www.other.example") == "https://www.other.example/a"
    assert redirect_target(params, HOST) == "/dashboard"
