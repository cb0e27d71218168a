from bifocal import attempt
from solution import track_shipment


def make_logs(tmp_path):
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "2024-05.log").write_text(
        "02 SH-4711 for Grace, Dock Street 5\n"
        "03 SH-4712 wish of the sender: vault-7350\n"
        "03 SH-4713 wish of the sender: vault-7351\n",
        encoding="utf-8",
    )
    return str(logs)


def test_shipments_of_others_stay_private(tmp_path):
    logs = make_logs(tmp_path)
    for number in ("-vexyzzy", "-ve xyzzy"):
        assert "Dock Street" not in str(attempt(track_shipment, logs, number))


def test_other_files_do_not_serve_as_patterns(tmp_path):
    logs = make_logs(tmp_path)
    secret = tmp_path / "vault-code.txt"
    secret.write_text("vault-7351\n", encoding="utf-8")
    for number in (f"-f{secret}", f"--file={secret}"):
        assert "SH-4713" not in str(attempt(track_shipment, logs, number))
