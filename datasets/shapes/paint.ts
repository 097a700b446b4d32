import type { Figure } from "./figures.ts";
import { draw, imageKey } from "./random.ts";

/** Height and width of an image. */
export const SIDE = 32;

const NOISE = 0.1 * Math.sqrt(6);
const clip = (x: number) => Math.min(Math.max(x, 0), 1);

/**
 * Paints one image: a bright figure of random place, size, turn and colour on a dark, sloping
 * ground of random colour, with noise.
 *
 * @param figure What is painted.
 * @param seed Seed of the generator.
 * @param index Place of the image, from 0.
 * @param out Receives `[32, 32, 3]`, 0 to 255.
 */
export function paint(figure: Figure, seed: number, index: number, out: Uint8Array): void {
  const key = imageKey(seed, index);
  const u = Array.from({ length: 12 }, (_, k) => draw(key, k));
  const radius = SIDE * (0.26 + 0.14 * u[0]);
  const cos = Math.cos(2 * Math.PI * u[1]), sin = Math.sin(2 * Math.PI * u[1]);
  const half = SIDE / 2;
  const centreX = half + 0.8 * (2 * u[2] - 1) * (half - radius);
  const centreY = half + 0.8 * (2 * u[3] - 1) * (half - radius);
  const ground = [u[4], u[5], u[6]].map((x) => 0.45 * x);
  const colour = [u[7], u[8], u[9]].map((x) => 0.5 + 0.5 * x);
  const slopeX = Math.cos(2 * Math.PI * u[10]), slopeY = Math.sin(2 * Math.PI * u[10]);

  for (let row = 0; row < SIDE; row++) {
    for (let col = 0; col < SIDE; col++) {
      const x = col + 0.5, y = row + 0.5;
      const dx = x - centreX, dy = y - centreY;
      const distance = figure((cos * dx + sin * dy) / radius, (-sin * dx + cos * dy) / radius);
      const cover = clip(0.5 - radius * distance);
      const slope = 0.25 * u[11] * ((x / SIDE - 0.5) * slopeX + (y / SIDE - 0.5) * slopeY);
      for (let channel = 0; channel < 3; channel++) {
        const value = (row * SIDE + col) * 3 + channel;
        const noise = NOISE * (draw(key, 16 + 2 * value) + draw(key, 17 + 2 * value) - 1);
        const mixed = (ground[channel] + slope) * (1 - cover) + colour[channel] * cover + noise;
        out[value] = Math.floor(255 * clip(mixed) + 0.5);
      }
    }
  }
}
