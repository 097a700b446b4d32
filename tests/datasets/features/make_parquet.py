"""Writes parquet.json: what pyarrow saves, in several forms, for the reader to be held against.

Run: pip install pyarrow pandas; python make_parquet.py > parquet.json
"""
import base64
import io
import json

import numpy
import pyarrow
import pyarrow.parquet

rows = numpy.array([[1, 2.5, -3], [0.25, 0, 7], [4, -1, 1e-3]])
names = ["a/1.png", "b, 2.png", "ü.png"]


def saved(table, **options):
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file, **options)
    return base64.b64encode(file.getvalue()).decode()


def lists(kind, title="embedding", **more):
    return pyarrow.table({"path": names, title: pyarrow.array(rows.tolist(), kind), **more})


of_lists = {"compression": "snappy"}
f32 = pyarrow.list_(pyarrow.float32())
wide = pyarrow.table({
    "label": pyarrow.array([3, 1, 3]), "x": rows[:, 0], "y2": pyarrow.array(rows[:, 1], pyarrow.float32()), "z": rows[:, 2],
})
index = pyarrow.table({"a": rows[:, 0], "b": rows[:, 1], "__index_level_0__": [5, 6, 7]})
cases = {
    "float32 lists, snappy": saved(lists(f32), **of_lists),
    "float64 lists, zstd": saved(lists(pyarrow.list_(pyarrow.float64())), compression="zstd"),
    "lists of a fixed size, gzip": saved(lists(pyarrow.list_(pyarrow.float32(), 3)), compression="gzip"),
    "groups of two rows, brotli": saved(lists(f32), compression="brotli", row_group_size=2),
    "large text, plain pages of version 2": saved(
        lists(f32, caption=["x", "y", "z"]), compression="none", data_page_version="2.0", use_dictionary=False
    ),
}
odd = {
    "null": saved(pyarrow.table({"features": [[1.0, 2.0], None, [1.0, 3.0]]})),
    "short": saved(pyarrow.table({"features": [[1.0, 2.0], [1.0], [1.0, 3.0]]})),
    "text": saved(pyarrow.table({"a": [1.0, 2.0], "b": ["x", "y"]})),
    "nan": saved(pyarrow.table({"name": ["p", "q"], "features": [[1.0, 2.0], [float("nan"), 1.0]]})),
    "zeros": saved(pyarrow.table({"name": ["p", "q"], "features": [[1.0, 2.0], [0.0, 0.0]]})),
    "two": saved(pyarrow.table({"u": [[1.0]], "v": [[2.0]]})),
    "lz4": saved(lists(f32), compression="lz4"),
}
print(json.dumps(
    {"names": names, "rows": rows.tolist(), "lists": cases, "wide": saved(wide), "index": saved(index), "odd": odd}, indent=1, ensure_ascii=False
))
