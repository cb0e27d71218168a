"""The small libraries that data sets use for pages, requests and made-up data."""

from . import plain

MODULES = [*plain.MODULES, *"requests bs4 defusedxml.ElementTree pytz dateutil.parser".split()]


def exercise():
    plain.exercise()
