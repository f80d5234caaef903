import { LarderError } from "./errors.js";
// src/tree/disk-errors.ts
/** The code of a system error: `ENOENT`; undefined for anything else. */
function systemCode(error) {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
/** True for a system error with one of these codes. */
function isSystemError(error, ...codes) {
	const code = systemCode(error);
	return code !== void 0 && codes.includes(code);
}
const changed = {
	ENOENT: "vanished",
	ENOTDIR: "is no longer a directory",
	ELOOP: "became a symbolic link",
	ENXIO: "became a socket or a FIFO",
	EISDIR: "became a directory",
	EAGAIN: "became a FIFO",
	EINVAL: "is no longer a symbolic link"
};
/** What a failure to read means: `FILE_CHANGED`, `TREE_LIMIT` or `UNREADABLE`. */
function readError(error, path) {
	if (error instanceof LarderError) return error;
	const code = systemCode(error);
	const how = code === void 0 ? void 0 : changed[code];
	if (how !== void 0) return fileChanged(path, how, error);
	if (code === "ENAMETOOLONG") return new LarderError("TREE_LIMIT", `The path ${named(path)} is too long for this system.`, { cause: error });
	return new LarderError("UNREADABLE", `${named(path)} cannot be read.`, {
		hint: "Make it readable for the user that runs this step, or exclude it with a `!` pattern.",
		cause: error
	});
}
function fileChanged(path, how, cause) {
	return new LarderError("FILE_CHANGED", `${named(path)} ${how} while it was being read.`, {
		hint: "Let everything that writes to it end before this step.",
		cause
	});
}
/** What a failure to write means: `NO_SPACE`, `UNSAFE_PATH` or `WRITE_FAILED`. */
function writeError(error, path) {
	if (error instanceof LarderError) return error;
	if (isSystemError(error, "ENOSPC", "EDQUOT")) return noSpace(`${named(path)} cannot be written because the disk is full.`, error);
	if (isSystemError(error, "ELOOP", "ENOTDIR")) return unsafePath(`${named(path)} is not the directory it has to be.`, error);
	if (isSystemError(error, "EXDEV", "EBUSY")) return new LarderError("WRITE_FAILED", `${named(path)} cannot be replaced because a file system is mounted in the way.`, {
		hint: "Name the place where it is mounted as a mount of its own.",
		cause: error
	});
	return new LarderError("WRITE_FAILED", `${named(path)} cannot be written.`, { cause: error });
}
/** Two entries of one table that this file system takes for one. */
function duplicatePath(path, cause) {
	return unsafePath(`Two entries of the cache are the same path on this file system: ${named(path)}.`, cause);
}
function unsafePath(message, cause) {
	return new LarderError("UNSAFE_PATH", message, { cause });
}
function noSpace(message, cause) {
	return new LarderError("NO_SPACE", message, {
		hint: "Free some space, or use a runner with a larger disk.",
		cause
	});
}
function named(path) {
	return typeof path === "string" ? path : Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString();
}
// src/tree/file-time.ts
const billion = 1000000000n;
/**
* A time as Node's `utimes` takes it. As a double it is off by up to 120 ns today (240 when divided in one step), and order is kept.
* Node takes a negative number for "now", so a time before 1970 goes as a Date, exact to the millisecond.
*/
function fileTime(ns) {
	if (ns < 0n) return new Date(Number(ns / 1000000n));
	return Number(ns / billion) + Number(ns % billion) / 1e9;
}
const earliest = -(2n ** 63n);
const latest = 2n ** 63n - 1n;
/** A time as a table holds it, in 64 bits: file systems may have years after 2262, which become the last one that fits. */
function storedTime(ns) {
	if (ns > latest) return latest;
	return ns < earliest ? earliest : ns;
}
// src/tree/pieces.ts
/** For so many pieces, to be filled; what is missing are their paths. */
function blankPieces(length) {
	return {
		length,
		offset: new Float64Array(length),
		bytes: new Float64Array(length),
		size: new Float64Array(length),
		mode: new Uint16Array(length),
		mtimeNs: new BigInt64Array(length),
		ctimeNs: new BigInt64Array(length)
	};
}
/**
* Bytes. A smaller file is never cut, so one piece holds all of it. The writer makes larger files beforehand, so that their slices can be
* written by any thread in any order.
*/
const smallestCutFile = 2 ** 20;
/** The path of one piece, as a view. */
function piecePath({ paths, pathEnd }, index) {
	return paths.subarray(index === 0 ? 0 : pathEnd[index - 1], pathEnd[index]);
}
/** What to give away with them, so that a million files cross to threads without being copied. */
function buffersOfPieces({ paths, pathEnd, offset, bytes, size, mode, mtimeNs, ctimeNs }) {
	return [
		paths,
		pathEnd,
		offset,
		bytes,
		size,
		mode,
		mtimeNs,
		ctimeNs
	].map(({ buffer }) => buffer);
}
export { blankPieces, buffersOfPieces, duplicatePath, fileChanged, fileTime, isSystemError, noSpace, piecePath, readError, smallestCutFile, storedTime, systemCode, unsafePath, writeError };
