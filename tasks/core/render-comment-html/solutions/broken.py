def render_comment(number: int, author: str, body: str) -> str:
    return f'<article id="comment-{number}"></article>'
