import { longestMatch, object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand, invocation } from "../command.ts";
import { argument, data, json, plugins, quiet, toggle, verbose } from "../flags.ts";
import { filePath, nameOf } from "../values.ts";

const name = argument(nameOf("datasets"), "A name of crlc datasets.");

const unverified = toggle(
  ["--unverified"],
  "Accept an archive without the official checksum.",
);

const offline = toggle(
  ["--offline"],
  "Use no network, as with CRLC_OFFLINE: only what has arrived before.",
);

const fetch = defineCommand(
  "fetch",
  {
    brief: "Download a data set, with resume and checksum.",
    examples: [["crlc datasets fetch cifar10", "about 160 MiB"]],
  },
  invocation(
    "datasets fetch",
    object({ name, unverified, offline, data, plugins, json, quiet, verbose }),
    async (given, session) =>
      await (await import("../actions/obtain.ts")).fetchDataset(given, session),
  ),
);

const bring = defineCommand(
  "import",
  {
    brief: "Take in an official archive that lies on this machine.",
    examples: [["crlc datasets import cifar10 ./cifar-10-binary.tar.gz", "needs no network"]],
  },
  invocation(
    "datasets import",
    object({
      name,
      file: argument(filePath("FILE", "file"), "The archive, as its makers publish it."),
      unverified,
      data,
      plugins,
      json,
      verbose,
    }),
    async (given, session) =>
      await (await import("../actions/obtain.ts")).bringDataset(given, session),
  ),
);

const where = defineCommand(
  "where",
  {
    brief: "Print the folder of the data sets.",
  },
  invocation(
    "datasets where",
    object({ data, json, verbose }),
    async (given, session) =>
      await (await import("../actions/datasets.ts")).printDataFolder(given, session),
  ),
);

const list = invocation(
  "datasets",
  object({ name: optional(name), plugins, json, verbose }),
  async (given, session) =>
    await (await import("../actions/datasets.ts")).printDatasets(given, session),
);

export const datasets = defineCommand("datasets", {
  brief: "List data sets, say more of one, download or import it.",
  description: "Lists data sets; with a name, prints what there is to know of one.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "NAME" }] }],
}, longestMatch(fetch, bring, where, list));
