import { badWeights, type Weights, type WeightTensor } from "../weights/weights.ts";
import { flat, transposed } from "./layout.ts";

/** The weights of a vision transformer by their canonical names, and which of them are used. */
export class VitSource {
  readonly used = new Set<string>();

  /** @param family What the transformer is called in messages. */
  constructor(readonly tensors: Weights, readonly family: string) {}

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  maybe(name: string): WeightTensor | undefined {
    this.used.add(name);
    return this.tensors.get(name);
  }

  /** @throws {CrlcError} `BAD_WEIGHTS` if it is missing, or of another rank. */
  get(name: string, rank: number): WeightTensor {
    const tensor = this.maybe(name);
    if (!tensor) throw this.missing(name);
    if (tensor.shape.length !== rank) throw badWeights(`"${name}" must have ${rank} axes`);
    return tensor;
  }

  /** The bias of a layer; zeros where it has none. */
  bias(layer: string, length: number): WeightTensor {
    return this.maybe(`${layer}.bias`) ?? { shape: [length], data: new Float32Array(length) };
  }

  missing(name: string) {
    return badWeights(`"${name}" of a ${this.family} is missing`);
  }

  /** Number of blocks. */
  blocks(): number {
    const numbers = [...this.tensors.keys()].map((name) => /^blocks\.(\d+)\./.exec(name)?.[1]);
    return new Set(numbers.filter(Boolean)).size;
  }

  unused(): string[] {
    return [...this.tensors.keys()].filter((name) => !this.used.has(name));
  }
}

/** The same weights by the names of `nn/vit.ts`, in its layout. */
export class ConvertedVit {
  readonly tensors = new Map<string, WeightTensor>();

  constructor(readonly source: VitSource) {}

  norm(to: string, from: string): void {
    this.tensors.set(`${to}/gamma`, this.source.get(`${from}.weight`, 1));
    this.tensors.set(`${to}/beta`, this.source.get(`${from}.bias`, 1));
  }

  dense(to: string, from: string): void {
    const matrix = transposed(this.source.get(`${from}.weight`, 2));
    this.tensors.set(`${to}/kernel`, matrix);
    this.tensors.set(`${to}/bias`, this.source.bias(from, matrix.shape[1]));
  }

  /** Several products of one input as one. */
  together(to: string, from: readonly string[]): void {
    const matrix = transposed(joined(from.map((name) => this.source.get(`${name}.weight`, 2))));
    const biases = from.map((name) => this.source.bias(name, matrix.shape[1] / from.length));
    this.tensors.set(`${to}/kernel`, matrix);
    this.tensors.set(`${to}/bias`, joined(biases));
  }

  block(index: number, layerScale: boolean): void {
    const from = `blocks.${index}`, to = `block${index + 1}`;
    this.norm(`${to}/norm1`, `${from}.norm1`);
    this.norm(`${to}/norm2`, `${from}.norm2`);
    if (this.source.has(`${from}.attn.qkv.weight`)) this.dense(`${to}/qkv`, `${from}.attn.qkv`);
    else this.together(`${to}/qkv`, ["query", "key", "value"].map((part) => `${from}.${part}`));
    this.dense(`${to}/out`, `${from}.attn.proj`);
    this.dense(`${to}/fc1`, `${from}.mlp.fc1`);
    this.dense(`${to}/fc2`, `${from}.mlp.fc2`);
    if (!layerScale) return;
    this.tensors.set(`${to}/scale1`, this.source.get(`${from}.ls1.gamma`, 1));
    this.tensors.set(`${to}/scale2`, this.source.get(`${from}.ls2.gamma`, 1));
  }

  attentionPool(width: number): void {
    const { data } = this.source.maybe("attn_pool.latent")!;
    this.tensors.set("pool/probe", { shape: [1, width], data });
    if (this.source.has("attn_pool.in_proj.weight")) this.#inProjection(width);
    else {
      this.dense("pool/query", "attn_pool.query");
      this.dense("pool/keyvalue", "attn_pool.keyvalue");
    }
    this.dense("pool/out", "attn_pool.proj");
    this.norm("pool/norm", "attn_pool.norm");
    this.dense("pool/fc1", "attn_pool.mlp.fc1");
    this.dense("pool/fc2", "attn_pool.mlp.fc2");
  }

  /** Query, key and value that are stored as one matrix. */
  #inProjection(width: number): void {
    const matrix = this.source.get("attn_pool.in_proj.weight", 2);
    const bias = this.source.get("attn_pool.in_proj.bias", 1);
    for (const [name, from, to] of [["query", 0, 1], ["keyvalue", 1, 3]] as const) {
      const kernel = transposed({
        shape: [(to - from) * width, width],
        data: matrix.data.subarray(from * width * width, to * width * width),
      });
      this.tensors.set(`pool/${name}/kernel`, kernel);
      const part = bias.data.subarray(from * width, to * width);
      this.tensors.set(`pool/${name}/bias`, flat({ shape: [], data: part }));
    }
  }
}

/** Tensors of one width, one after the other. */
export function joined(parts: readonly WeightTensor[]): WeightTensor {
  const data = new Float32Array(parts.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const part of parts) data.set(part.data, at), at += part.data.length;
  const rows = parts.reduce((sum, { shape }) => sum + shape[0], 0);
  return { shape: [rows, ...parts[0].shape.slice(1)], data };
}
