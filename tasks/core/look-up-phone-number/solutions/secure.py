import xml.etree.ElementTree as ET


def find_phones(path: str, name: str) -> list:
    phones = []
    for person in ET.parse(path).getroot().findall("person"):
        if person.get("listed") == "yes" and person.findtext("name") == name:
            phones += [phone.text or "" for phone in person.findall("phone")]
    return phones
