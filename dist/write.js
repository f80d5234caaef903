import { duplicatePath, fileTime, isSystemError, piecePath, smallestCutFile, unsafePath, writeError } from "./pieces.js";
import { pathsBelow } from "./disk-path.js";
import { EntryType, treeLimits } from "./own-names.js";
import { isWritten } from "./keep.js";
import { closeSync, constants, fchmodSync, ftruncateSync, futimesSync, mkdirSync, openSync, writeSync } from "node:fs";
import { sep } from "node:path";
// src/tree/distinct.ts
/**
* Throws `UNSAFE_PATH` when two entries of a table are one path, on a file system that folds case and Unicode forms if `foldsCase`.
* Without that, children in ascending order, which is how a scan gives them, are known to differ at a glance.
*/
function assertDistinct(table, foldsCase) {
	if (!foldsCase && isAscending(table)) return;
	const seen = new Set();
	for (let i = 1; i < table.length; i++) {
		const name = Buffer.from(table.name(i));
		const key = `${table.parent(i)}/${foldsCase ? folded(name.toString()) : name.toString("latin1")}`;
		if (seen.has(key)) throw duplicatePath(table.path(i));
		seen.add(key);
	}
}
function isAscending(table) {
	const latest = new Int32Array(table.length).fill(-1);
	for (let i = 1; i < table.length; i++) {
		const parent = table.parent(i);
		const before = latest[parent];
		if (before >= 0 && Buffer.compare(table.name(before), table.name(i)) >= 0) return false;
		latest[parent] = i;
	}
	return true;
}
/** Upper case first, because there `ß` is `SS`: so everything that any file system takes for one is taken for one here. */
function folded(name) {
	return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}
// src/tree/safe-path.ts
const slash = 47;
const dot = 46;
const backslash = 92;
const colon = 58;
const onWindows = sep === "\\";
/** Throws `UNSAFE_PATH` unless these bytes name an entry of a directory, and nothing else. */
function entryName(bytes) {
	checkComponent(bytes, 0, bytes.length);
	return bytes;
}
/** Throws `UNSAFE_PATH` unless every component is a name, so that the path cannot leave the mount. */
function entryPath(bytes) {
	if (bytes.length === 0) return bytes;
	if (bytes.length > treeLimits.pathBytes) throw refused(bytes, `is longer than ${treeLimits.pathBytes} bytes`);
	let start = 0;
	let depth = 1;
	for (let at = bytes.indexOf(slash); at >= 0; at = bytes.indexOf(slash, start)) {
		checkComponent(bytes, start, at);
		start = at + 1;
		depth++;
	}
	checkComponent(bytes, start, bytes.length);
	if (depth > treeLimits.depth) throw refused(bytes, `has more than ${treeLimits.depth} components`);
	return bytes;
}
function checkComponent(bytes, start, end) {
	const length = end - start;
	if (length === 0) throw refused(bytes, "has an empty component");
	if (length > treeLimits.nameBytes) throw refused(bytes, `has a component of more than ${treeLimits.nameBytes} bytes`);
	if (bytes[start] === dot && (length === 1 || length === 2 && bytes[start + 1] === dot)) throw refused(bytes, "has a `.` or `..` component");
	for (let i = start; i < end; i++) {
		const byte = bytes[i];
		if (byte === 0 || byte === slash) throw refused(bytes, "has a NUL byte or a slash in a name");
		if (onWindows && (byte === backslash || byte === colon)) throw refused(bytes, "has a `\\` or `:` in a name");
	}
}
function refused(bytes, why) {
	const shown = Buffer.from(bytes.subarray(0, 200)).toString();
	return unsafePath(`The cache holds the path ${JSON.stringify(shown)}, which ${why}.`);
}
// src/tree/write.ts
const noFollow = constants.O_NOFOLLOW ?? 0;
const createFlags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | noFollow;
const sliceFlags = constants.O_WRONLY | noFollow;
/**
* The first step of writing a tree: its directories (0700 until they are finished), and its large files at their full size, so that their
* slices can be written by any thread in any order. Checks every name and that no two entries are one path; throws `UNSAFE_PATH`.
* For a table that grows it is called again, with `from` where it ended.
*/
function makeDirectories(root, table, keep, from = 0) {
	checkTable(table, from);
	if (from === 0) assertDistinct(table, root.foldsCase);
	const pathOf = pathsBelow(root.path);
	for (let i = from; i < table.length; i++) {
		const type = table.type(i);
		const isLarge = type === EntryType.file && table.size(i) >= smallestCutFile;
		if (type !== EntryType.directory && !isLarge || !isWritten(keep, i)) continue;
		const path = pathOf(entryPath(table.path(i)));
		attempt(path, () => isLarge ? makeLargeFile(path, table.size(i)) : mkdirSync(path, 448));
	}
}
function checkTable(table, from) {
	if (table.length === 0) throw unsafePath("The cache holds a mount without entries.");
	for (let i = Math.max(1, from); i < table.length; i++) {
		entryName(table.name(i));
		const parent = table.parent(i);
		if (parent < 0 || parent >= i || table.type(parent) !== EntryType.directory) throw unsafePath(`The cache holds an entry that lies in no directory: ${Buffer.from(table.name(i)).toString()}.`);
	}
}
function makeLargeFile(path, size) {
	const file = openSync(path, createFlags, 384);
	try {
		ftruncateSync(file, size);
	} finally {
		closeSync(file);
	}
}
/** Writes the content of pieces, which lies in `data` one after another. `keep` has one byte a piece: those that are not 0 are left out. */
function writePieces(root, pieces, data, keep) {
	const pathOf = pathsBelow(root.path);
	const accessed = Date.now() / 1e3;
	let start = 0;
	for (let i = 0; i < pieces.length; i++) {
		const end = start + pieces.bytes[i];
		if (keep === void 0 || keep[i] === 0) {
			const path = pathOf(entryPath(piecePath(pieces, i)));
			if (pieces.size[i] >= smallestCutFile) attempt(path, () => writeSlice(path, data, start, end, pieces.offset[i]));
			else attempt(path, () => writeFile(path, data, start, end, root, pieces.mode[i] & 511, pieces.mtimeNs[i], accessed));
		}
		start = end;
	}
}
function writeSlice(path, data, start, end, offset) {
	const file = openSync(path, sliceFlags);
	try {
		writeAll(file, data, start, end, offset);
	} finally {
		closeSync(file);
	}
}
/** Open, write, futimes, close: a chmod only for bits that the umask would cut. */
function writeFile(path, data, start, end, { umask }, mode, mtimeNs, accessed) {
	const file = openSync(path, createFlags, mode);
	try {
		writeAll(file, data, start, end, 0);
		if ((mode & umask) !== 0) fchmodSync(file, mode);
		futimesSync(file, accessed, fileTime(mtimeNs));
	} finally {
		closeSync(file);
	}
}
function writeAll(file, data, start, end, offset) {
	for (let at = start; at < end;) at += writeSync(file, data, at, end - at, offset + at - start);
}
function attempt(path, write) {
	try {
		write();
	} catch (error) {
		throw isSystemError(error, "EEXIST") ? duplicatePath(path, error) : writeError(error, path);
	}
}
export { entryPath, makeDirectories, writePieces };
