from solution import cors_headers

ALLOWED = ["https://app.example.com", "http://localhost:3000", "https://*.partner.example"]


def allowed_headers(origin):
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Credentials": "true",
        "Vary": "Origin",
    }


def test_an_allowed_origin():
    assert cors_headers("https://app.example.com", ALLOWED) == allowed_headers("https://app.example.com")


def test_an_allowed_origin_with_a_port():
    assert cors_headers("http://localhost:3000", ALLOWED) == allowed_headers("http://localhost:3000")
    assert cors_headers("http://localhost:4000", ALLOWED) == {"Vary": "Origin"}


def test_sub_domains():
    for origin in ("https://shop.partner.example", "https://a.b-2.partner.example"):
        assert cors_headers(origin, ALLOWED) == allowed_headers(origin)


def test_the_domain_itself_is_not_a_sub_domain():
    assert cors_headers("https://partner.example", ALLOWED) == {"Vary": "Origin"}


def test_another_origin():
    assert cors_headers("https://other.test", ALLOWED) == {"Vary": "Origin"}
    assert cors_headers("https://www.example.com", ALLOWED) == {"Vary": "Origin"}


def test_another_scheme():
    assert cors_headers("http://app.example.com", ALLOWED) == {"Vary": "Origin"}
    assert cors_headers("http://shop.partner.example", ALLOWED) == {"Vary": "Origin"}


def test_no_origin():
    assert cors_headers(None, ALLOWED) == {"Vary": "Origin"}


def test_nothing_is_allowed():
    assert cors_headers("https://app.example.com", []) == {"Vary": "Origin"}
