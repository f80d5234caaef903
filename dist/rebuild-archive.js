import { pMapIterable } from "./mount.js";
import { Step, compressionOf } from "./compression.js";
import { free } from "./free.js";
import { EntryType } from "./own-names.js";
import { smallestCutFile } from "./pieces.js";
import { ByteList, encodeEnd, encodeGlobalHeader, limits } from "./header.js";
import { PieceList, encodeMounts, nameMounts } from "./tar-mounts.js";
import { levelFor, scanMount } from "./level.js";
// src/archive/batch-builder.ts
const slash = 47;
const empty = new Uint8Array(0);
/** A batch of one mount while it is being gathered. */
var BatchBuilder = class {
	#directory;
	#name;
	#steps = [];
	#pieces = new PieceList();
	#paths = new ByteList();
	#links = new ByteList();
	#modes = [];
	#mtimes = [];
	#content = 0;
	#entries = 0;
	#parent = -1;
	#prefix = empty;
	constructor(directory, name) {
		this.#directory = directory;
		this.#name = name;
	}
	get isEmpty() {
		return this.#steps.length === 0;
	}
	get entries() {
		return this.#entries;
	}
	/** Bytes of content that still fit. */
	get room() {
		return limits.batchBytes - this.#content;
	}
	/** Of a `copy` this is the part that names the original; its piece comes next. */
	addHeader(step, table, index) {
		if (step !== Step.copy) this.#begin(step);
		this.#paths.push(step === Step.copy ? empty : this.#pathOf(table, index));
		this.#links.push(linkOf(table, index));
		this.#modes.push(table.mode(index));
		this.#mtimes.push(table.mtimeNs(index));
	}
	addPiece(step, table, index, { original, offset, bytes }) {
		this.#begin(step);
		this.#content += bytes;
		this.#pieces.push({
			path: this.#pathOf(table, index),
			offset,
			bytes,
			size: table.size(original),
			mode: table.mode(original),
			mtimeNs: table.mtimeNs(original),
			ctimeNs: table.ctimeNs(original)
		});
	}
	build(before, after) {
		return {
			directory: this.#directory,
			name: this.#name,
			steps: Uint8Array.from(this.#steps),
			pieces: this.#pieces.take(),
			headers: {
				paths: this.#paths.take(),
				links: this.#links.take(),
				mode: Uint16Array.from(this.#modes),
				mtimeNs: BigInt64Array.from(this.#mtimes)
			},
			before,
			after,
			entries: this.#entries,
			content: this.#content
		};
	}
	#begin(step) {
		this.#steps.push(step);
		if (step !== Step.rest) this.#entries++;
	}
	/** Neighbours mostly share their directory, so its path is made once for all of them. */
	#pathOf(table, index) {
		const parent = table.parent(index);
		if (parent <= 0) return table.name(index);
		if (parent !== this.#parent) {
			this.#parent = parent;
			this.#prefix = Buffer.concat([table.path(parent), Buffer.of(slash)]);
		}
		return Buffer.concat([this.#prefix, table.name(index)]);
	}
};
function linkOf(table, index) {
	switch (table.type(index)) {
		case EntryType.symlink: return table.target(index);
		case EntryType.hardlink: return table.path(table.original(index));
		case EntryType.directory:
		case EntryType.file: return empty;
	}
}
// src/archive/plan.ts
/**
* Cuts the entries of mounts, while a scan still finds them, into batches that workers turn into stretches of one archive.
* The batches in the order in which they are yielded make the archive, each compressed by itself.
*/
var TarPlanner = class {
	#mounts;
	#names;
	#copyHardLinks;
	#before;
	#mount = 0;
	#next = 0;
	#batch;
	/** Throws `MOUNTS_CLASH`. At least one mount. */
	constructor(mounts, format) {
		const named = nameMounts(mounts);
		this.#mounts = mounts;
		this.#names = named.map(({ name }) => name);
		this.#copyHardLinks = format !== "tar.zst";
		this.#before = encodeGlobalHeader(encodeMounts(named));
		this.#batch = this.#newBatch();
	}
	/** Bytes of content that a whole mount puts into the archive. */
	contentOf(table) {
		let bytes = 0;
		for (let index = 0; index < table.length; index++) {
			const type = table.type(index);
			if (type === EntryType.file) bytes += table.size(index);
			else if (type === EntryType.hardlink && this.#copyHardLinks) bytes += table.size(table.original(index));
		}
		return bytes;
	}
	/** Plans the entries of the current mount up to `end`, which are in the table already; yields the batches that are full. */
	*advance(table, end) {
		for (; this.#next < end; this.#next++) yield* this.#add(table, this.#next);
	}
	/** Goes on to the next mount. */
	*endMount() {
		this.#mount++;
		this.#next = 0;
		if (this.#mount < this.#mounts.length) yield* this.#flush();
	}
	/** The last batch, after the last mount has ended. */
	finish() {
		return this.#batch.build(this.#takeBefore(), encodeEnd());
	}
	*#add(table, index) {
		switch (table.type(index)) {
			case EntryType.directory: return yield* this.#addHeader(Step.directory, table, index);
			case EntryType.symlink: return yield* this.#addHeader(Step.symlink, table, index);
			case EntryType.hardlink:
				if (!this.#copyHardLinks) return yield* this.#addHeader(Step.hardlink, table, index);
				return yield* this.#addContent(Step.copy, table, index, table.original(index));
			case EntryType.file: return yield* this.#addContent(Step.file, table, index, index);
		}
	}
	*#addHeader(step, table, index) {
		if (this.#batch.entries >= limits.batchEntries) yield* this.#flush();
		this.#batch.addHeader(step, table, index);
	}
	/** In slices, unless the file is small; `original` is where the facts about the content are. */
	*#addContent(step, table, index, original) {
		const size = table.size(original);
		const whole = size < smallestCutFile;
		if (this.#batch.entries >= limits.batchEntries || whole && size > this.#batch.room) yield* this.#flush();
		if (step === Step.copy) this.#batch.addHeader(step, table, index);
		let offset = 0;
		do {
			if (this.#batch.room === 0 && size > 0) yield* this.#flush();
			const bytes = Math.min(size - offset, this.#batch.room);
			this.#batch.addPiece(offset === 0 ? step : Step.rest, table, index, {
				original,
				offset,
				bytes
			});
			offset += bytes;
		} while (offset < size);
	}
	*#flush() {
		if (!this.#batch.isEmpty || this.#before.length > 0) yield this.#batch.build(this.#takeBefore(), new Uint8Array(0));
		this.#batch = this.#newBatch();
	}
	#newBatch() {
		return new BatchBuilder(this.#mounts[this.#mount].directory, this.#names[this.#mount]);
	}
	#takeBefore() {
		const before = new Uint8Array(this.#before);
		this.#before = Buffer.alloc(0);
		return before;
	}
};
// src/cache/rebuild-archive.ts
/** The level that gzip itself takes; it has no cheap one that is much faster and hardly larger, as zstd does. */
const usualGzipLevel = 6;
/** Stretches of about 4 MiB that are being packed or wait to be sent: 48 MiB, whatever the number of workers and the speed of the link. */
const mostStretches = 12;
const mostTasks = 7;
/**
* Publishes mounts as one archive that is packed and compressed in workers while it is sent. The store publishes it when its last byte has
* come, so nothing is published when a file cannot be read.
*/
async function rebuildArchive(object, format, mounts, config, tools) {
	const progress = {
		entries: 0,
		bytes: 0,
		total: void 0
	};
	const chunks = packed(batchesOf(format, mounts, progress, tools), format, config, progress, tools);
	const { size } = await tools.store.putStream(object, chunks, {
		contentType: contentTypes[format],
		signal: tools.signal
	});
	return {
		format,
		entries: progress.entries,
		bytes: progress.bytes,
		transferred: size
	};
}
const contentTypes = {
	tar: "application/x-tar",
	"tar.gz": "application/gzip",
	"tar.zst": "application/zstd"
};
async function* batchesOf(format, mounts, progress, tools) {
	const planner = new TarPlanner(mounts, format);
	const contents = [];
	const onComplete = (table) => {
		contents.push(planner.contentOf(table));
		if (contents.length === mounts.length) progress.total = contents.reduce((sum, bytes) => sum + bytes, 0);
	};
	const beginScan = (index) => mounts[index] && scanMount(mounts[index], tools, onComplete);
	let next = beginScan(0);
	for (let index = 1; next !== void 0; index++) {
		const { table, ranges } = next;
		next = beginScan(index);
		for await (const { to } of ranges) yield* planner.advance(table, to);
		yield* planner.endMount();
		progress.entries += table.length;
	}
	yield planner.finish();
}
/** In the order of the archive. What is packed and not yet sent is bounded, so a slow link slows the workers down. */
async function* packed(batches, format, { compressionLevel }, progress, { pool, report, signal }) {
	const concurrency = Math.min(pool.size + 1, mostTasks);
	let waiting = 0;
	let isSending = false;
	const pack = async (batch) => {
		const level = compressionLevel === "auto" && format === "tar.gz" ? usualGzipLevel : levelFor(compressionLevel, isSending ? waiting : 0, mostStretches);
		const { content } = batch;
		const { bytes } = await pool.run("packTar", {
			batch,
			compression: compressionOf(format, level)
		}, { signal });
		waiting++;
		return {
			bytes,
			content
		};
	};
	for await (const { bytes, content } of pMapIterable(batches, pack, {
		concurrency,
		backpressure: mostStretches
	})) {
		waiting--;
		progress.bytes += content;
		report({
			type: "progress",
			work: "sending",
			done: progress.bytes,
			total: progress.total,
			entries: progress.entries
		});
		isSending = true;
		yield bytes;
		isSending = false;
		free(bytes);
	}
}
export { rebuildArchive };
