/** Something that programs leave among a person's pictures and that is no picture of the person's. */
interface Leftover {
  /** What it is, in a few words. */
  readonly what: string;
  /** Matches the name of a file or folder. */
  readonly name: RegExp;
  /** Whether only files are so called by programs: a folder of such a name is a person's. */
  readonly files?: true;
}

/**
 * What is passed over, files and folders alike, with all that is in them. Each line says who leaves
 * it; names that a person would give to a folder of pictures ("Originals", "Previews") are not here.
 */
const LEFTOVERS: readonly Leftover[] = [
  // Synology DSM: thumbnails and indices, recycle bin, snapshots (Knowledge Center, "File Station").
  { what: "files of a Synology NAS", name: /^(@eaDir|#recycle|#snapshot|@SynoResource|@tmp)$/ },
  // QNAP QTS: network recycle bin, snapshots, thumbnails.
  { what: "files of a QNAP NAS", name: /^(@Recycle|@Recently-Snapshot|\.@__thumb)$/ },
  // NetApp's view of its snapshots over SMB.
  { what: "snapshots of a NetApp", name: /^~snapshot$/ },
  // Windows: recycle bins of NT, XP and 9x, restore points, what chkdsk finds, caches of thumbnails.
  {
    what: "files of Windows",
    name:
      /^(\$RECYCLE\.BIN|RECYCLER|RECYCLED|System Volume Information|FOUND\.\d{3}|(eh)?thumbs(_\w+)?\.db|desktop\.ini)$/i,
  },
  // macOS: resource forks within zip files, and what it leaves on network volumes (TN1150, AFP).
  {
    what: "files of macOS",
    name:
      /^(__MACOSX|Network Trash Folder|Temporary Items|TheVolumeSettingsFolder|TheFindByContentFolder|Icon\r)$/,
  },
  // fsck of ext2 to ext4.
  { what: "what a disk check found", name: /^lost\+found$/ },
  // Adobe Lightroom, beside its catalogue.
  { what: "previews of Lightroom", name: /\.lrdata$/i },
  { what: "files of GoodSync", name: /^_gsdata_$/ },
  // exiftool, "-overwrite_original" in its manual: without it, FILE_original is kept.
  { what: "originals kept by exiftool", name: /\.\w{1,5}_original$/i, files: true },
  // DCF: a small JPEG beside a film or raw file (Canon, Sony, GoPro).
  { what: "thumbnails of a camera", name: /\.thm$/i, files: true },
  // Dropbox, Nextcloud and ownCloud, Syncthing, Resilio.
  {
    what: "copies of a sync conflict",
    name:
      /( \(([^()]* )?conflicted copy[^()]*\)|_conflict-\d{8}-\d{6}|\.sync-conflict-\d{8}-\d{6}(-\w+)?)(\.[^.]*)?$|\.conflict$/i,
    files: true,
  },
  // Firefox, Chrome, Safari, Opera, curl's users, aria2, FileZilla, uTorrent, Resilio.
  {
    what: "downloads that have not ended",
    name: /\.(part|partial|crdownload|download|opdownload|aria2|filepart|!ut|!qb|!sync)$/i,
    files: true,
  },
  // Editors: GIMP and Emacs, Office's locks, and the common endings of copies.
  { what: "backups of an editor", name: /(~|\.(bak|orig|old|tmp|temp))$|^~\$/i, files: true },
  // Hidden by the leading dot: .DS_Store, ._*, .Trash*, .dtrash, .picasaoriginals, .stversions ...
  { what: "hidden files", name: /^\./ },
];

/** What folders are passed over for that may be a person's; what follows says how they are called. */
export const FOLDERS_LIKE = "folders called like ";

/** What a file or folder is that programs leave behind; nothing for one that is to be looked at. */
export function leftoverOf(name: string, isFolder = false): string | undefined {
  const found = LEFTOVERS.find((leftover) => leftover.name.test(name));
  return isFolder && found?.files ? FOLDERS_LIKE + found.what : found?.what;
}
