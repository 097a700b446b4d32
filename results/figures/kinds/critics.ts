import type { Figure } from "../figure.ts";
import { LINES, themed } from "../theme.ts";

/** Steps of the probability of the first class. */
const STEPS = 24;
/** Smoothing of the paper. */
const SMOOTHING = 0.01;

type Two = readonly [number, number];

const dot = (p: Two, q: Two) => p[0] * q[0] + p[1] * q[1];
const entropy = (p: Two) => -p.reduce((sum, x) => sum + (x > 0 ? x * Math.log(x) : 0), 0);

/** The critics of the paper as functions of two distributions over two classes. */
export const CRITICS: Readonly<Record<string, (p: Two, q: Two) => number>> = {
  log_dot: (p, q) => Math.log(dot(p, q)),
  dot,
  neg_l2: (p, q) => -((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2),
  neg_jsd: (p, q) =>
    -(entropy([(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]) - (entropy(p) + entropy(q)) / 2),
};

const smooth = (
  [a, b]: Two,
  alpha: number,
): Two => [(1 - alpha) * a + alpha / 2, (1 - alpha) * b + alpha / 2];

/**
 * The critics for two classes, over the probabilities of the first class in both views; and how much
 * is left of the gradient of log(q q') where the views say different classes, near one-hot, by
 * smoothing.
 */
export function critics(): Figure {
  const surfaces = Object.entries(CRITICS).flatMap(([critic, of]) =>
    [0, SMOOTHING].flatMap((alpha) =>
      Array.from({ length: STEPS ** 2 }, (_, i) => {
        const [column, row] = [i % STEPS, Math.floor(i / STEPS)];
        // In the middle of each square, where no logarithm is of 0.
        const [a, b] = [(column + 0.5) / STEPS, (row + 0.5) / STEPS];
        const p = smooth([a, 1 - a], alpha), q = smooth([b, 1 - b], alpha);
        const smoothing = alpha === 0 ? "as it is" : `smoothed by ${alpha}`;
        const [x, y] = [column / STEPS, row / STEPS];
        // A little over the next, or the ground shows between them.
        const side = 1.1 / STEPS;
        return { critic, smoothing, x, y, x2: x + side, y2: y + side, value: of(p, q) };
      })
    )
  );
  const about = "q₁ is what a view gives the first class";
  return {
    about,
    spec: themed(
      {
        vconcat: [surfaceBody(surfaces), gradientBody()],
        spacing: 24,
        resolve: { legend: { color: "independent", strokeDash: "independent" } },
      },
      "Critics of two distributions over two classes",
      about,
    ),
  };
}

function surfaceBody(values: readonly unknown[]) {
  const probability = (field: string, title: string) => ({
    ...{ field, type: "quantitative", title, scale: { domain: [0, 1] } },
    axis: { values: [0, 0.5, 1], grid: false },
  });
  return {
    data: { values },
    facet: {
      column: { field: "critic", sort: Object.keys(CRITICS), title: null },
      row: { field: "smoothing", title: null },
    },
    resolve: { scale: { color: "independent" } },
    spec: {
      width: 110,
      height: 110,
      mark: { type: "rect", clip: true },
      encoding: {
        x: probability("x", "q₁ of view 1"),
        x2: { field: "x2" },
        y: probability("y", "q₁ of view 2"),
        y2: { field: "y2" },
        color: {
          ...{ field: "value", type: "quantitative", title: null },
          scale: { scheme: "viridis" },
          legend: { gradientLength: 90, tickCount: 5 },
        },
      },
    },
  };
}

/** The largest derivative of log(q~ q'~) by a logit, where the views are sure of different classes. */
function gradientBody() {
  const values = [0, 0.001, SMOOTHING, 0.1].flatMap((alpha) =>
    Array.from({ length: 61 }, (_, i) => {
      const doubt = 10 ** (-6 + i / 10), p: Two = [1 - doubt, doubt], q: Two = [0, 1];
      const [a, b] = [smooth(p, alpha), smooth(q, alpha)];
      // Through the softmax: p_0 (1 - p_0) times the difference of what both classes get.
      const value = p[0] * p[1] * (1 - alpha) * Math.abs(b[0] - b[1]) / dot(a, b);
      return { doubt, value, smoothing: String(alpha) };
    }).filter(({ value }) => value > 0)
  );
  const smoothing = { field: "smoothing", type: "nominal", title: "smoothing", legend: LINES };
  return {
    data: { values },
    width: 620,
    height: 170,
    mark: { type: "line", strokeWidth: 2 },
    title: { text: "Gradient of log(q·q′) by a logit; view 2 is sure of the other class" },
    encoding: {
      x: {
        ...{ field: "doubt", type: "quantitative", scale: { type: "log" } },
        title: "1 − q of view 1 for its own class",
        axis: { format: "~e", tickCount: 6 },
      },
      y: {
        field: "value",
        type: "quantitative",
        title: "absolute gradient",
        scale: { type: "log" },
        axis: { format: "~e", tickCount: 6 },
      },
      color: smoothing,
      strokeDash: smoothing,
    },
  };
}
