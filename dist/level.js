import { EntryTable } from "./entries.js";
// src/cache/scan-mount.ts
/** Begins to scan a mount in a worker. */
function scanMount(mount, { pool, signal, report }) {
	const table = new EntryTable();
	return {
		mount,
		table,
		ranges: new ReadableStream({ async start(controller) {
			const onPart = (batch) => {
				const from = table.length;
				table.appendColumns(batch);
				controller.enqueue({
					from,
					to: table.length
				});
			};
			try {
				const { skipped } = await pool().run("scan", {
					directory: mount.directory,
					exclude: mount.exclude
				}, {
					onPart,
					signal
				});
				if (skipped > 0) report({
					type: "warning",
					message: `Left out ${skipped} sockets, pipes or devices in ${mount.directory}.`
				});
				controller.close();
			} catch (error) {
				controller.error(error);
			}
		} })
	};
}
// src/cache/level.ts
/**
* The zstd level for the next segment or stretch of an archive. `waiting` = how many are packed and not yet sent, `limit` = how many may be.
* While few wait, processors are the bottleneck and level 1 is the fastest by far; when they queue, the link is, and time spent on fewer
* bytes costs nothing. Segments are named by their plain bytes, so each may have its own level.
* Measured on a `node_modules` of 760 MB: level 1 takes 2.3 s of a processor, level 3 takes 3.7 s for 13 % fewer bytes.
*/
function levelFor(setting, waiting, limit) {
	if (setting !== "auto") return setting;
	const share = waiting / limit;
	if (share < 1 / 4) return 1;
	return share < 5 / 8 ? 3 : 6;
}
export { levelFor, scanMount };
