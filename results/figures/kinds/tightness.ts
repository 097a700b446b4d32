import { Stream } from "../../../core/random.ts";
import type { Figure } from "../figure.ts";
import { LINES, themed } from "../theme.ts";

/** Classes, and how often an observation is of a class at random instead of its own. */
const CLASSES = 10, NOISE = 0.2;
/** Sets of negatives that are drawn; over the two views the mean is exact. */
const SETS = 1000;
const CANDIDATES = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

type Critic = (p: readonly number[], q: readonly number[]) => number;

const sum = (p: readonly number[], of: (x: number, i: number) => number) =>
  p.reduce((total, x, i) => total + of(x, i), 0);
const entropy = (p: readonly number[]) => -sum(p, (x) => x > 0 ? x * Math.log(x) : 0);

const CRITICS: Readonly<Record<string, Critic>> = {
  log_dot: (p, q) => Math.log(sum(p, (x, i) => x * q[i])),
  dot: (p, q) => sum(p, (x, i) => x * q[i]),
  neg_l2: (p, q) => -sum(p, (x, i) => (x - q[i]) ** 2),
  neg_jsd: (p, q) => -(entropy(p.map((x, i) => (x + q[i]) / 2)) - (entropy(p) + entropy(q)) / 2),
};

/**
 * How tight the bound of each critic is where the truth is known: a class is drawn, and two views of
 * it say that class, or now and then any. With the true probabilities of the classes for q, log_dot is
 * the optimal critic, and its bound reaches the mutual information as the candidates become many.
 */
export function tightness(): Figure {
  const truth = trueInformation();
  const values = Object.entries(CRITICS).flatMap(([critic, of]) =>
    CANDIDATES.map((candidates) => ({ critic, candidates, bound: boundOf(of, candidates) }))
  );
  const about = `${CLASSES} classes, a view says its class with probability ${
    (likelihood(0, 0)).toFixed(2)
  }; n = ${SETS.toLocaleString("en-GB")} sets of candidates`;
  const x = {
    ...{ field: "candidates", type: "quantitative", scale: { type: "log", base: 2 } },
    title: "candidates, M",
    axis: { values: CANDIDATES, labelOverlap: false },
  };
  const y = (field: string) => ({ field, type: "quantitative", title: "log M − loss (nats)" });
  const rows = CANDIDATES.map((candidates) => ({
    ...{ candidates, line: "true information", value: truth },
  }));
  const line = { field: "line", type: "nominal", title: null, legend: LINES };
  return {
    about,
    spec: themed(
      {
        width: 400,
        height: 260,
        layer: [
          {
            data: { values: rows },
            mark: { type: "line", color: "#444444", strokeWidth: 1.5 },
            encoding: { x, y: y("value"), strokeDash: { ...line, scale: { range: [[6, 4]] } } },
          },
          {
            data: { values },
            mark: { type: "line", strokeWidth: 2, point: true },
            encoding: {
              ...{ x, y: y("bound") },
              color: {
                field: "critic",
                type: "nominal",
                sort: Object.keys(CRITICS),
                legend: LINES,
              },
            },
          },
        ],
        resolve: { scale: { color: "independent", strokeDash: "independent" } },
      },
      "The bound of each critic beside the true mutual information",
      about,
      500,
    ),
  };
}

/** The probability that a view of a class says a class. */
const likelihood = (said: number, of: number) => NOISE / CLASSES + (said === of ? 1 - NOISE : 0);

/** I(x; x') of the two views, in nats. */
export function trueInformation(): number {
  let information = 0;
  for (let x = 0; x < CLASSES; x++) {
    for (let y = 0; y < CLASSES; y++) {
      const joint = jointOf(x, y);
      information += joint * Math.log(joint * CLASSES * CLASSES);
    }
  }
  return information;
}

/** log M - L of a critic, with M - 1 negatives drawn at random. */
export function boundOf(critic: Critic, candidates: number): number {
  const random = new Stream(0, "sample", candidates);
  // By Bayes, with classes of equal probability: what a view says of the classes.
  const q = Array.from(
    { length: CLASSES },
    (_, said) => Array.from({ length: CLASSES }, (_, c) => likelihood(said, c)),
  );
  const f = q.map((p) => q.map((other) => critic(p, other)));
  const pairs = q.flatMap((_, x) => q.map((_, y) => ({ x, y, weight: jointOf(x, y) })));
  let loss = 0;
  for (let set = 0; set < SETS; set++) {
    const counts = new Float64Array(CLASSES);
    for (let j = 1; j < candidates; j++) counts[random.below(CLASSES)]++;
    for (const { x, y, weight } of pairs) {
      let all = Math.exp(f[x][y]);
      for (let v = 0; v < CLASSES; v++) all += counts[v] * Math.exp(f[x][v]);
      loss += weight * (Math.log(all) - f[x][y]);
    }
  }
  return Math.log(candidates) - loss / SETS;
}

/** How often the two views of a class say these two. */
function jointOf(x: number, y: number): number {
  let joint = 0;
  for (let c = 0; c < CLASSES; c++) joint += likelihood(x, c) * likelihood(y, c) / CLASSES;
  return joint;
}
