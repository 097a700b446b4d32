import type { Native } from "./native.ts";
import { readText } from "./native.ts";
import { field, numberField } from "./protocol.ts";

/** Where TensorFlow computes in this process. */
export interface Context {
  readonly pointer: Deno.PointerValue;
  readonly threads: number;
  /** Name of the GPU; absent on CPU. */
  readonly gpu?: string;
}

/**
 * TensorFlow's `ConfigProto`: threads within an op (2) and between ops (5), GPU memory that grows
 * on demand (6, 4), an op that the GPU lacks is done on the CPU (7), and no GPU at all where the
 * CPU is asked for (1).
 */
export function configuration(threads: number, gpu: boolean): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...(gpu ? [] : field(1, [...field(1, "GPU"), ...numberField(2, 0)])),
    ...numberField(2, threads),
    ...numberField(5, threads),
    ...field(6, numberField(4, 1)),
    ...numberField(7, 1),
  ]);
}

/** Copies between host and device are made without asking: TensorFlow's own default in Python. */
const COPY_SILENTLY = 2;

/** Makes a context. A process should have one: threads are TensorFlow's for good. */
export function makeContext(native: Native, threads: number, gpu: boolean): Context {
  const { call, check, status } = native;
  const options = call.TFE_NewContextOptions();
  const config = configuration(threads, gpu);
  call.TFE_ContextOptionsSetConfig(options, config, BigInt(config.length), status);
  check("its configuration");
  call.TFE_ContextOptionsSetDevicePlacementPolicy(options, COPY_SILENTLY);
  const pointer = call.TFE_NewContext(options, status);
  check("a start");
  call.TFE_DeleteContextOptions(options);
  return { pointer, threads, gpu: gpu ? firstGpu(native, pointer) : undefined };
}

function firstGpu({ call, check, status }: Native, context: Deno.PointerValue): string | undefined {
  const list = call.TFE_ContextListDevices(context, status);
  check("a list of devices");
  try {
    for (let i = 0; i < call.TF_DeviceListCount(list); i++) {
      if (readText(call.TF_DeviceListType(list, i, status)) !== "GPU") continue;
      return readText(call.TF_DeviceListName(list, i, status));
    }
  } finally {
    call.TF_DeleteDeviceList(list);
  }
}
