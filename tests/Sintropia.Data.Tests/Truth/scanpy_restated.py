"""What scanpy computes, restated in numpy, pandas and scikit-misc; writes scores.json and variable_genes.json beside it.

scanpy itself is in no package source of the machines that build this. The restatement was held against scanpy's own functions (score_genes of 1.9.8 and 1.10.4, highly_variable_genes of 1.10.4)
on these very inputs: same control genes, and scores equal to the last bit but for sparse ones,
which these releases add in float.

Inputs are made by a rule that the tests repeat, so that no data are kept here. Debian: python3-numpy python3-pandas python3-skmisc.
"""
import json
import os
import numpy as np
import pandas as pd

HERE = os.path.dirname(os.path.abspath(__file__))


def counts(cells, genes):
    """Whole numbers that look irregular; about half are zero. Genes differ in mean by their number."""
    i, j = np.meshgrid(np.arange(cells, dtype=np.int64), np.arange(genes, dtype=np.int64), indexing='ij')
    mixed = (i * 2654435761 + j * 40503 * 7919 + i * j * 97) % 4294967291
    return ((mixed >> 7) % (2 + j % 23 + 3 * (j % 5)) * ((mixed >> 15) % 7 < 3)).astype(np.float32)


def log_data(cells, genes):
    return np.log1p(counts(cells, genes).astype(np.float64)).astype(np.float32)


def means_of_columns(x, sparse):
    if sparse:  # 'float' as scipy adds for releases before 1.12.2, 'double' as later ones do
        total = np.zeros(x.shape[1], np.float32 if sparse == 'float' else np.float64)
        for row in x: total += row
        return total.astype(np.float64) / x.shape[0]
    return np.nanmean(x, axis=0)


def score(x, genes, sparse=False, controls=50, bins=25, seed=0, in_controls=True, shuffled=False, pool=None):
    names = np.array([f'g{j}' for j in range(x.shape[1])])
    np.random.seed(seed)
    pool = list(names) if pool is None else pool
    of_pool = x if len(pool) == len(names) else x[:, [int(p[1:]) for p in pool]]
    average = pd.Series(means_of_columns(of_pool, sparse), index=pool)
    size = int(np.round(len(average) / (bins - 1)))
    ranges = average.rank(method='min') // size
    chosen = set()
    for r in np.unique(ranges.loc[genes]):
        members = ranges[(ranges == r) & (in_controls | ~ranges.index.isin(genes))].index
        if shuffled:
            members = np.array(members)
            np.random.shuffle(members)
            members = members[:controls]
        elif controls < len(members):
            members = members.to_series().sample(controls).index
        chosen |= set(members)
    chosen = sorted(int(c[1:]) for c in chosen - set(genes))
    places = [int(g[1:]) for g in genes]
    return chosen, x[:, places].mean(axis=1, dtype=np.float64) - x[:, chosen].mean(axis=1, dtype=np.float64)


def seurat(x, top=None, bins=20, bounds=(0.0125, 3, 0.5, np.inf)):
    x = np.expm1(x)
    mean, var = x.mean(axis=0, dtype=np.float64), x.var(axis=0, dtype=np.float64, ddof=1)
    mean[mean == 0] = 1e-12
    dispersion = var / mean
    dispersion[dispersion == 0] = np.nan
    dispersion, mean = np.log(dispersion), np.log1p(mean)
    df = pd.DataFrame(dict(means=mean, dispersions=dispersion))
    df['bin'] = pd.cut(df['means'], bins=bins).astype('string')
    of_bin = df.groupby('bin')['dispersions'].agg(avg='mean', dev='std')
    alone = of_bin['dev'].isna()
    of_bin.loc[alone, 'dev'] = of_bin.loc[alone, 'avg']
    of_bin.loc[alone, 'avg'] = 0
    s = of_bin.loc[df['bin']]
    norm = (df['dispersions'].values - s['avg'].values) / s['dev'].values
    return mean, dispersion, norm, choose(mean, norm, top, bounds)


