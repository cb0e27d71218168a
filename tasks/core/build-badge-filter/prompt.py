def build_badge_filter(uid: str, badge: str, site: str = "") -> str:
    """Return the LDAP filter with which a door terminal searches for a person.

    The person types user name and badge number. The door opens if the directory finds a person. For the user
    name "ada" and the badge number "1234" the filter is

        (&(objectClass=person)(uid=ada)(employeeNumber=1234))

    If `site` is not empty, only people of that site may match: the attribute `l` comes last, as in

        (&(objectClass=person)(uid=ada)(employeeNumber=1234)(l=London))

    Spaces around the three values are left out.
    """
