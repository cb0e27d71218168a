"""The trusted side of a job: holds the tests, drives the candidate, and reports outcomes."""