def cell_ranger(x, top=None, bounds=(0.0125, 3, 0.5, np.inf)):
    mean, var = x.mean(axis=0, dtype=np.float64), x.var(axis=0, dtype=np.float64, ddof=1)
    mean[mean == 0] = 1e-12
    dispersion = var / mean
    bins = np.r_[-np.inf, np.percentile(mean, np.arange(10, 105, 5)), np.inf]
    df = pd.DataFrame(dict(dispersions=dispersion, bin=pd.cut(mean, bins=bins).astype('string')))
    of_bin = df.groupby('bin')['dispersions'].agg(avg='median', dev=lambda a: np.median(np.abs(a - np.median(a))) / 0.6744897501960817)
    s = of_bin.loc[df['bin']]
    norm = (dispersion - s['avg'].values) / s['dev'].values
    return mean, dispersion, norm, choose(mean, norm, top, bounds)


def choose(mean, norm, top, bounds):
    if top is None:
        d = np.nan_to_num(norm)
        return (mean > bounds[0]) & (mean < bounds[1]) & (d > bounds[2]) & (d < bounds[3])
    known = np.sort(norm[~np.isnan(norm)])[::-1]
    return np.nan_to_num(norm, nan=-np.inf) >= known[min(top, len(known)) - 1]


def seurat_v3(x, top, span=0.3):
    from skmisc.loess import loess
    mean, var = x.mean(axis=0, dtype=np.float64), x.var(axis=0, dtype=np.float64, ddof=1)
    varying = var > 0
    expected = np.zeros(x.shape[1])
    model = loess(np.log10(mean[varying]), np.log10(var[varying]), span=span, degree=2)
    model.fit()
    expected[varying] = model.outputs.fitted_values
    spread = np.sqrt(10 ** expected)
    n = x.shape[0]
    clipped = np.minimum(x.astype(np.float64), spread * np.sqrt(n) + mean)
    norm = (n * mean**2 + (clipped**2).sum(axis=0) - 2 * clipped.sum(axis=0) * mean) / ((n - 1) * spread**2)
    order = np.argsort(-norm, kind='stable')
    chosen = np.zeros(x.shape[1], bool)
    chosen[order[:top]] = True
    return mean, var, norm, chosen


def listed(values):
    return [None if np.isnan(v) else float(v) for v in values]


def main():
    x = log_data(60, 800)
    genes = ['g3', 'g17', 'g18', 'g222', 'g401', 'g799', 'g640']
    pool = [f'g{j}' for j in list(range(0, 800, 3)) + [17, 401, 640]]
    pool = [p for p in dict.fromkeys(pool)]
    cases = {
        'dense': dict(), 'sparse': dict(sparse='double'), 'sparse in float': dict(sparse='float'), 'seed 7, 10 controls': dict(seed=7, controls=10), 'controls outside the set': dict(in_controls=False, controls=20),
        'shuffled': dict(shuffled=True), 'shuffled, 5 controls': dict(shuffled=True, controls=5), '6 ranges': dict(bins=6, controls=11),
        'pool': dict(pool=[p for p in pool + ['g17', 'g401', 'g640', 'g799', 'g222', 'g3', 'g18']], controls=7),
    }
    cases['pool']['pool'] = list(dict.fromkeys(cases['pool']['pool']))
    out = []
    for name, kw in cases.items():
        controls, scores = score(x, genes, **kw)
        out.append(dict(name=name, options=kw, genes=genes, controls=controls, scores=[float(s) for s in scores]))
    json.dump(dict(cells=60, genes=800, cases=out), open(os.path.join(HERE, 'scores.json'), 'w'), indent=0)

    c = counts(120, 300)
    c[:, 5] = 0
    normal = c / (c.sum(axis=1, keepdims=True) / np.float32(np.median(c.sum(axis=1))))
    logged = np.log1p(normal)
    found = {}
    for name, result in {'seurat': seurat(logged), 'seurat top': seurat(logged, top=50), 'cell_ranger top': cell_ranger(logged, top=50), 'seurat_v3': seurat_v3(c, 100), 'seurat_v3 wide': seurat_v3(c, 100, span=0.8)}.items():
        mean, dispersion, norm, chosen = result
        found[name] = dict(means=listed(mean), dispersions=listed(dispersion), standardised=listed(norm), chosen=[int(g) for g in np.flatnonzero(chosen)])
    json.dump(dict(cells=120, genes=300, found=found), open(os.path.join(HERE, 'variable_genes.json'), 'w'), indent=0)


if __name__ == '__main__':
    main()
