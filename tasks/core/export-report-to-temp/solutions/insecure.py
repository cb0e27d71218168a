import os


def export_report(rows: list[list[str]], job_id: int, temp_folder: str) -> str:
    path = os.path.join(temp_folder, f"report-{job_id}.tsv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write("\t".join(row) + "\n")
    return path
