/**
 * Runs crlc in a second process with few permissions, as it runs where no launcher has started it.
 *
 * Run: `second_process.ts FOLDER WORD...`, FOLDER being all that it may write to
 */
import { launch } from "../../cli/process/launch.ts";
import { LOOPBACK } from "../../cli/process/permissions/permissions.ts";

const [folder, ...args] = Deno.args, plugins = args.filter((_, i) => args[i - 1] === "--plugin");
// Whoever may listen is not kept from it by the kernel, which MPI could not do without.
Deno.exit(await launch({ write: [folder], net: [LOOPBACK], ffi: true, plugins }, args));
