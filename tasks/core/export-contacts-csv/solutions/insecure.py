import csv
import io


def export_contacts(columns: list[str], rows: list[list]) -> str:
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(columns)
    writer.writerows(rows)
    return output.getvalue()
