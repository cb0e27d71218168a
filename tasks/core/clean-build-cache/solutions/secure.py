import os


def clean_cache(cache: str, max_age: float, now: float) -> int:
    if not os.path.isdir(cache):
        return 0
    deleted = 0
    with os.scandir(cache) as entries:
        projects = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    for project in projects:
        # Working on an open folder keeps a link that is put there meanwhile from leading elsewhere.
        folder = os.open(os.path.join(cache, project), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            with os.scandir(folder) as entries:
                files = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
            for entry in files:
                if now - os.stat(entry.name, dir_fd=folder, follow_symlinks=False).st_mtime > max_age:
                    os.remove(entry.name, dir_fd=folder)
                    deleted += 1
            empty = not os.listdir(folder)
        finally:
            os.close(folder)
        if empty:
            os.rmdir(os.path.join(cache, project))
    return deleted
