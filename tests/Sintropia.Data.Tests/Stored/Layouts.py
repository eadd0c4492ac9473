# Writes numbers and texts with h5py in every way in which HDF5 keeps them, and prints what it wrote as JSON.
import json
import sys

import h5py
import numpy as np

path, libver = sys.argv[1], sys.argv[2]
wrote, said = {}, {}


def keep(name, values):
    values = np.asarray(values)
    texts = values.dtype.kind in "OSU"
    wrote[name] = {"shape": list(values.shape), "values": [v.decode() if isinstance(v, bytes) else v for v in values.ravel().tolist()] if texts else [float(v) for v in values.ravel()]}


def put(f, name, values, **how):
    f.create_dataset(name, data=values, **how)
    keep(name, values)


random = np.random.default_rng(1)
with h5py.File(path, "w", libver=("earliest", "latest") if libver == "earliest" else libver, userblock_size=1024 if libver == "v110" else 0) as f:
    numbers = random.poisson(2, (700, 9)).astype("f4")
    put(f, "whole", numbers)
    put(f, "scalar", np.float64(2.5))
    put(f, "one_chunk", numbers, chunks=(700, 9))
    put(f, "one_chunk_packed", numbers, chunks=(700, 9), compression="gzip")
    for packed in ({}, {"compression": "gzip"}, {"compression": "lzf"}, {"compression": "gzip", "shuffle": True, "fletcher32": True}, {"fletcher32": True}, {"shuffle": True, "compression": "lzf"}):
        word = "_".join(f"{k}{v}" for k, v in packed.items())
        put(f, f"fixed_{word}", numbers, chunks=(16, 4), **packed)
        put(f, f"grows_{word}", numbers, chunks=(16, 9), maxshape=(None, 9), **packed)
        put(f, f"grows_aside_{word}", numbers, chunks=(32, 2), maxshape=(700, None), **packed)
        put(f, f"grows_both_{word}", numbers, chunks=(16, 4), maxshape=(None, None), **packed)
        put(f, f"may_grow_{word}", numbers, chunks=(16, 4), maxshape=(1000, 20), **packed)
    put(f, "noise_lzf", random.random(5000), chunks=(1000,), compression="lzf")
    put(f, "many_chunks", np.arange(90_000, dtype="i4"), chunks=(3,), maxshape=(None,))
    put(f, "many_chunks_packed", np.arange(60_000, dtype="i4"), chunks=(3,), maxshape=(None,), compression="gzip")
    put(f, "many_chunks_fixed", np.arange(60_000, dtype="i4"), chunks=(3,))
    put(f, "many_chunks_fixed_packed", np.arange(30_000, dtype="i4"), chunks=(3,), compression="gzip")
    put(f, "many_chunks_both", np.arange(20_000, dtype="i4").reshape(4000, 5), chunks=(2, 2), maxshape=(None, None))
    put(f, "deep", np.arange(7 * 5 * 6 * 4, dtype="i2").reshape(7, 5, 6, 4), chunks=(2, 3, 4, 3))
    for kind in ("<f2", ">f2", ">f4", "<f8", ">f8", "i1", "u1", "<i2", ">u2", ">i4", "<u4", ">i8", "<u8", "?"):
        put(f, f"type_{kind}", np.arange(40).astype(kind))
    for name, shape, how in (("gaps", (1000,), {"chunks": (10,), "fillvalue": 7}), ("gaps_grow", (1000,), {"chunks": (10,), "maxshape": (None,), "fillvalue": 7}), ("never", (30,), {"fillvalue": -2.5}), ("never_chunked", (30,), {"chunks": (4,), "compression": "gzip"})):
        gaps = f.create_dataset(name, shape, dtype="f8", **how)
        if name.startswith("gaps"):
            gaps[205:431] = np.arange(226)
            gaps[980:] = 1
        keep(name, gaps[()])
    early = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    early.set_chunk((4, 3))
    early.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    made = h5py.h5d.create(f.id, b"early", h5py.h5t.NATIVE_INT32, h5py.h5s.create_simple((10, 7), (12, 20)), early)
    h5py.Dataset(made)[...] = np.arange(70).reshape(10, 7)
    keep("early", np.arange(70).reshape(10, 7))
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    made = h5py.h5d.create(f.id, b"compact", h5py.h5t.NATIVE_DOUBLE, h5py.h5s.create_simple((3, 5)), compact)
    h5py.Dataset(made)[...] = np.arange(15).reshape(3, 5)
    keep("compact", np.arange(15).reshape(3, 5))
    texts = [f"gene {i} é" * (i % 7) for i in range(3000)] + ["long " * 20_000, ""]
    put(f, "texts", np.array(texts, dtype=object), dtype=h5py.string_dtype())
    put(f, "texts_packed", np.array(texts, dtype=object), dtype=h5py.string_dtype(), chunks=(100,), compression="gzip", maxshape=(None,))
    put(f, "texts_fixed", np.array([f"cell{i}" for i in range(500)], dtype="S8"))
    f["kind"] = np.dtype("<i8")
    f.create_dataset("of_a_named_type", data=np.arange(12), dtype=f["kind"])
    keep("of_a_named_type", np.arange(12))
    f["of_a_named_type"].attrs.create("shared", np.arange(3), dtype=f["kind"])
    for group in ("few", "many", "ordered"):
        g = f.create_group(group, track_order=group == "ordered")
        for i in range(3 if group == "few" else 3000):
            if i < 3:
                put(f, f"{group}/n{i}", np.arange(i))
            else:
                g.create_group(f"name {i} " + "x" * (i % 50))
        wrote[group] = {"names": sorted(g)}
    for count in (2, 40):
        g = f.create_group(f"says{count}")
        said[g.name] = {}
        for i in range(count):
            said[g.name][f"a{i}"] = f"text {i}" if i % 2 else "long " * (900 * (i % 3))
            g.attrs[f"a{i}"] = said[g.name][f"a{i}"]
    wrote["soft"] = wrote["whole"]
    f["soft"] = h5py.SoftLink("/whole")
json.dump({"wrote": wrote, "said": said}, sys.stdout)
