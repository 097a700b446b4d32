import type { Native } from "./native.ts";
import { type Attributes, int64 } from "./value.ts";

/** Tells an op its attributes. */
export type AttributeSetter = (operation: Deno.PointerValue, attributes: Attributes) => void;

/** Ops that are executed and nodes of a graph are told the same by two sets of calls. */
export function attributeSetter({ call, text }: Native, kind: "op" | "node"): AttributeSetter {
  const [setBool, setString, setInt, setFloat, setType, setInts] = kind === "op"
    ? [
      call.TFE_OpSetAttrBool,
      call.TFE_OpSetAttrString,
      call.TFE_OpSetAttrInt,
      call.TFE_OpSetAttrFloat,
      call.TFE_OpSetAttrType,
      call.TFE_OpSetAttrIntList,
    ] as const
    : [
      call.TF_SetAttrBool,
      call.TF_SetAttrString,
      call.TF_SetAttrInt,
      call.TF_SetAttrFloat,
      call.TF_SetAttrType,
      call.TF_SetAttrIntList,
    ] as const;
  return (operation, attributes) => {
    for (const key in attributes) {
      const name = text(key), value = attributes[key];
      if (typeof value === "boolean") setBool(operation, name, value ? 1 : 0);
      else if (typeof value === "string") {
        const bytes = text(value);
        setString(operation, name, bytes, BigInt(bytes.length - 1));
      } else if ("int" in value) setInt(operation, name, BigInt(value.int));
      else if ("float" in value) setFloat(operation, name, value.float);
      else if ("type" in value) setType(operation, name, value.type);
      else {
        const list = new Uint8Array(int64(value.ints).buffer);
        setInts(operation, name, list, value.ints.length);
      }
    }
  };
}
