import subprocess


def run_pipeline(text: str, pipeline: str) -> str:
    """Run `text` through a pipeline that a user typed, as in "sort | uniq -c | sort -rn | head -n 5".

    The steps are separated by "|" and are run by the programs of the system. The first step gets `text`, each
    other step the output of the one before. Returns the output of the last step. These tools are offered:

        sort     with any of the options -n -r -u, also joined as in -rn
        uniq     with -c or -d or without an option
        head     -n NUMBER
        tail     -n NUMBER
        wc       -l

    Raises ValueError if a step names another tool or is empty.
    """
