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
* Zeros shrink to less than a thousandth, which readers rightly take for a bomb; then something follows that they skip.
*/
function compress(plain, compression) {
	if (compression.kind === "none") return plain;
	const whole = compressWhole(plain, compression);
	const missing = Math.ceil(plain.length / limits.ratio) - whole.length;
	return missing <= 0 ? whole : Buffer.concat([whole, fillers[compression.kind](missing)]);
}
const longestFiller = 65535;
const fillers = {
	/** A member of no content with an extra field (RFC 1952). */
	gzip: (bytes) => {
		const extra = Math.min(bytes, longestFiller);
		const filler = Buffer.alloc(12 + extra + 10);
		filler.set([
			31,
			139,
			8,
			4
		]);
		filler[9] = 255;
		filler.writeUInt16LE(extra, 10);
		filler[12 + extra] = 3;
		return filler;
	},
	/** A frame to be skipped (RFC 8878). */
	zstd: (bytes) => {
		const extra = Math.min(bytes, longestFiller);
		const filler = Buffer.alloc(8 + extra);
		filler.writeUInt32LE(407710288);
		filler.writeUInt32LE(extra, 4);
		return filler;
	}
};
/** Node takes smaller buffers from a pool that other buffers lie in too. */
const ownBuffer = 65536;
function compressWhole(plain, { kind, level }) {
	const chunkSize = Math.max(ownBuffer, plain.length + Math.floor(plain.length / 256) + 1024);
	switch (kind) {
		case "gzip": return cut(gzipSync(plain, {
			level,
			chunkSize
		}));
		case "zstd": {
			const params = {
				[constants.ZSTD_c_compressionLevel]: level,
				[constants.ZSTD_c_checksumFlag]: 1
			};
			return cut(zstdCompressSync(plain, {
				params,
				chunkSize
			}));
		}
	}
}
/** Moves an answer of zlib into memory of just its size, and gives the rest back at once. */
function cut({ buffer, byteLength }) {
	return Buffer.from(buffer.transfer(byteLength));
}
export { Step, compress, compressionOf };
