/** A file within a zip archive. */
export interface Member {
  readonly name: string;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly offset: number;
  readonly stored: boolean;
}

const END = 0x06054b50, ENTRY = 0x02014b50, LOCAL = 0x04034b50;
/** Size of the closing record without its comment, and of a comment at most. */
const END_BYTES = 22, MOST_COMMENT = 0xffff;

async function readAt(file: Deno.FsFile, offset: number, length: number) {
  const bytes = new Uint8Array(length);
  await file.seek(offset, Deno.SeekMode.Start);
  for (let done = 0; done < length;) {
    const read = await file.read(bytes.subarray(done));
    if (read === null) throw new RangeError("Cannot read the archive: it ends too early");
    done += read;
  }
  return new DataView(bytes.buffer);
}

/**
 * Lists what a zip archive holds. Archives of more than 4 GB are not understood.
 *
 * @throws {RangeError} If it is no zip archive.
 */
export async function listMembers(file: Deno.FsFile): Promise<Member[]> {
  const { size } = await file.stat();
  const tailBytes = Math.min(size, END_BYTES + MOST_COMMENT);
  const tail = await readAt(file, size - tailBytes, tailBytes);
  let end = tailBytes - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw new RangeError("Cannot read the archive: it must be a zip, and is none");
  const count = tail.getUint16(end + 10, true);
  const directory = await readAt(
    file,
    tail.getUint32(end + 16, true),
    tail.getUint32(end + 12, true),
  );
  const members: Member[] = [], decoder = new TextDecoder();
  for (let at = 0, i = 0; i < count; i++) {
    if (directory.getUint32(at, true) !== ENTRY) {
      throw new RangeError("Cannot read the archive: its list of files is broken");
    }
    const nameBytes = directory.getUint16(at + 28, true);
    members.push({
      name: decoder.decode(new Uint8Array(directory.buffer, at + 46, nameBytes)),
      stored: directory.getUint16(at + 10, true) === 0,
      packedBytes: directory.getUint32(at + 20, true),
      bytes: directory.getUint32(at + 24, true),
      offset: directory.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return members;
}

/**
 * Writes a member to a file of its own.
 *
 * @param wrote Told of every piece that is written.
 * @throws {RangeError} If it unpacks to another size than the archive says.
 */
export async function extract(
  file: Deno.FsFile,
  member: Member,
  path: string,
  wrote: (bytes: number) => void = () => {},
): Promise<void> {
  const header = await readAt(file, member.offset, 30);
  if (header.getUint32(0, true) !== LOCAL) {
    throw new RangeError(`Cannot unpack "${member.name}": the archive is broken there`);
  }
  const start = member.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  await file.seek(start, Deno.SeekMode.Start);
  let left = member.packedBytes, total = 0;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (left === 0) return controller.close();
      const piece = new Uint8Array(Math.min(left, 1 << 20));
      const read = await file.read(piece);
      if (read === null) {
        throw new RangeError(`Cannot unpack "${member.name}": the archive ends too early`);
      }
      left -= read;
      controller.enqueue(piece.subarray(0, read));
    },
  });
  const unpacked = member.stored
    ? packed
    : packed.pipeThrough(new DecompressionStream("deflate-raw"));
  using out = await Deno.open(path, { write: true, createNew: true });
  for await (const piece of unpacked) {
    for (let done = 0; done < piece.length;) done += await out.write(piece.subarray(done));
    total += piece.length;
    wrote(piece.length);
  }
  if (total !== member.bytes) {
    throw new RangeError(
      `Cannot unpack "${member.name}": it must have ${member.bytes} bytes, and has ${total}`,
    );
  }
  await out.sync();
}
