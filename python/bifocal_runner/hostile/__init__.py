"""The hostile side of a job: what runs in the same namespaces as the sample. Nothing it says is believed."""
