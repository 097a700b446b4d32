import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import type { Run } from "../compose.ts";
import { compose } from "../compose.ts";
import type { Attributes, Value } from "../value.ts";
import { op } from "./op.ts";

/** An op that all ranks compute together, in the order in which each has asked for it. */
function collective(
  b: TensorFlowBackend,
  run: Run,
  name: string,
  x: Info | Value,
  told: Attributes = {},
): Value {
  if (!b.cluster) throw new TypeError("Cannot send: the backend must be opened with a group");
  const { group, nextInstance } = b.cluster;
  const [size, key] = [group.size, group.size].map((value) => b.constant("int32", value));
  return run(name, [x, size, key, b.constant("int32", nextInstance()), []], {
    ...told,
    communication_hint: "auto",
    // Who waits too long is told by the group, which counts the whole step.
    timeout_seconds: { float: 0 },
    Nordering_token: { int: 0 },
  });
}

/** The sum over all ranks. */
export const sumOf = (b: TensorFlowBackend, run: Run, x: Info | Value): Value =>
  collective(b, run, "CollectiveReduceV2", x, { merge_op: "Add", final_op: "Id" });

/** The rows of all ranks, `[n, ...]` to `[ranks n, ...]`. */
export function rowsOf(b: TensorFlowBackend, run: Run, x: Info | Value): Value {
  const [rows, ...row] = x.shape;
  const all = collective(b, run, "CollectiveGatherV2", x);
  // TensorFlow does not know how many ranks there are while it traces.
  return run("Reshape", [all, b.constant("int32", [rows * b.cluster!.group.size, ...row])]);
}

const gather = op("RankGather", {
  kernel: (b, { x }) => compose(b, (run) => rowsOf(b, run, x)),
  saveInputs: ["x"],
  gradient: (dy, [x]) => ({
    x: () => {
      const { rank, size } = (tf.backend() as TensorFlowBackend).group!, [rows, ...row] = x.shape;
      return tf.mul(tf.slice(dy, [rank * rows, ...row.map(() => 0)], x.shape), size);
    },
  }),
});

const sum = op("RankSum", {
  kernel: (b, { x }) => compose(b, (run) => sumOf(b, run, x)),
  gradient: (dy) => ({ x: () => sumRanks(dy) }),
});

export const ops = [gather, sum];

const alone = () => !(tf.backend() as TensorFlowBackend).group;

/** `gatherRows` of the training ops. */
export const gatherRows = (x: tf.Tensor): tf.Tensor => alone() ? x : gather({ x }, {})[0];
/** `sumRanks` of the training ops. */
export const sumRanks = (x: tf.Tensor): tf.Tensor => alone() ? x : sum({ x }, {})[0];
