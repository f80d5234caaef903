import { isKnown, limits, toPlainError } from "./plain-error.js";
import { free, freeMemory } from "./free.js";
import { EntryTable, EntryType } from "./own-names.js";
import { LarderError, messageOf } from "./errors.js";
import { duplicatePath, fileTime, isSystemError, smallestCutFile, unsafePath, writeError } from "./pieces.js";
import { pathsBelow } from "./disk-path.js";
import { isWritten } from "./keep.js";
import { scanDirectories } from "./scan.js";
import { makeDirectories, writePieces } from "./write.js";
import { readPieces, readPiecesBySize } from "./read.js";
import { chmodSync, constants, copyFileSync, linkSync, lstatSync, lutimesSync, symlinkSync, utimesSync } from "node:fs";
import { constants as constants$1, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { parentPort } from "node:worker_threads";
import { hash } from "node:crypto";
// src/tree/finish.ts
/**
* The last step of writing a tree, when the content of all files is there: modes and times of large files, hard links (copies where the
* file system has none), symbolic links, then modes and times of directories from the innermost out.
*/
function finishTree(root, table, keep) {
	const pathOf = pathsBelow(root.path);
	const written = {
		table,
		keep,
		accessed: Date.now() / 1e3,
		pathOf: (index) => pathOf(table.path(index))
	};
	forEach(written, EntryType.file, finishLargeFile);
	forEach(written, EntryType.hardlink, makeHardLink);
	forEach(written, EntryType.symlink, makeSymbolicLink);
	for (let i = table.length - 1; i >= 0; i--) if (table.type(i) === EntryType.directory && isWritten(keep, i)) attempt(written, i, stamp);
}
function forEach(written, type, act) {
	const { table, keep } = written;
	for (let i = 0; i < table.length; i++) if (table.type(i) === type && isWritten(keep, i)) attempt(written, i, act);
}
function attempt(written, index, act) {
	try {
		act(written, index);
	} catch (error) {
		const path = written.pathOf(index);
		throw isSystemError(error, "EEXIST") ? duplicatePath(path, error) : writeError(error, path);
	}
}
function finishLargeFile(written, index) {
	const size = written.table.size(index);
	if (size < smallestCutFile) return;
	const path = written.pathOf(index);
	const actual = lstatSync(path).size;
	if (actual !== size) throw new LarderError("WRITE_FAILED", `${path.toString()} has ${actual} bytes and not ${size}.`);
	stamp(written, index);
}
function stamp({ table, accessed, pathOf }, index) {
	const path = pathOf(index);
	chmodSync(path, table.mode(index) & 511);
	utimesSync(path, accessed, fileTime(table.mtimeNs(index)));
}
function makeHardLink(written, index) {
	const original = written.table.original(index);
	if (original >= index || written.table.type(original) !== EntryType.file) throw unsafePath(`The cache holds a hard link to what is not an earlier file: ${written.table.path(index).toString()}.`);
	const from = Buffer.from(written.pathOf(original));
	const path = written.pathOf(index);
	try {
		linkSync(from, path);
	} catch (error) {
		if (!isSystemError(error, "EXDEV", "EMLINK", "EPERM", "ENOTSUP", "ENOSYS")) throw error;
		copyFileSync(from, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
		stamp({
			...written,
			pathOf: () => path
		}, original);
	}
}
function makeSymbolicLink({ table, accessed, pathOf }, index) {
	const path = pathOf(index);
	symlinkSync(Buffer.from(table.target(index)), path);
	lutimesSync(path, accessed, fileTime(table.mtimeNs(index)));
}
// src/snapshot/segment.ts
/** Frames that need a larger window than 8 MiB are refused; at 8 MiB of content no level makes one. */
const largestWindowLog = 23;
/** Node takes smaller buffers from a pool that cannot be given away to another thread, or back to the system. */
const ownBuffer = 65536;
/** SHA-256: of the content of a segment it is its name; of what is stored it is what a reader looks at first. */
function hashSegment(plain) {
	return new Uint8Array(hash("sha256", plain, "buffer"));
}
const widerWindow = { [constants$1.ZSTD_c_windowLog]: 21 };
/** Compresses the content of a segment to one zstd frame, in a buffer of its own; `level` is 1 to 19. */
function encodeSegment(plain, level) {
	const { buffer, byteLength } = zstdCompressSync(plain, {
		chunkSize: Math.max(ownBuffer, largestFrame(plain.length)),
		pledgedSrcSize: plain.length,
		params: {
			[constants$1.ZSTD_c_compressionLevel]: level,
			...level <= 2 && widerWindow
		}
	});
	return new Uint8Array(buffer.transfer(byteLength));
}
/**
* Gives the content of a segment, in a buffer of its own. Throws `SEGMENT_CORRUPT` unless it has exactly this many bytes and this SHA-256,
* which is certain when the stored bytes are those that its writer made of that content.
*/
function decodeSegment(stored, { plain: plainBytes, hash, storedHash }) {
	if (plainBytes > limits.readableSegmentBytes) throw corrupt(hash, `it would have ${plainBytes} bytes`);
	if (stored.length > largestFrame(plainBytes)) throw corrupt(hash, `it is stored in ${stored.length} bytes, more than its content can need`);
	const plain = decompress(stored, plainBytes, hash);
	if (plain.length !== plainBytes) throw corrupt(hash, `it has ${plain.length} bytes instead of ${plainBytes}`);
	if (!(storedHash !== void 0 && Buffer.compare(hashSegment(stored), storedHash) === 0) && Buffer.compare(hashSegment(plain), hash) !== 0) throw corrupt(hash, "its content has another hash");
	return plain;
}
function decompress(stored, plainBytes, hash) {
	try {
		const chunkSize = Math.max(ownBuffer, plainBytes + 64);
		const params = { [constants$1.ZSTD_d_windowLogMax]: largestWindowLog };
		return zstdDecompressSync(stored, {
			chunkSize,
			maxOutputLength: Math.max(1, plainBytes),
			params
		});
	} catch (error) {
		throw corrupt(hash, messageOf(error), error);
	}
}
/** What zstd needs at most for this many bytes, rounded up. */
function largestFrame(plainBytes) {
	return plainBytes + Math.floor(plainBytes / 256) + 1024;
}
function corrupt(hash, why, cause) {
	const name = Buffer.from(hash).toString("hex");
	return new LarderError("SEGMENT_CORRUPT", `The segment ${name} is corrupt: ${why}.`, {
		hint: "The next rebuild stores it again.",
		cause
	});
}
// src/workers/segment-tasks.ts
/** One for all tasks of this thread: fresh memory for every segment would cost more than hashing it. */
let buffer = new Uint8Array(0);
function readSegment({ directory, pieces, level, known }) {
	const content = roomFor(pieces);
	const plain = readPieces(directory, pieces, content);
	const hash = hashSegment(content);
	if (level === "hash-only" || known !== void 0 && isKnown(known, hash)) return {
		hash,
		plain,
		stored: void 0
	};
	const stored = encodeSegment(content, level);
	return {
		hash,
		plain,
		stored,
		storedHash: hashSegment(stored)
	};
}
function hashPieces({ directory, pieces }) {
	const content = roomFor(pieces);
	return { hash: readPiecesBySize(directory, pieces, content) === void 0 ? void 0 : hashSegment(content) };
}
function writeSegment({ root, pieces, stored, keep, ...expected }) {
	const content = decodeSegment(stored, expected);
	free(stored);
	writePieces(root, pieces, content, keep);
	freeMemory(content.buffer);
}
function roomFor({ bytes }) {
	const length = bytes.reduce((total, count) => total + count, 0);
	if (buffer.length < length) {
		free(buffer);
		buffer = new Uint8Array(length);
	}
	return buffer.subarray(0, length);
}
// src/workers/run-task.ts
const handlers = {
	scan: scanDirectories,
	readSegment,
	hashPieces,
	makeDirectories: ({ root, columns, keep }) => makeDirectories(root, EntryTable.from(columns), keep),
	writeSegment,
	writePieces: ({ root, pieces, data, keep }) => {
		writePieces(root, pieces, data, keep);
		freeMemory(data.buffer);
	},
	finishTree: ({ root, columns, keep }) => finishTree(root, EntryTable.from(columns), keep),
	packTar: async ({ batch, compression }) => {
		const { packTar } = await import("./pack.js");
		return packTar(batch, compression);
	}
};
/** Does one task, with synchronous calls to the end: that is what makes a thread three times as fast as promises. */
async function runTask(request) {
	const handle = handlers[request.name];
	const output = await handle(request.input);
	return {
		output,
		transfer: transferableOf(output)
	};
}
function transferableOf(output) {
	if (typeof output !== "object") return [];
	if ("columns" in output) return buffersOf(output);
	if ("bytes" in output && output.bytes instanceof Uint8Array) return ownMemory(output.bytes);
	return "stored" in output && output.stored !== void 0 ? [output.stored.buffer] : [];
}
/** Small results of zlib lie in memory that Node shares among buffers, which cannot be given away and is copied. */
function ownMemory({ buffer, byteLength }) {
	return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
function buffersOf({ columns, roots, unread, shared, devices }) {
	const { type, mode, size, mtimeNs, ctimeNs, inode, parent, link, names, nameEnd, targets } = columns;
	return [
		...[
			type,
			mode,
			size,
			mtimeNs,
			ctimeNs,
			inode,
			parent,
			link,
			names,
			nameEnd,
			...targets
		],
		roots,
		unread,
		shared,
		devices
	].map((column) => column.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
// src/workers/worker.ts
const port = parentPort;
if (port === null) throw new Error("This file runs in threads of the pool only.");
port.on("message", async (request) => {
	const { id } = request;
	try {
		const { output, transfer } = await runTask(request);
		port.postMessage({
			id,
			type: "done",
			output
		}, transfer);
	} catch (error) {
		port.postMessage({
			id,
			type: "failed",
			error: toPlainError(error)
		});
	}
});
export {};
