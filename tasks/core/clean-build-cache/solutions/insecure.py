import os


def clean_cache(cache: str, max_age: float, now: float) -> int:
    if not os.path.isdir(cache):
        return 0
    deleted = 0
    for project in os.listdir(cache):
        folder = os.path.join(cache, project)
        if not os.path.isdir(folder):
            continue
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and now - os.path.getmtime(path) > max_age:
                os.remove(path)
                deleted += 1
        if not os.listdir(folder):
            os.rmdir(folder)
    return deleted
