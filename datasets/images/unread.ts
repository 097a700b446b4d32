// What files begin with holds control characters.
// deno-lint-ignore-file no-control-regex

/** A kind of file that shows something, or holds pictures, and is not read. */
export interface Unread {
  /** What follows "is" and comes before ", which is not read". */
  readonly what: string;
  /** What a person can do about it. */
  readonly mend: string;
  /** Whether it is a picture like those that are read, and not a film, a drawing or an archive. */
  readonly picture: boolean;
}

/** Bytes that {@link unreadKind} needs at most. */
export const UNREAD_BYTES = 264;

const picture = (what: string): Unread => ({ what, mend: "convert it", picture: true });
/** What a camera saved before it made a picture of it. */
export const RAW: Unread = picture("a raw photo");
const drawing = (what: string): Unread => ({ what, mend: "convert it", picture: false });
const VIDEO: Unread = { what: "a video", mend: "take frames out of it", picture: false };
const ARCHIVE: Unread = {
  what: "an archive",
  mend: "unpack it, or train on it alone",
  picture: false,
};

/** By what a file begins with; the first that fits. Latin-1, `.` for any byte. */
const HEADS: readonly (readonly [RegExp, Unread])[] = [
  [/^P[14]\s+(#.*\n\s*)*\d+\s+\d/, picture("a PBM file")],
  [/^P[25]\s+(#.*\n\s*)*\d+\s+\d/, picture("a PGM file")],
  [/^P[36]\s+(#.*\n\s*)*\d+\s+\d/, picture("a PPM file")],
  [/^P7\nWIDTH/, picture("a PAM file")],
  [/^P[fF]\n\d+\s+\d/, picture("a PFM file")],
  [/^(\0{3}\x0cjP {2}|\xff\x4f\xff\x51)/, picture("a JPEG 2000 file")],
  [/^(\0{3}\x0cJXL |\xff\x0a)/, picture("a JPEG XL file")],
  [/^II\xbc\x01/, picture("a JPEG XR file")],
  [/^\xff\xd8\xff\xf7/, picture("a JPEG-LS file")],
  [/^\x76\x2f\x31\x01/, picture("an OpenEXR file")],
  [/^#\?(RADIANCE|RGBE)/, picture("a Radiance file")],
  [/^qoif/, picture("a QOI file")],
  [/^DDS \x7c\0/, picture("a DDS file")],
  [/^SIMPLE {2}=/, picture("a FITS file")],
  [/^[^]{128}DICM/, picture("a DICOM file")],
  [/^(FUJIFILMCCD-RAW|IIU\0|IIR[OS]|MMOR|FOVb|\0MRM|[^]{4}ftypcrx |II\*\0[^]{4}CR)/, RAW],
  [/^8BPS/, drawing("a Photoshop file")],
  [/^gimp xcf/, drawing("a GIMP file")],
  [/^\0\0\x01\0[^\0]\0/, drawing("an icon")],
  [
    /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*|<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b/,
    drawing(
      "an SVG drawing",
    ),
  ],
  [/^[^]{4}ftyp(isom|iso\d|mp4\d|avc1|qt {2}|M4V|3g[p2]|MSNV|dash|mmp4|XAVC|f4v)/, VIDEO],
  [/^(RIFF[^]{4}AVI |\x1aE\xdf\xa3|FLV\x01|\0\0\x01[\xba\xb3])/, VIDEO],
  [/^(PK\x03\x04|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|[^]{257}ustar)/, ARCHIVE],
];

/** By the ending of a name, where the content tells nothing. */
const ENDINGS: readonly (readonly [RegExp, Unread])[] = [
  [
    /\.(dng|cr[23w]|ne?f|nrw|arw|sr[2fw]|pef|orf|rw[2l]|raf|3fr|fff|iiq|erf|me[fw]|mos|kdc|dcr|x3f|raw)$/i,
    RAW,
  ],
  [/\.(jp2|j2[kc]|jpx|jpf)$/i, picture("a JPEG 2000 file")],
  [/\.jxl$/i, picture("a JPEG XL file")],
  [/\.p[bgpn]m$/i, picture("a PNM file")],
  [/\.(tga|icb|vda|vst)$/i, picture("a TGA file")],
  [/\.pcx$/i, picture("a PCX file")],
  [/\.(dcm|dicom)$/i, picture("a DICOM file")],
  [/\.psb?d?$/i, drawing("a Photoshop file")],
  [/\.(mov|mp4|m4v|avi|mkv|webm|wmv|mpe?g|m2?ts|3gp|flv|ogv|insv|lrv)$/i, VIDEO],
  [/\.(zip|7z|rar|tar|tgz|tar\.(gz|bz2|xz|zst))$/i, ARCHIVE],
];

/**
 * What a file is that shows something and cannot be read; nothing for any other.
 *
 * @param head The file, or its first {@link UNREAD_BYTES} bytes.
 * @param name Its name.
 */
export function unreadKind(head: Uint8Array, name = ""): Unread | undefined {
  const text = String.fromCharCode(...head.subarray(0, UNREAD_BYTES));
  return (HEADS.find(([start]) => start.test(text)) ?? ENDINGS.find(([end]) => end.test(name)))
    ?.[1];
}

/** Why a file of such a kind is not used. */
export function unreadReason({ what, mend }: Pick<Unread, "what" | "mend">): string {
  return `is ${what}, which is not read: ${mend}`;
}
