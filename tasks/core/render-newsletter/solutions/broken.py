def render_newsletter(friend: str, note: str, articles: list) -> str:
    lines = [f"* {article['title']} ({article['url']})\n" for article in articles]
    return "This month:\n" + "".join(lines)
