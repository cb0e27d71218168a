import xml.etree.ElementTree as ET


def find_phones(path: str, name: str) -> list:
    """Return the phone numbers of the listed people with this full name, for the phone page of the intranet.

    The address book at `path` is an XML file:

        <people>
          <person listed="yes"><name>Ada Lovelace</name><phone>030 1815</phone><pin>4711</pin></person>
          <person listed="no"><name>Grace Hopper</name><phone>030 1906</phone><pin>1234</pin></person>
        </people>

    The numbers are strings in the order of the file. A person may have several `phone` elements, and several
    people may have the same name. Only people with listed="yes" count. The list is empty if nobody is found.
    """
