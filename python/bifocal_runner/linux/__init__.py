"""What the runner asks of the Linux kernel."""
