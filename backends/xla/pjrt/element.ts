/** PJRT's numbers for the types of values. */
export const ELEMENT_TYPES = { pred: 1, s32: 4, u8: 6, f32: 11, bf16: 13 } as const;

/** A type of values. */
export type Element = keyof typeof ELEMENT_TYPES;
