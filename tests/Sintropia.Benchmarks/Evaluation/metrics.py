# The same metrics in numpy and scipy, on the matrix that the benchmark wrote. Prints name and seconds a line.
import sys, time
import numpy as np
from scipy import stats

path, cells, genes, controls, groups, threads = sys.argv[1], *map(int, sys.argv[2:7])
x = np.fromfile(path, np.float32).reshape(cells, genes)
y = np.fromfile(path + ".predicted", np.float32).reshape(cells, genes)
own = (cells - controls) // groups
parts = [slice(controls + g * own, controls + (g + 1) * own) for g in range(groups)]


def timed(name, f):
    start = time.perf_counter()
    result = f()
    print(name, time.perf_counter() - start, flush=True)
    return result


def bulks(m):
    control = m[:controls].mean(0, dtype=np.float64)
    means = np.stack([m[p].mean(0, dtype=np.float64) for p in parts])
    return means, means - control


def differential(m):
    control = m[:controls]
    out = []
    for p in parts[:TESTED]:
        _, pvalue = stats.mannwhitneyu(m[p], control, axis=0, method="asymptotic")
        order = np.argsort(pvalue)
        q = np.minimum.accumulate((pvalue[order] * genes / np.arange(1, genes + 1))[::-1])[::-1]
        out.append(q)
    return out


def errors(a, b):
    return [np.corrcoef(r, p)[0, 1] for r, p in zip(a[1], b[1])], np.abs(a[0] - b[0]).mean(1), np.square(a[1] - b[1]).mean(1)


def discrimination(a, b):
    return [(np.abs(a[1] - p).sum(1) < np.abs(a[1][i] - p).sum()).sum() for i, p in enumerate(b[1])]


TESTED = int(sys.argv[7])
real = timed("pseudobulks of measured and predicted cells", lambda: (bulks(x), bulks(y)))
timed("correlations and errors of effects", lambda: errors(*real))
timed("discrimination", lambda: discrimination(*real))
timed("rank sums with ties and Benjamini-Hochberg", lambda: differential(x))
