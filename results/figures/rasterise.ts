import { deflateSync } from "node:zlib";

/** Pixels to a point, of 72 to an inch: 288 to an inch for the screen, and 432 for paper. */
const SCREEN = 4, PAPER = 6;

/**
 * A picture of an SVG: PNG, or PDF with the picture on a page of its size. Whoever wants lines in a
 * PDF takes the SVG to a program that prints.
 */
export async function rasterise(svg: Uint8Array, format: "png" | "pdf"): Promise<Uint8Array> {
  const { renderSvg } = await import("../../datasets/images/render_svg.ts");
  const scale = format === "png" ? SCREEN : PAPER;
  if (format === "png") return await (await renderSvg(svg, scale)).png();
  const { data, width, height } = await (await renderSvg(svg, scale)).rgb();
  return pdfOf(data, width, height, scale);
}

/** A PDF of one page that is one picture. */
function pdfOf(rgb: Uint8Array, width: number, height: number, scale: number): Uint8Array {
  const [w, h] = [width / scale, height / scale].map((side) => side.toFixed(2));
  const image = deflateSync(rgb), content = `q ${w} 0 0 ${h} 0 0 cm /I Do Q`;
  const text = new TextEncoder();
  const parts: Uint8Array[] = [], offsets: number[] = [];
  let at = 0;
  const push = (bytes: Uint8Array | string) => {
    const part = typeof bytes === "string" ? text.encode(bytes) : bytes;
    parts.push(part);
    at += part.length;
  };
  const object = (dictionary: string, stream?: Uint8Array | string) => {
    offsets.push(at);
    push(`${offsets.length} 0 obj\n${dictionary}\n`);
    if (stream !== undefined) {
      push("stream\n");
      push(stream);
      push("\nendstream\n");
    }
    push("endobj\n");
  };
  push("%PDF-1.4\n");
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  object(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents 4 0 R ` +
      "/Resources << /XObject << /I 5 0 R >> >> >>",
  );
  object(`<< /Length ${content.length} >>`, content);
  object(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ` +
      `/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length ${image.length} >>`,
    image,
  );
  const table = at, entry = (offset: number) => `${String(offset).padStart(10, "0")} 00000 n \n`;
  push(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${offsets.map(entry).join("")}`);
  push(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const file = new Uint8Array(at);
  let to = 0;
  for (const part of parts) {
    file.set(part, to);
    to += part.length;
  }
  return file;
}
