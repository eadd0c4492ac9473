# Opens an .h5ad file with AnnData and prints what it holds as JSON, bit for bit: numbers as texts that name them exactly.
import json
import struct
import sys

import anndata
import numpy as np
import pandas as pd
from scipy import sparse


def number(value):
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    return "nan" if np.isnan(value) else struct.pack(">d", float(value)).hex()


def array(value):
    if value.dtype.kind in "OUS":
        return {"shape": list(value.shape), "texts": [str(v) for v in value.ravel()]}
    return {"shape": list(value.shape), "numbers": [number(v) for v in value.ravel()]}


def column(values):
    if isinstance(values.dtype, pd.CategoricalDtype):
        return {"kind": "category", "codes": [int(c) for c in values.cat.codes], "categories": [str(c) for c in values.cat.categories], "ordered": bool(values.cat.ordered)}
    texts = [None if pd.isna(v) else v if isinstance(v, str) else number(v) for v in values]
    return {"kind": str(values.dtype), "values": texts}


def frame(table):
    return {"index": [str(i) for i in table.index], "index_name": table.index.name, "columns": {name: column(table[name]) for name in table.columns}}


def anything(value):
    if isinstance(value, dict) or hasattr(value, "items") and not isinstance(value, pd.DataFrame):
        return {key: anything(inner) for key, inner in value.items()}
    if isinstance(value, pd.DataFrame):
        return frame(value)
    if isinstance(value, pd.Categorical):
        return column(pd.Series(value))
    if sparse.issparse(value):
        value.sort_indices()
        return {"format": value.format, **array(value.toarray())}
    if isinstance(value, np.ndarray) and value.dtype.names:
        return {name: array(value[name]) for name in value.dtype.names}
    if isinstance(value, np.ndarray) and value.ndim > 0:
        return array(value)
    return str(value) if isinstance(value, str) else number(value[()] if isinstance(value, np.ndarray) else value)


data = anndata.read_h5ad(sys.argv[1])
read = {
    "X": None if data.X is None else anything(data.X),
    "obs": frame(data.obs),
    "var": frame(data.var),
    **{place: {key: anything(value) for key, value in getattr(data, place).items()} for place in ("layers", "obsm", "varm", "obsp", "varp")},
    "uns": anything(data.uns),
    "raw": None if data.raw is None else {"X": anything(data.raw.X), "var": frame(data.raw.var)},
}
if len(sys.argv) > 2:  # and writes it again
    data.write_h5ad(sys.argv[2], compression="gzip")
json.dump(read, sys.stdout, allow_nan=False)
