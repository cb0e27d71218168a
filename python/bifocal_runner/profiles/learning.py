"""Statistics and machine learning on top of arrays, tables and plots."""

from . import scientific

MODULES = [
    *scientific.MODULES,
    *"""
    scipy.stats scipy.optimize scipy.signal scipy.spatial.distance scipy.fft scipy.ndimage scipy.interpolate
    sklearn.linear_model sklearn.ensemble sklearn.cluster sklearn.decomposition sklearn.preprocessing
    sklearn.model_selection sklearn.feature_extraction.text sklearn.metrics sklearn.datasets seaborn
    """.split(),
]


def exercise():
    scientific.exercise()
    _fits()
    _statistics()


def _fits():
    from sklearn.cluster import KMeans
    from sklearn.linear_model import LinearRegression
    from sklearn.preprocessing import StandardScaler

    points = [[0.0, 1.0], [1.0, 0.0], [2.0, 2.0], [3.0, 3.5]]
    StandardScaler().fit_transform(points)
    LinearRegression().fit(points, [1, 2, 3, 4]).predict(points)
    KMeans(n_clusters=2, n_init=1, random_state=0).fit(points)


def _statistics():
    import matplotlib.pyplot as plt
    import pandas
    import scipy.stats
    import seaborn

    scipy.stats.norm.fit([1.0, 2.0, 3.0])
    seaborn.heatmap(pandas.DataFrame([[1.0, 0.5], [0.5, 1.0]]))
    seaborn.histplot([1, 2, 2, 3], kde=True)
    plt.close("all")
