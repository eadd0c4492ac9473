# What Python needs for the same: baseline.py mtx FOLDER | slices FILE STARTS COUNT | rows FILE ROWS | all FILE. Prints seconds, a sum to compare, and the peak of memory in MiB.
import gzip
import os
import resource
import sys
import time

import h5py
import numpy as np
import scipy.io
from scipy import sparse


def mtx(folder):
    with gzip.open(os.path.join(folder, "matrix.mtx.gz")) as file:
        matrix = scipy.io.mmread(file).T.tocsr()
    for name in ("barcodes", "features"):
        with gzip.open(os.path.join(folder, name + ".tsv.gz"), "rt") as file:
            [line.rstrip("\n").split("\t") for line in file]
    return matrix.sum()


def part(x, begin, end):
    indptr = x["indptr"]
    return sparse.csr_matrix((x["data"][indptr[begin]:indptr[end]], x["indices"][indptr[begin]:indptr[end]], indptr[begin:end + 1] - indptr[begin]), shape=(end - begin, x["shape"][1]))


def opened(path):
    x = h5py.File(path, "r")["X"]
    return {"indptr": x["indptr"][:], "data": x["data"], "indices": x["indices"], "shape": x.attrs["shape"]}


what, path = sys.argv[1], sys.argv[2]
x = None if what == "mtx" else opened(path)
begun = time.perf_counter()
if what == "mtx":
    total = mtx(path)
elif what == "slices":
    count = int(sys.argv[4])
    total = sum(part(x, begin, begin + count).sum(dtype=np.float64) for begin in map(int, sys.argv[3].split(",")))
elif what == "rows":
    total = sparse.vstack([part(x, row, row + 1) for row in map(int, sys.argv[3].split(","))], format="csr").sum(dtype=np.float64)
else:
    total = part(x, 0, int(x["shape"][0])).sum(dtype=np.float64)
print(time.perf_counter() - begun, float(total), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
