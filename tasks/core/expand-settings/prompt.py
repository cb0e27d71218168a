import re


def expand_settings(text: str) -> dict:
    """Return the settings in `text` as a dict from name to value, with all references `${name}` replaced.

    A line is `name = value`; a name consists of letters, digits and underscores. White space around name and
    value does not count. A value may contain further "=" signs and may be empty. Empty lines and lines that
    start with "#" are skipped. If a name is set twice, the last line wins.

    A value may contain any number of references, to settings above or below its own line. What a reference
    brings in may contain references again, and so on, some dozens of levels deep. Typical texts have up to a
    few hundred lines, and no expanded value is longer than 10,000 characters.

    Raises KeyError for a reference to a name that is not set.

    >>> expand_settings("root = /srv/${project}\\nproject = apollo")
    {'root': '/srv/apollo', 'project': 'apollo'}
    """
