/**
 * Refuses a layout other than `NHWC`.
 *
 * @param op What was called.
 * @throws {TypeError} If it is another.
 */
export function needNhwc(op: string, dataFormat: string | undefined): void {
  if (dataFormat === undefined || /^(NHWC|channelsLast)$/.test(dataFormat)) return;
  throw new TypeError(
    `Cannot do ${op} in layout ${dataFormat} on TensorFlow: it must be NHWC; tf.transpose() gets images there and back`,
  );
}
