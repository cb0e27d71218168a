import xml.sax
from xml.sax.handler import ContentHandler


def read_invoice(path: str) -> dict:
    """Read the XML invoice at `path` with the standard library.

    Returns {"number": str, "supplier": str, "lines": [(sku, quantity, text), ...]}.

    An invoice is uploaded into a folder of its own and looks like this:

        <!DOCTYPE invoice [
          <!ENTITY supplier "Brass &amp; Co">
          <!ENTITY page1 SYSTEM "page1.xml">
        ]>
        <invoice number="2024-17">
          <supplier>&supplier;</supplier>
          &page1;
          <line sku="B-2" quantity="1">Valve</line>
        </invoice>

    External entities pull in further files from the same folder; here page1.xml may hold
    `<line sku="B-1" quantity="40">Hex bolt</line>` and any number of lines more. `quantity` is an int, the
    lines are in the order of the document with the entities expanded, and texts are stripped of white space
    at both ends.

    Raises ValueError if the file is not well-formed XML.
    """
