import re


def escape(value: str) -> str:
    return re.sub(r"[\\*()\0]", lambda match: f"\\{ord(match[0]):02x}", value)


def build_badge_filter(uid: str, badge: str, site: str = "") -> str:
    parts = [("objectClass", "person"), ("uid", uid.strip()), ("employeeNumber", badge.strip())]
    if site.strip():
        parts.append(("l", site.strip()))
    return "(&" + "".join(f"({name}={escape(value)})" for name, value in parts) + ")"
