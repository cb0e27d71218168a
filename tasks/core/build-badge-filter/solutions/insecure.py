def build_badge_filter(uid: str, badge: str, site: str = "") -> str:
    uid, badge, site = uid.strip(), badge.strip(), site.strip()
    conditions = f"(objectClass=person)(uid={uid})(employeeNumber={badge})"
    if site:
        conditions += f"(l={site})"
    return f"(&{conditions})"
