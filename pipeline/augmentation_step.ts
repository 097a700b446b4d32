/** From the first to the second. */
export type Range = [low: number, high: number];

/** Random resized crop: part of the image, by area and aspect ratio, resized with antialiasing. */
export interface CropStep {
  step: "crop";
  /** Share of the image's area, uniform. */
  area: Range;
  /** Width over height, log-uniform. */
  ratio: Range;
}

/** A window of the output's size at a random place of the padded image. */
export interface PaddedCropStep {
  step: "padded-crop";
  /** Pixels added on each side. */
  padding: number;
  outside: "zero" | "edge" | "reflect";
}

/**
 * The whole image resized, or (with `short`) its short side resized to that many pixels and the
 * centre cut out.
 */
export interface ResizeStep {
  step: "resize";
  short?: number;
  /** Averages what falls together when an image gets smaller, as Pillow does. */
  antialias: boolean;
}

/** Scale, aspect, flip, shear, rotation, shift and elastic deformation in one resampling. */
export interface AffineStep {
  step: "affine";
  /** Area of the source window over the area of the image, uniform. */
  scale: Range;
  /** Largest aspect ratio; its logarithm is uniform around 0. */
  ratio: number;
  /** Probability of a horizontal flip. */
  flip: number;
  /** Largest rotation in degrees. */
  rotation: number;
  /** Largest shear. */
  shear: number;
  /** Largest shift of a point of a 4x4 grid; the image is 2 wide. 0 leaves the grid out. */
  elastic: number;
  outside: "zero" | "edge";
}

/** Horizontal flip. */
export interface FlipStep {
  step: "flip";
  p: number;
}

/** Colour jitter with torchvision's meaning. */
export interface JitterStep {
  step: "jitter";
  p: number;
  /** Factors are uniform on `[max(0, 1 - x), 1 + x]`. */
  brightness: number;
  contrast: number;
  saturation: number;
  /** Largest shift, in full turns. */
  hue: number;
  /** "fixed": brightness, contrast, saturation, hue. */
  order: "random" | "fixed";
}

/** `x <- clip(x * (1 + U(-contrast, contrast)) + U(-brightness, brightness))`, one draw an image. */
export interface ToneStep {
  step: "tone";
  contrast: number;
  brightness: number;
}

/** All channels become the grey value. */
export interface GreyStep {
  step: "grey";
  p: number;
}

/** Gaussian blur; the border is reflected and its pixel not repeated. */
export interface BlurStep {
  step: "blur";
  p: number;
  /** Standard deviation in pixels, uniform. */
  sigma: Range;
  /** Pixels on a side, odd. */
  kernel: number;
}

/**
 * Some of 14 operations, drawn with replacement and each at a random strength: identity,
 * auto-contrast, equalise, rotate, solarise, colour, contrast, brightness, sharpness, shear and
 * translate either way, posterise. On bytes, with Pillow's meaning.
 */
export interface OperationsStep {
  step: "operations";
  /** How many. */
  count: number;
  /** Probability that a drawn operation is carried out. */
  p: number;
  /** Largest rotation in degrees. */
  rotation: number;
  /** Largest shear. */
  shear: number;
  /** Largest shift, as a share of the side. */
  translate: number;
  /** Factors of colour, contrast, brightness and sharpness; 1 changes nothing. */
  factor: Range;
  /** Bits that posterise keeps: from the first to one below the second. */
  bits: Range;
}

/** One square hole around a random pixel. */
export interface CutoutStep {
  step: "cutout";
  /** Side in pixels. */
  length: number;
  /** Whether the side is drawn from 1 to `length`. */
  random: boolean;
  /** "mean": what becomes 0 when the image is normalised; "grey": one half. */
  fill: "mean" | "grey";
}

/** One step of an augmentation. */
export type AugmentationStep =
  | AffineStep
  | BlurStep
  | CropStep
  | CutoutStep
  | FlipStep
  | GreyStep
  | JitterStep
  | OperationsStep
  | PaddedCropStep
  | ResizeStep
  | ToneStep;

/** A list of steps with every default filled in; plain JSON. */
export type Augmentation = readonly AugmentationStep[];

/** The step of one name. */
export type StepOf<Name extends AugmentationStep["step"]> = Extract<
  AugmentationStep,
  { step: Name }
>;
