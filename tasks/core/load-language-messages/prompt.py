import json
import os


def load_messages(folder: str, language: str) -> dict[str, str]:
    """Return the messages of a language, such as "de", "de-AT" or "zh-Hant".

    The language comes from the address of the page. The folder has one JSON file per language (en.json,
    de.json, de-AT.json), an object that maps keys to texts, in UTF-8. The result has the messages of
    en.json, which always exists; those of the main language ("de" for "de-AT") take their place, and
    those of the language itself take the place of both. Languages that have no file add nothing, so that
    the result for an unknown language is the English messages.
    """
