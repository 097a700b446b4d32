import { CrlcError } from "../../core/errors.ts";
import { CODES, PjrtError } from "./pjrt/pjrt_error.ts";

/** What drivers say of a device that is gone, or whose memory cannot be trusted any more. */
const LOST =
  /CUDA_ERROR_(ILLEGAL_ADDRESS|ILLEGAL_INSTRUCTION|LAUNCH_FAILED|ECC_UNCORRECTABLE|DEVICE_UNAVAILABLE|NO_DEVICE|UNKNOWN|HARDWARE_STACK_ERROR|NVLINK_UNCORRECTABLE)|device (is |was )?(lost|unavailable)|fallen off the bus/i;
const LOST_CODES: readonly number[] = [CODES.unavailable, CODES.dataLoss];

/** What is said first: libraries add stacks and advice. */
const firstLine = (text: string) => text.split("\n")[0].trim();

/** The error that a person can mend, for one of PJRT; what else is thrown stays what it is. */
export function deviceError(error: unknown): unknown {
  if (!(error instanceof PjrtError)) return error;
  const { code, why } = error;
  if (code === CODES.outOfMemory) {
    return new CrlcError(
      "resource",
      "OUT_OF_MEMORY",
      `Cannot go on: what is computed must fit into the device's memory, and does not: ${
        firstLine(why)
      }`,
      {
        hint:
          "a smaller batch or network needs less; --devices divides a batch over several devices",
        cause: error,
      },
    );
  }
  if (LOST_CODES.includes(code) || LOST.test(why)) {
    return new CrlcError(
      "backend",
      "DEVICE_LOST",
      `Cannot go on: the device must answer, and is lost: ${firstLine(why)}`,
      {
        hint: "the same command goes on from the last checkpoint; nvidia-smi tells of the device",
        cause: error,
      },
    );
  }
  return error;
}

/** Calls a library, and throws what a person can mend. */
export function onDevice<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw deviceError(error);
  }
}

/** The same of a call that is waited for. */
export async function onDeviceLater<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw deviceError(error);
  }
}
