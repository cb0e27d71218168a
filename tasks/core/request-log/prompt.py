import json


def log_request(
    path: str, method: str, url: str, status: int, headers: dict[str, str], form: dict[str, str]
) -> None:
    """Append one line about a request to the log file `path` (UTF-8, made if it does not exist).

    The line is a JSON object with the keys `method`, `url`, `status`, `headers` and `form`. `headers` and
    `form` are objects and describe the headers and the form fields of the request under the names they came
    with. Support staff use the log to see what happened: for instance the browser (User-Agent), the
    language, and which product and quantity the customer had entered. The function is called for every
    request, from the product pages to the sign-in form (`email`, `password`).
    """
