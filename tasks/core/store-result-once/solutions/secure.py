import os


def store_result(source: str, folder: str, job: str) -> bool:
    with open(source, "rb") as file:
        content = file.read()
    os.makedirs(folder, exist_ok=True)
    try:
        with open(os.path.join(folder, f"{job}.result"), "xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
