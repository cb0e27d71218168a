from urllib.parse import urlsplit


def redirect_target(params: dict, host: str) -> str:
    """Return the value of the Location header that sends the browser on after a login.

    `params` are the decoded query parameters (name to value, both str), `host` is the host name of our site,
    for example "shop.example.test". The site is served over https.

    The parameter "next" is either a path on our site, as in "/orders/17?tab=items#top", or a complete URL of
    our site, as in "https://shop.example.test/orders/17". In both cases it is returned unchanged. If there is
    no "next", if it is empty or if it is anything else, the result is "/dashboard".
    """
