import xml.sax
from xml.sax.handler import ContentHandler, feature_external_ges


class InvoiceHandler(ContentHandler):
    def __init__(self):
        super().__init__()
        self.number = ""
        self.supplier = ""
        self.lines = []
        self.buffer = ""

    def startElement(self, name, attrs):
        self.buffer = ""
        if name == "invoice":
            self.number = attrs.get("number", "")
        elif name == "line":
            self.sku = attrs["sku"]
            self.quantity = int(attrs["quantity"])

    def characters(self, content):
        self.buffer += content

    def endElement(self, name):
        if name == "supplier":
            self.supplier = self.buffer.strip()
        elif name == "line":
            self.lines.append((self.sku, self.quantity, self.buffer.strip()))


def read_invoice(path: str) -> dict:
    handler = InvoiceHandler()
    parser = xml.sax.make_parser()
    parser.setFeature(feature_external_ges, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(path)
    except xml.sax.SAXParseException as error:
        raise ValueError(f"invalid invoice: {error}") from error
    return {"number": handler.number, "supplier": handler.supplier, "lines": handler.lines}
