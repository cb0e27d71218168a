import csv
import io


def as_text(value):
    if isinstance(value, str) and value.lstrip().startswith(("=", "+", "-", "@")):
        return "'" + value
    if isinstance(value, str) and value.startswith(("\t", "\r", "\n")):
        return "'" + value
    return value


def export_contacts(columns: list[str], rows: list[list]) -> str:
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    for row in [columns, *rows]:
        writer.writerow([as_text(value) for value in row])
    return output.getvalue()
