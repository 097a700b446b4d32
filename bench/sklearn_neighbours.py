"""One timed search by scikit-learn: FILE METRIC THREADS WIDTH K; ids go to FILE.ids as int32."""
import json
import sys
import time

import numpy
import sklearn
from sklearn.neighbors import NearestNeighbors
from threadpoolctl import threadpool_limits

file, metric, threads, width, k = sys.argv[1:]
points = numpy.fromfile(file, dtype=numpy.float32).reshape(-1, int(width))
with threadpool_limits(int(threads)):
    began = time.perf_counter()
    search = NearestNeighbors(
        n_neighbors=int(k), algorithm="brute", metric=metric, n_jobs=int(threads)
    )
    _, ids = search.fit(points).kneighbors()
    seconds = time.perf_counter() - began
ids.astype(numpy.int32).tofile(file + ".ids")
print(json.dumps({"seconds": seconds, "version": sklearn.__version__}))
