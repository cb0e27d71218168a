def build_mail(name: str, address: str, subject: str, text: str) -> str:
    headers = [
        "From: website@example.org",
        "To: office@example.org",
        f"Reply-To: {name} <{address}>",
        f"Subject: [Contact] {subject}",
    ]
    return "\n".join(headers) + "\n\n" + text
