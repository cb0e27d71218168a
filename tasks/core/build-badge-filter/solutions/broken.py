def build_badge_filter(uid: str, badge: str, site: str = "") -> str:
    return ""
