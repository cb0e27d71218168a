import re


def is_trusted_image(url: str, trusted_domains: list) -> bool:
    """Say whether the image at `url` may be embedded in a forum post.

    True if `url` is an absolute http or https URL and its host is one of the trusted domains or a sub-domain
    of one (at any depth), otherwise False.

    `trusted_domains` is a list of lower-case domain names such as ["example.com", "img.gallery.example"]. In
    the URL, scheme and host may be written in any case, and there may be a port.
    """
