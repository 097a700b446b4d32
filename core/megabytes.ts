/** Bytes of what is fetched or lies on a disk, in millions: "1.3 MB", "274 MB". Memory is told in MiB. */
export const megabytes = (bytes: number): string =>
  `${
    (bytes < 9.95e6 ? Math.ceil(bytes / 1e5) / 10 : Math.round(bytes / 1e6)).toLocaleString("en-GB")
  } MB`;
