"""Writes npy.json: files that NumPy saves, as base64, with their numbers row after row.

Run: python tests/datasets/features/make_npy.py tests/datasets/features/npy.json
"""
import base64, io, json, sys
import numpy as np

rows = np.array([[0.5, -1.25, 2.0], [3.0, 1e-3, -7.5]])


def saved(array):
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return base64.b64encode(file.getvalue()).decode()


cases = []
for kind in ("<f2", "<f4", "<f8", ">f4"):
    for order in "CF":
        array = np.asarray(rows.astype(kind), order=order)
        numbers = array.astype("float64").ravel("C").tolist()
        cases.append({"name": f"{kind} {order}", "file": saved(array), "numbers": numbers})
ints = np.array([3, -1, 70000], "int64")
json.dump({
    "numpy": np.__version__,
    "floats": cases,
    "labels": {"file": saved(ints), "numbers": ints.tolist()},
    "small labels": {"file": saved(np.array([3, 250], "uint8")), "numbers": [3, 250]},
    "objects": saved(np.array([{"a": 1}, None], object)),
    "complex": saved(np.zeros((2, 2), "complex64")),
}, open(sys.argv[1], "w"), indent=1)
