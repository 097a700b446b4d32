import { tf } from "../tf.ts";

/** What a tensor is to a backend, and how many tensors of tfjs share it. */
interface Counted<Data> {
  readonly data: Data;
  references: number;
}

/**
 * The part of a backend that counts who holds what. What data are, where they lie and how they are
 * read is up to the backend.
 */
export abstract class CountedBackend<Data> extends tf.KernelBackend {
  readonly #counted = new Map<object, Counted<Data>>();

  /** @param library What the backend's errors call it. */
  constructor(readonly library: string) {
    super();
  }

  /** Data of values on the host. */
  protected abstract fromHost(values: tf.BackendValues, shape: number[], dtype: tf.DataType): Data;

  /** Ends data that no tensor holds any more. */
  protected abstract end(data: Data): void;

  /** The data of a tensor. */
  protected dataOf(dataId: object): Data {
    return this.#get(dataId).data;
  }

  /** The data of all tensors that are alive. */
  protected *allData(): Iterable<Data> {
    for (const { data } of this.#counted.values()) yield data;
  }

  /** Counts new data, held by one tensor. */
  protected count(data: Data): object {
    const dataId = {};
    this.#counted.set(dataId, { data, references: 1 });
    return dataId;
  }

  #get(dataId: object): Counted<Data> {
    const counted = this.#counted.get(dataId);
    if (counted) return counted;
    throw new TypeError(
      `Cannot use a tensor on ${this.library}: it must be alive, and is disposed of`,
    );
  }

  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object {
    return this.count(this.fromHost(values, shape, dtype));
  }

  override move(
    dataId: object,
    values: tf.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    references: number,
  ): void {
    this.#counted.set(dataId, { data: this.fromHost(values, shape, dtype), references });
  }

  override numDataIds(): number {
    return this.#counted.size;
  }

  override refCount(dataId: object): number {
    return this.#counted.get(dataId)?.references ?? 0;
  }

  override incRef(dataId: object): void {
    this.#get(dataId).references++;
  }

  /** Lets go of a tensor's data; with `force` whoever else holds them. */
  override disposeData(dataId: object, force = false): boolean {
    const counted = this.#counted.get(dataId);
    if (!counted) return true;
    if (!force && --counted.references > 0) return false;
    this.#counted.delete(dataId);
    this.end(counted.data);
    return true;
  }

  disposeIntermediateTensorInfo({ dataId }: tf.TensorInfo): void {
    this.disposeData(dataId);
  }

  override memory() {
    return { unreliable: true };
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }
}
