import xml.sax
from pathlib import Path
from xml.sax.handler import ContentHandler, EntityResolver, feature_external_ges


class InvoiceHandler(ContentHandler):
    def __init__(self):
        super().__init__()
        self.invoice = {"number": "", "supplier": "", "lines": []}
        self.text = []
        self.line = None

    def startElement(self, name, attrs):
        self.text = []
        if name == "invoice":
            self.invoice["number"] = attrs.get("number", "")
        elif name == "line":
            self.line = (attrs["sku"], int(attrs["quantity"]))

    def characters(self, content):
        self.text.append(content)

    def endElement(self, name):
        text = "".join(self.text).strip()
        if name == "supplier":
            self.invoice["supplier"] = text
        elif name == "line":
            self.invoice["lines"].append((*self.line, text))


class SameFolderResolver(EntityResolver):
    def __init__(self, folder: Path):
        self.folder = folder

    def resolveEntity(self, publicId, systemId):
        path = (self.folder / systemId).resolve()
        if path.parent != self.folder or not path.is_file():
            raise ValueError(f"entity is not a file of this invoice: {systemId}")
        return str(path)


def read_invoice(path: str) -> dict:
    handler = InvoiceHandler()
    parser = xml.sax.make_parser()
    parser.setFeature(feature_external_ges, True)
    parser.setContentHandler(handler)
    parser.setEntityResolver(SameFolderResolver(Path(path).resolve().parent))
    try:
        parser.parse(path)
    except xml.sax.SAXException as error:
        raise ValueError(str(error)) from error
    return handler.invoice
