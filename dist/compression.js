import { limits } from "./header.js";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
// src/archive/batch.ts
/** What comes next in a batch. */
const Step = {
	/** The next header: of a directory, a symbolic link, a hard link. */
	directory: 0,
	symlink: 1,
	hardlink: 2,
	/** The next piece, with the header of its file. */
	file: 3,
	/** As `file`, for a hard link that is written as a copy: the next header tells of what. */
	copy: 4,
	/** The next piece, of a file whose header went before in an earlier batch. */
	rest: 5
};
// src/archive/compression.ts
function compressionOf(format, level) {
	switch (format) {
		case "tar": return { kind: "none" };
		case "tar.gz": return {
			kind: "gzip",
			level
		};
		case "tar.zst": return {
			kind: "zstd",
			level
		};
	}
}
/**
* A whole gzip member or zstd frame; members and frames one after another are a valid file, so every thread makes its own.
* Zeros shrink to less than a thousandth, which readers rightly take for a bomb: they are cut small, so that each cut's frame weighs something.
*/
function compress(plain, compression) {
	if (compression.kind === "none") return plain;
	const whole = compressWhole(plain, compression);
	return whole.length * limits.ratio > plain.length ? whole : Buffer.concat([...cuts(plain)].map((cut) => compressWhole(cut, compression)));
}
const cutBytes = 8192;
const outputChunk = 1048576;
function compressWhole(plain, { kind, level }) {
	const chunkSize = Math.max(64, Math.min(outputChunk, plain.length + 64));
	switch (kind) {
		case "gzip": return gzipSync(plain, {
			level,
			chunkSize
		});
		case "zstd": {
			const params = {
				[constants.ZSTD_c_compressionLevel]: level,
				[constants.ZSTD_c_checksumFlag]: 1
			};
			return zstdCompressSync(plain, {
				params,
				chunkSize
			});
		}
	}
}
function* cuts(plain) {
	for (let start = 0; start < plain.length; start += cutBytes) yield plain.subarray(start, start + cutBytes);
}
export { Step, compress, compressionOf };
