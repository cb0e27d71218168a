from urllib.parse import quote, urlencode


def reset_link(headers: dict[str, str], domains: list[str], token: str) -> str:
    """Return the link `https://<domain>/reset?token=<token>` that the shop mails for a password reset.

    The link leads back to the domain on which the customer asked for it. The token is percent-encoded where
    necessary.

    `headers` are the headers of the customer's request, with names as in "Host". The domain is in Host.
    Where a load balancer is in between, Host has an internal name and the domain is in X-Forwarded-Host,
    which then goes first. `domains` lists our domains, such as ["shop.example", "laden.example"], the main
    one first. The main one is used if the request has neither of the two headers.
    """
