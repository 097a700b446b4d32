import type { MapFrame } from "./map_frame.ts";

/** Points up to which each is drawn as a disc with soft edges. */
const SOFT = 3000;

/** What is drawn. */
export interface Painted {
  /** `[n, 2]`, from 0 to 1. */
  readonly points: Float32Array;
  /** The pixel of each point's colour; 0 where it is hidden. */
  readonly colours: Uint32Array;
  /** Texts at places of the map. */
  readonly texts: readonly { readonly text: string; readonly u: number; readonly v: number }[];
  /** A point with a ring, and those that lines lead to. */
  readonly chosen: number;
  readonly near: readonly number[];
  /** A line around what is being selected, in pixels of the page. */
  readonly line: readonly (readonly [number, number])[];
}

/** Draws the points of a map, as many as there are, straight into the pixels of a canvas. */
export class MapPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #image: ImageData | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d")!;
  }

  /** Fits the canvas to its place in the page. */
  fit(frame: MapFrame): void {
    const canvas = this.#canvas, ratio = devicePixelRatio || 1;
    frame.width = canvas.clientWidth;
    frame.height = canvas.clientHeight;
    const width = Math.max(1, Math.round(frame.width * ratio));
    const height = Math.max(1, Math.round(frame.height * ratio));
    if (canvas.width === width && canvas.height === height && this.#image) return;
    canvas.width = width;
    canvas.height = height;
    this.#image = this.#context.createImageData(width, height);
  }

  paint(frame: MapFrame, painted: Painted): void {
    const { colours } = painted, context = this.#context;
    const ratio = this.#canvas.width / Math.max(1, frame.width);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const n = colours.length, grown = Math.min(2.2, Math.sqrt(frame.scale));
    const radius = (n > 20_000 ? 1.1 : n > 8000 ? 1.6 : n > SOFT ? 2.2 : 3.2) * grown;
    if (n <= SOFT) this.#soft(frame, painted, radius);
    else this.#fast(frame, painted, radius * ratio, ratio);
    this.#texts(frame, painted.texts);
    if (painted.chosen >= 0) this.#ring(frame, painted);
    this.#line(painted.line);
    this.#canvas.dataset.drawn = "true";
  }

  #soft(frame: MapFrame, { points, colours }: Painted, radius: number): void {
    const context = this.#context;
    context.clearRect(0, 0, frame.width, frame.height);
    context.globalAlpha = 0.88;
    for (let i = 0; i < colours.length; i++) {
      const colour = colours[i];
      if (colour === 0) continue;
      const rest = `${(colour >>> 8) & 255} ${(colour >>> 16) & 255}`;
      context.fillStyle = `rgb(${colour & 255} ${rest})`;
      context.beginPath();
      context.arc(frame.x(points[2 * i]), frame.y(points[2 * i + 1]), radius, 0, 7);
      context.fill();
    }
    context.globalAlpha = 1;
  }

  #fast(frame: MapFrame, { points, colours }: Painted, radius: number, ratio: number): void {
    const image = this.#image!, { width, height } = image;
    const pixels = new Uint32Array(image.data.buffer);
    pixels.fill(0);
    const reach = Math.ceil(radius), offsets: number[] = [];
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        if (dx * dx + dy * dy <= radius * radius) offsets.push(dy * width + dx);
      }
    }
    // What a point's place is in pixels of the canvas, as a factor and an offset.
    const x0 = frame.x(0) * ratio, kx = frame.x(1) * ratio - x0;
    const y0 = frame.y(0) * ratio, ky = frame.y(1) * ratio - y0;
    for (let i = 0; i < colours.length; i++) {
      const colour = colours[i];
      if (colour === 0) continue;
      const x = (x0 + kx * points[2 * i]) | 0, y = (y0 + ky * points[2 * i + 1]) | 0;
      if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
      const at = y * width + x;
      for (let o = 0; o < offsets.length; o++) pixels[at + offsets[o]] = colour;
    }
    this.#context.putImageData(image, 0, 0);
  }

  #texts(frame: MapFrame, texts: Painted["texts"]): void {
    const context = this.#context, { color, backgroundColor } = getComputedStyle(this.#canvas);
    context.font = "600 13px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeStyle = backgroundColor;
    context.fillStyle = color;
    for (const { text, u, v } of texts) {
      context.strokeText(text, frame.x(u), frame.y(v));
      context.fillText(text, frame.x(u), frame.y(v));
    }
  }

  #ring(frame: MapFrame, { points, chosen, near }: Painted): void {
    const context = this.#context,
      x = frame.x(points[2 * chosen]),
      y = frame.y(points[2 * chosen + 1]);
    context.strokeStyle = getComputedStyle(this.#canvas).color;
    context.lineWidth = 1;
    context.globalAlpha = 0.45;
    context.beginPath();
    for (const other of near) {
      context.moveTo(x, y);
      context.lineTo(frame.x(points[2 * other]), frame.y(points[2 * other + 1]));
    }
    context.stroke();
    context.globalAlpha = 1;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 7, 0, 7);
    context.stroke();
  }

  #line(line: Painted["line"]): void {
    if (line.length < 2) return;
    const context = this.#context;
    context.strokeStyle = getComputedStyle(this.#canvas).color;
    context.lineWidth = 1.5;
    context.setLineDash([5, 4]);
    context.beginPath();
    for (const [x, y] of line) context.lineTo(x, y);
    context.closePath();
    context.stroke();
    context.setLineDash([]);
  }
}
