import { ok } from "node:assert/strict";
import { EIGHT, FIGURES, SIX } from "../../../datasets/shapes/figures.ts";

const near = (actual: number, expected: number) =>
  ok(Math.abs(actual - expected) < 1e-12, `${actual} is not near ${expected}`);

Deno.test("a figure covers its inside and nothing far away", () => {
  const inside = { ring: [0.75, 0], dots: [0.6, -0.6] } as Record<string, [number, number]>;
  for (const [name, figure] of Object.entries(FIGURES)) {
    ok(figure(...(inside[name] ?? [0, 0])) < 0, `${name} inside`);
    ok(figure(2, 2) > 0 && figure(-2, 0) > 0, `${name} outside`);
  }
});

Deno.test("the ring has a hole and the dots do not touch", () => {
  ok(FIGURES.ring(0, 0) > 0);
  ok(FIGURES.dots(0, 0) > 0);
});

Deno.test("the star has five tips at 1.1 and five notches at 0.45", () => {
  for (let i = 0; i < 5; i++) {
    const tip = 2 * Math.PI * i / 5, notch = tip + Math.PI / 5;
    near(FIGURES.star(1.1 * Math.cos(tip), 1.1 * Math.sin(tip)), 0);
    near(FIGURES.star(0.45 * Math.cos(notch), 0.45 * Math.sin(notch)), 0);
    ok(FIGURES.star(Math.cos(tip), Math.sin(tip)) < 0);
    ok(FIGURES.star(0.5 * Math.cos(notch), 0.5 * Math.sin(notch)) > 0);
  }
});

Deno.test("the six figures are among the eight", () => {
  ok(SIX.every((name) => EIGHT.includes(name)));
});
