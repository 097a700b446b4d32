import { longestMatch, object, or } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { defineCommand, invocation } from "../command.ts";
import { argument, data, json, plugins, quiet, someArguments, toggle, verbose } from "../flags.ts";
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
    brief: "Take in official archives, or a folder, that lie on this machine.",
    description:
      "Takes in what lies on this machine: the official archive of a data set, the four files of " +
      "mnist and fashion-mnist or the folder they lie in, or for the subsets of ImageNet a folder " +
      "of it, which is remembered and not copied. What it holds is checked first.",
    examples: [
      ["crlc datasets import cifar10 ./cifar-10-binary.tar.gz", "needs no network"],
      ["crlc datasets import mnist ./mnist/*.gz", "four files at once"],
      ["crlc datasets import imagenet10 /data/imagenet", "train/n01440764/... and val/..."],
    ],
  },
  invocation(
    "datasets import",
    object({
      name,
      files: someArguments(filePath("FILE"), "Archives, as their makers publish them."),
      unverified,
      data,
      plugins,
      json,
      quiet,
      verbose,
    }),
    async (given, session) =>
      await (await import("../actions/obtain.ts")).bringDataset(given, session),
  ),
);

const verify = defineCommand(
  "verify",
  {
    brief: "Check the files of a data set: layout, counts, labels, digests.",
    description:
      "Checks the files of a data set: their layout, the number of images and their labels, and " +
      "the digests taken down when they were unpacked. Ends with 4 if anything is wrong.",
    examples: [["crlc datasets verify cifar10", "a line a file"]],
  },
  invocation(
    "datasets verify",
    object({ name, data, plugins, json, quiet, verbose }),
    async (given, session) =>
      await (await import("../actions/data_files.ts")).runDataVerification(given, session),
  ),
);

const where = defineCommand(
  "where",
  {
    brief: "Print the folder of the data sets, or of one.",
    examples: [["crlc datasets where cifar10", "removing that folder removes the data set"]],
  },
  invocation(
    "datasets where",
    object({ name: optional(name), data, plugins, json, verbose }),
    async (given, session) =>
      await (await import("../actions/data_files.ts")).printDataFolder(given, session),
  ),
);

const cache = defineCommand(
  "cache",
  {
    brief: "Say what is kept of decoded images, or remove it.",
    description:
      "Images of a folder are decoded and resized once and kept in the cache folder for the " +
      "next time, up to CRLC_CACHE_LIMIT GiB (64 by default); those not used for longest go first.",
    examples: [["crlc datasets cache --clear", "it is made anew when it is needed"]],
  },
  invocation(
    "datasets cache",
    object({ clear: toggle(["--clear"], "Remove all of it."), json, verbose }),
    async (given, session) => await (await import("../actions/cache.ts")).runCache(given, session),
  ),
);

const list = invocation(
  "datasets",
  object({ name: optional(name), plugins, json, verbose }),
  async (given, session) =>
    await (await import("../actions/datasets.ts")).printDatasets(given, session),
);

/** Nothing typed: the list. */
const everything = invocation(
  "datasets",
  object({}),
  async (_, session) =>
    await (await import("../actions/datasets.ts")).printDatasets(
      { plugins: [], json: false },
      session,
    ),
);

export const datasets = defineCommand("datasets", {
  brief: "List data sets, say more of one, download, import or verify it.",
  description: "Lists data sets; with a name, prints what there is to know of one.",
  usage: [{ type: "optional", terms: [{ type: "literal", value: "NAME" }] }],
}, longestMatch(or(fetch, bring, verify, where, cache, list), everything));
