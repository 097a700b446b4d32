/** Titles of the column that names a row. */
export const IS_NAME = /^(name|path|image|file|filename|id)$/i;
/** Titles of the column with its class. */
export const IS_CLASS = /^(label|labels|class|target|y)$/i;
