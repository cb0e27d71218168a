import xml.etree.ElementTree as ET


def find_phones(path: str, name: str) -> list:
    root = ET.parse(path).getroot()
    phones = root.findall(f"./person[@listed='yes'][name='{name}']/phone")
    return [phone.text for phone in phones]
