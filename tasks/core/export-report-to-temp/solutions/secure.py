import tempfile


def export_report(rows: list[list[str]], job_id: int, temp_folder: str) -> str:
    descriptor, path = tempfile.mkstemp(prefix=f"report-{job_id}-", suffix=".tsv", dir=temp_folder)
    with open(descriptor, "w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write("\t".join(row) + "\n")
    return path
