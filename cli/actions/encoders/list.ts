import { CrlcError } from "../../../core/errors.ts";
import { megabytes } from "../../../core/megabytes.ts";
import { didYouMean } from "../../../core/suggest.ts";
import { hubOf } from "../../../machine/encoder_places.ts";
import { type EncoderItem, listEncoders } from "../../../machine/encoders.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { encoders } from "../../commands/encoders/list.ts";
import { encoderFoldersOf } from "../../encoder_folders.ts";
import type { Session } from "../../session.ts";
import { count } from "../../terminal/numbers.ts";
import { itemLines } from "../../terminal/item_lines.ts";
import { wrap } from "../../terminal/wrap.ts";

const LABELS: Readonly<Record<EncoderItem["supervision"], string>> = {
  none: "no labels",
  captions: "texts of the web, no classes",
  classes: "LABELS: scores on pictures like those are not unsupervised",
};
const WORDS = ["fetch", "verify", "remove"];

/** Prints every encoder, or what there is to know of one. */
export async function runEncoders(
  options: OptionsOf<typeof encoders>,
  session: Session,
): Promise<number> {
  const { name, data, plugins } = options;
  const folders = encoderFoldersOf(session.io, data);
  await answer(
    options,
    session,
    async () => {
      const all = await listEncoders(plugins, folders, hubOf(session.io));
      return { schemaVersion: 1, items: name === undefined ? all : [pick(name, all)] };
    },
    ({ items }) =>
      name === undefined
        ? itemLines(items.map((item) => ({ name: item.name, texts: summaryOf(item) })), session)
        : factLines(items[0], session),
  );
  return 0;
}

function pick(name: string, all: readonly EncoderItem[]): EncoderItem {
  const item = all.find((item) => item.name === name);
  if (item) return item;
  const names = all.map(({ name }) => name);
  throw new CrlcError(
    "usage",
    "UNKNOWN_ENCODER",
    `Cannot find encoder "${name}": known ones are ${names.join(", ")}`,
    { hint: didYouMean(name, [...WORDS, ...names]) },
  );
}

function placeOf({ there, keeper, fetched, bytes, folder }: EncoderItem): string {
  if (there) {
    return keeper === "hub"
      ? `there, kept by the hub's tools in ${folder}`
      : folder === undefined
      ? "there, part of a plugin"
      : "there";
  }
  return fetched === "by hand"
    ? "not there, to be fetched by hand"
    : `not there, ${megabytes(bytes)}`;
}

function summaryOf(item: EncoderItem): string[] {
  return [
    `${item.about}; ${count(item.dimensions)} numbers an image`,
    `${item.licence}; ${LABELS[item.supervision]}`,
    placeOf(item),
  ];
}

function factLines(item: EncoderItem, session: Session): string[] {
  const facts: [string, string | undefined][] = [
    ["feature", `${count(item.dimensions)} numbers`],
    ["trained", `${item.trainedOn}; ${LABELS[item.supervision]}`],
    ["licence", `${item.licence} (of the weights)`],
    ["from", item.from],
    ["size", item.bytes > 0 ? megabytes(item.bytes) : undefined],
    ["here", placeOf(item)],
    ["folder", item.folder],
    ["revision", item.revision],
  ];
  return [
    `${session.style("bold", item.name)}: ${item.about}`,
    "",
    ...facts.flatMap(([name, text]) =>
      text === undefined ? [] : wrap(text, session.width - 10)
        .map((line, i) => (i === 0 ? name : "").padEnd(10) + line)
    ),
  ];
}
