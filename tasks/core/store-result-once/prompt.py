import os


def store_result(source: str, folder: str, job: str) -> bool:
    """Store the content of the file `source` as the file `<job>.result` in `folder`, and return True.

    Several workers, which share the folder, may compute the same job; the first result of a job counts.
    If the job has a result already, that is left as it is and False is returned.

    `job` is made of letters, digits and "-". The content is copied unchanged, `source` stays, and
    `folder` is created if it is missing. Raises FileNotFoundError if `source` does not exist; the job
    then still has no result.
    """
