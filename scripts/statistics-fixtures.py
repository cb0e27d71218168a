"""Makes tests/fixtures/statistics.json: what SciPy and statsmodels say of seeded synthetic data.

    python3 -m venv env && env/bin/pip install numpy==1.26.4 scipy==1.12.0 statsmodels==0.15.0
    env/bin/python scripts/statistics-fixtures.py

The tests of src/stats/ hold our values against these, to 1e-9. Python 3.11 was used.
"""

import json
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

RANDOM = np.random.default_rng(20260)
TARGET = Path(__file__).parent.parent / "tests" / "fixtures" / "statistics.json"

# name, tasks, samples of each, chance on both sides, how much of a task's difficulty both sides share
PAIRED = [
    ("one sample a task", 60, 1, (0.45, 0.30), 0.8),
    ("five samples a task", 40, 5, (0.60, 0.62), 0.5),
    ("a large effect", 30, 4, (0.90, 0.15), 0.2),
    ("hardly any difference", 80, 1, (0.98, 0.99), 0.0),
    ("three tasks", 3, 10, (0.5, 0.7), 0.3),
]
DISCORDANT = [(0, 0), (0, 1), (1, 0), (3, 3), (2, 9), (0, 12), (17, 31), (120, 84), (500, 410), (4000, 4321)]
FAMILIES = [[0.04], [0.01, 0.02, 0.03, 0.5], [0.9, 0.2, 0.9], [1e-12, 0.3, 1e-3, 0.049, 0.011, 1e-3], [0.0, 1.0, 0.5]]

# name, levels of both factors, values in each cell, effects of the first, of the second, of both together
ANOVAS = [
    ("balanced", 3, 2, lambda i, j: 6, 0.15, 0.10, 0.0),
    ("unbalanced", 3, 4, lambda i, j: 2 + (5 * i + 3 * j) % 7, 0.05, 0.10, 0.2),
    ("one value in some cells", 2, 3, lambda i, j: 1 if i == j else 5, 0.0, 0.3, 0.0),
    ("nothing but noise", 4, 2, lambda i, j: 3 + i, 0.0, 0.0, 0.0),
    ("very unequal cells", 2, 2, lambda i, j: 40 if (i, j) == (0, 0) else 4, 0.2, -0.2, 0.4),
]


def task_values(tasks: int, samples: int, chances: tuple, shared: float) -> tuple[list, list]:
    difficulty = RANDOM.uniform(-0.5, 0.5, tasks)
    own = RANDOM.uniform(-0.5, 0.5, (2, tasks))
    sides = [np.clip(c + 0.6 * (shared * difficulty + (1 - shared) * own[k]), 0, 1) for k, c in enumerate(chances)]
    return tuple((RANDOM.binomial(samples, side) / samples).tolist() for side in sides)


def paired_case(name: str, *design) -> dict:
    base, arm = task_values(*design)
    differences = np.subtract(arm, base)
    n, sd = len(base), float(np.std(differences, ddof=1))
    welch, paired = stats.ttest_ind(arm, base, equal_var=False), stats.ttest_rel(arm, base)
    df = CompareMeans(DescrStatsW(arm), DescrStatsW(base)).ttest_ind(usevar="unequal")[2]
    pooled = sqrt((np.var(arm, ddof=1) + np.var(base, ddof=1)) / 2)
    reach = stats.t.ppf(0.975, n - 1) + stats.t.ppf(0.8, n - 1)
    return {
        "name": name,
        "base": base,
        "arm": arm,
        "welch": {"t": float(welch.statistic), "df": float(df), "p": float(welch.pvalue)},
        "paired": {"t": float(paired.statistic), "df": n - 1, "p": float(paired.pvalue)},
        "d": float(differences.mean() / pooled),
        "dz": float(differences.mean() / sd),
        "detectable": float(reach * sd / sqrt(n)),
        "detectableExactly": float(TTestPower().solve_power(nobs=n, alpha=0.05, power=0.8) * sd),
    }


def anova_case(name: str, rows: int, columns: int, size, row: float, column: float, both: float) -> dict:
    cells = [
        [np.round(RANDOM.normal(0.4 + row * i + column * j + both * i * j, 0.2, size(i, j)), 3).tolist() for j in range(columns)]
        for i in range(rows)
    ]
    values = [(f"r{i}", f"c{j}", v) for i, line in enumerate(cells) for j, cell in enumerate(line) for v in cell]
    table = anova_lm(ols("v ~ C(r) * C(c)", pd.DataFrame(values, columns=["r", "c", "v"])).fit(), typ=2)
    effects = {
        ours: {"squares": float(line["sum_sq"]), "df": int(line["df"]), "f": float(line["F"]), "p": float(line["PR(>F)"])}
        for ours, line in zip(("rows", "columns", "interaction"), (table.loc[key] for key in ("C(r)", "C(c)", "C(r):C(c)")))
    }
    residual = {"squares": float(table.loc["Residual", "sum_sq"]), "df": int(table.loc["Residual", "df"])}
    return {"name": name, "cells": cells, **effects, "residual": residual}


def main() -> None:
    values = {
        "paired": [paired_case(*design) for design in PAIRED],
        "mcnemar": [
            {"pairs": pair, "p": float(mcnemar([[7, pair[0]], [pair[1], 5]], exact=True).pvalue) if sum(pair) else 1.0}
            for pair in DISCORDANT
        ],
        "holm": [{"ps": ps, "corrected": multipletests(ps, method="holm")[1].tolist()} for ps in FAMILIES],
        "anova": [anova_case(*design) for design in ANOVAS],
    }
    TARGET.write_text(json.dumps(values, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


main()
