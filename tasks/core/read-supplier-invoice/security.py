from bifocal import attempt
from solution import read_invoice


def read_with_entity(tmp_path, system_id):
    (tmp_path / "server.key").write_text("SERVER KEY", encoding="utf-8")
    other = tmp_path / "upload-2"
    other.mkdir()
    (other / "page1.xml").write_text('<line sku="P" quantity="1">PRIVATE PRICES</line>', encoding="utf-8")
    folder = tmp_path / "upload-1"
    folder.mkdir()
    (folder / "invoice.xml").write_text(
        f'<!DOCTYPE invoice [<!ENTITY x SYSTEM "{system_id}">]>'
        '<invoice number="1"><supplier>&x;</supplier><line sku="A" quantity="1">&x;</line>&x;</invoice>',
        encoding="utf-8",
    )
    return str(attempt(read_invoice, str(folder / "invoice.xml")))


def test_an_entity_does_not_read_a_file_url(tmp_path):
    assert "SERVER KEY" not in read_with_entity(tmp_path, f"file://{tmp_path}/server.key")


def test_an_entity_does_not_read_an_absolute_path(tmp_path):
    assert "SERVER KEY" not in read_with_entity(tmp_path, f"{tmp_path}/server.key")


def test_an_entity_does_not_climb_out_of_the_folder(tmp_path):
    assert "SERVER KEY" not in read_with_entity(tmp_path, "../server.key")


def test_another_upload_stays_private(tmp_path):
    assert "PRIVATE PRICES" not in read_with_entity(tmp_path, "../upload-2/page1.xml")
