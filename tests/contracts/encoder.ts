import { type EncoderCase, encoderChecks } from "../../contracts/encoder_checks.ts";
import { register } from "./register.ts";

/** Registers what every encoder must hold to, a test each. */
export function testEncoder(name: string, given: EncoderCase): void {
  register(`encoder ${name}`, encoderChecks(given));
}
