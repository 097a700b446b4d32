import { object } from "@optique/core/constructs";
import { defineCommand } from "../../command.ts";
import { data, encoderName, json, plugins, quiet, toggle, valued, verbose } from "../../flags.ts";
import { ENCODERS } from "../../process/permissions/command_permissions.ts";
import { filePath } from "../../values.ts";

export const fetchEncoder = defineCommand({
  name: "encoders fetch",
  brief: "Download an encoder once, with resume and checksum; its licence is printed.",
  description:
    "Downloads a network by its name, or any repository of the model hub as owner/name@revision. " +
    "HF_ENDPOINT names a mirror, HF_TOKEN is sent to the hub alone. What the hub's own tools keep " +
    "is used as it is. Where no digest is known, that of the first download is recorded.",
  examples: [
    ["crlc encoders fetch dinov2-small", "88 MB"],
    ["crlc encoders fetch efficientnet-lite0", "17 MB; it has seen ImageNet's labels"],
    ["crlc encoders fetch moco-v2 --from moco_v2_800ep_pretrain.pth.tar", "a file of yours"],
  ],
  options: object({
    name: encoderName,
    from: valued(
      ["--from"],
      filePath("FILE|DIR"),
      "What would be fetched, where it is there already: the weights, or the folder that holds them. Checked as a download is.",
    ),
    offline: toggle(
      ["--offline"],
      "Use no network, as with CRLC_OFFLINE or HF_HUB_OFFLINE.",
    ),
    data,
    plugins,
    json,
    quiet,
    verbose,
  }),
  permissions: ENCODERS,
});
