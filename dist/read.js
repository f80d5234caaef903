import { hasCode } from "./errors.js";
import { fileChanged, isSystemError, piecePath, readError, storedTime } from "./pieces.js";
import { pathsBelow } from "./disk-path.js";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
// src/tree/read.ts
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
let noAccessTime = constants.O_NOATIME ?? 0;
/**
* Reads pieces one after another into a buffer that is large enough, and gives the number of bytes.
* Throws `FILE_CHANGED` when a file is not, or does not stay, as it was scanned, and `UNREADABLE`.
*
* Four system calls a file: open, read, fstat, close. One fstat is enough when it comes after the read: a change before or during the
* read leaves another ctime, which nobody can set back, and it is the ctime of the scan that the fstat is compared with. An fstat before
* the read would see less, since what is written between the two would pass.
*/
function readPieces(directory, pieces, into) {
	const pathOf = pathsBelow(directory);
	let end = 0;
	for (let i = 0; i < pieces.length; i++) {
		const path = pathOf(piecePath(pieces, i));
		const bytes = pieces.bytes[i];
		const stat = readSlice(path, into, end, bytes, pieces.offset[i]);
		if (stat === void 0 || !isAsScanned(stat, pieces, i)) throw fileChanged(path, "changed");
		end += bytes;
	}
	return end;
}
function isAsScanned(stat, pieces, index) {
	return storedTime(stat.ctimeNs) === pieces.ctimeNs[index] && storedTime(stat.mtimeNs) === pieces.mtimeNs[index] && Number(stat.size) === pieces.size[index] && stat.isFile();
}
/**
* Reads pieces of a tree of which only the sizes are known. Undefined as soon as something is not a plain file of that size. A file may have
* other names, as those that pnpm links from its store: it must then not be written to, nor stamped.
*/
function readPiecesBySize(directory, pieces, into) {
	const pathOf = pathsBelow(directory);
	let end = 0;
	for (let i = 0; i < pieces.length; i++) {
		const stat = readIfThere(pathOf(piecePath(pieces, i)), into, end, pieces.bytes[i], pieces.offset[i]);
		if (stat === void 0 || !stat.isFile() || Number(stat.size) !== pieces.size[i]) return void 0;
		end += pieces.bytes[i];
	}
	return end;
}
function readIfThere(path, into, at, bytes, offset) {
	try {
		return readSlice(path, into, at, bytes, offset);
	} catch (error) {
		if (hasCode(error, "FILE_CHANGED", "UNREADABLE")) return void 0;
		throw error;
	}
}
/** The facts of the file after the read; undefined when it has fewer bytes than asked for. */
function readSlice(path, into, at, bytes, offset) {
	try {
		const file = openQuietly(path);
		try {
			return fillFrom(file, into, at, bytes, offset) ? fstatSync(file, { bigint: true }) : void 0;
		} finally {
			closeSync(file);
		}
	} catch (error) {
		throw readError(error, path);
	}
}
function openQuietly(path) {
	if (noAccessTime === 0) return openSync(path, flags);
	try {
		return openSync(path, flags | noAccessTime);
	} catch (error) {
		if (!isSystemError(error, "EPERM", "EINVAL", "ENOTSUP")) throw error;
		noAccessTime = 0;
		return openSync(path, flags);
	}
}
function fillFrom(file, into, at, bytes, offset) {
	let done = 0;
	while (done < bytes) {
		const read = readSync(file, into, at + done, bytes - done, offset === 0 && done === 0 ? null : offset + done);
		if (read === 0) return false;
		done += read;
	}
	return true;
}
export { readPieces, readPiecesBySize };
