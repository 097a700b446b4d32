import type { Part } from "../part.ts";

/** Figures: Vega and Vega-Lite, each in one file that needs no other package. */
export const VEGA: Part = {
  name: "vega",
  about: "draws figures to print (Vega-Lite)",
  neededFor: "figures",
  licence: "BSD-3-Clause",
  packages: [
    {
      name: "vega",
      version: "6.4.0",
      integrity:
        "sha512-rHXCq2LpEWCLMjXBEj7hocY9G0/i5TGYRayGGSj06VTF4+l2IG2Z7oeZKCjWbUh/7hTE/mVhbaOPB72wCElh6g==",
      bytes: 894_992,
      keep: /^(package\.json|LICENSE|build\/vega\.min\.js)$/,
    },
    {
      name: "vega-lite",
      version: "6.4.3",
      integrity:
        "sha512-d/7hPjfz560UERaQuTmGgIVfXAe3g2hJWeC+igDeaGohUdEoNrHLXgR/yTOBT8vV/lIuuKnw+0/xWWblkDwkMQ==",
      bytes: 1_078_939,
      keep: /^(package\.json|LICENSE|build\/vega-lite\.min\.js)$/,
    },
  ],
  unpackedBytes: 780_000,
};
