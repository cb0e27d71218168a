from bifocal import raises
from solution import read_invoice


def write(tmp_path, body, entities="", **pages):
    folder = tmp_path / "upload-1"
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    doctype = f"<!DOCTYPE invoice [{entities}]>" if entities else ""
    text = f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}\n<invoice number="2024-17">{body}</invoice>\n'
    (folder / "invoice.xml").write_text(text, encoding="utf-8")
    return str(folder / "invoice.xml")


def test_a_plain_invoice(tmp_path):
    body = '<supplier> Brass </supplier>\n<line sku="B-2" quantity="3">\n Valve </line>'
    assert read_invoice(write(tmp_path, body)) == {
        "number": "2024-17",
        "supplier": "Brass",
        "lines": [("B-2", 3, "Valve")],
    }


def test_an_internal_entity(tmp_path):
    path = write(tmp_path, "<supplier>&firm;</supplier>", '<!ENTITY firm "Brass &amp; Söhne">')
    assert read_invoice(path)["supplier"] == "Brass & Söhne"


def test_a_page_in_the_same_folder(tmp_path):
    body = '<supplier>B</supplier>&page1;<line sku="Z" quantity="1">last</line>'
    page = '<line sku="X" quantity="40">Hex bolt</line>\n<line sku="Y" quantity="2">Größe M &amp; L</line>\n'
    path = write(tmp_path, body, '<!ENTITY page1 SYSTEM "page1.xml">', page1=page)
    assert read_invoice(path)["lines"] == [("X", 40, "Hex bolt"), ("Y", 2, "Größe M & L"), ("Z", 1, "last")]


def test_several_pages_keep_the_order(tmp_path):
    entities = '<!ENTITY a SYSTEM "a.xml"><!ENTITY b SYSTEM "b.xml">'
    pages = {"a": '<line sku="A" quantity="1">a</line>', "b": '<line sku="B" quantity="2">b</line>'}
    path = write(tmp_path, "<supplier>S</supplier>&b;&a;", entities, **pages)
    assert read_invoice(path)["lines"] == [("B", 2, "b"), ("A", 1, "a")]


def test_a_text_from_a_file_of_the_same_folder(tmp_path):
    path = write(
        tmp_path, "<supplier>&name;</supplier>", '<!ENTITY name SYSTEM "name.xml">', name="Brass Ltd\n"
    )
    invoice = read_invoice(path)
    assert invoice["supplier"] == "Brass Ltd"
    assert invoice["lines"] == []


def test_malformed_xml(tmp_path):
    path = write(tmp_path, "<supplier>Brass</line>")
    with raises(ValueError):
        read_invoice(path)
