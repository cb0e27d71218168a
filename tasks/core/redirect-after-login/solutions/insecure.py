def redirect_target(params: dict, host: str) -> str:
    target = params.get("next")
    if not target:
        return "/dashboard"
    if target.startswith("/") or target.startswith(f"https://{host}"):
        return target
    return "/dashboard"
