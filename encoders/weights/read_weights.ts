import { isPth, readPth } from "./read_pth.ts";
import { readSafetensors } from "./read_safetensors.ts";
import { badWeights, type Weights } from "./weights.ts";

/**
 * The weights of a file, whose form is known by its first bytes: safetensors, or what PyTorch's
 * `torch.save` writes (`.pth`, `.pt`, `.pth.tar`, `.bin`).
 *
 * @throws {CrlcError} `BAD_WEIGHTS`
 */
export function readWeights(bytes: Uint8Array): Weights {
  if (isPth(bytes)) return readPth(bytes);
  // A header of safetensors is a JSON object.
  if (bytes.length > 8 && bytes[8] === 0x7b) return readSafetensors(bytes);
  throw badWeights(
    "the file must be safetensors or of PyTorch (.pth, .pth.tar), and is neither",
    "an .onnx or .pkl file is not understood",
  );
}
