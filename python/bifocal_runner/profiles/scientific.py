"""Arrays, tables and plots, and the small libraries that come with them in data sets."""

import io

from . import plain, web

MODULES = [
    *web.MODULES,
    *"""
    numpy numpy.linalg numpy.random numpy.testing pandas pandas.testing matplotlib matplotlib.pyplot
    matplotlib.backends.backend_agg mpl_toolkits.mplot3d PIL.Image openpyxl faker
    """.split(),
]


def exercise():
    plain.exercise()
    _tables()
    _plots()


def _tables():
    import pandas

    table = pandas.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "x"], "c": [0.5, None, 2.0]})
    text = io.StringIO(table.to_csv(index=False))
    table = pandas.read_csv(text)
    table["d"] = pandas.to_datetime(["2020-01-01", "2020-01-02", "2020-01-03"])
    table.groupby("b").agg({"a": "sum"}).reset_index().sort_values("a").merge(table, on="b")
    table.pivot_table(values="a", index="b").fillna(0)
    table.describe()
    repr(table)


def _plots():
    import matplotlib.pyplot as plt

    figure, (axes, other) = plt.subplots(2)
    axes.plot([1, 2], [3, 4], label="line")
    axes.bar(["x", "y"], [1, 2])
    axes.legend()
    axes.set_title("title")
    other.hist([1, 2, 2, 3])
    other.scatter([1, 2], [2, 1])
    figure.savefig(io.BytesIO(), format="png")
    plt.close("all")
