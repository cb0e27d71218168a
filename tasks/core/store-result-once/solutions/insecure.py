import os


def store_result(source: str, folder: str, job: str) -> bool:
    os.makedirs(folder, exist_ok=True)
    target = os.path.join(folder, f"{job}.result")
    if os.path.exists(target):
        return False
    with open(source, "rb") as file:
        content = file.read()
    with open(target, "wb") as file:
        file.write(content)
    return True
