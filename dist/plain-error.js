import { LarderError, messageOf } from "./errors.js";
import { treeLimits } from "./own-names.js";
// src/snapshot/limits.ts
const MiB = 2 ** 20;
/** What a manifest or segment may hold. A writer refuses to go beyond, a reader before it allocates anything. */
const limits = {
	...treeLimits,
	/** Bytes of content in a segment that is written, and in one that is read. */
	segmentBytes: 8 * MiB,
	readableSegmentBytes: 64 * MiB,
	/** Bytes of a manifest, before compression. */
	manifestBytes: 256 * MiB,
	mounts: 1e4,
	/** Bytes of the target of a symbolic link. */
	targetBytes: 4096
};
// src/workers/known-hashes.ts
/**
* Hashes that every thread can look up without a copy: the first eight bytes of each, in order. Two different segments agree in them once in
* 10^13 for a million segments; so what is known by this must be looked up in full, and read again if it was not.
*/
function knownHashes(hashes) {
	const starts = BigUint64Array.from(hashes, startOf).sort();
	const shared = new SharedArrayBuffer(starts.byteLength);
	new BigUint64Array(shared).set(starts);
	return shared;
}
function isKnown(known, hash) {
	const starts = new BigUint64Array(known);
	const start = startOf(hash);
	let [low, high] = [0, starts.length - 1];
	while (low <= high) {
		const middle = low + high >>> 1;
		if (starts[middle] === start) return true;
		if (starts[middle] < start) low = middle + 1;
		else high = middle - 1;
	}
	return false;
}
function startOf(hash) {
	return new DataView(hash.buffer, hash.byteOffset, hash.byteLength).getBigUint64(0);
}
// src/workers/plain-error.ts
/** An error as it crosses from a thread to the pool. */
function toPlainError(error) {
	if (!(error instanceof Error)) return {
		code: void 0,
		message: messageOf(error),
		hint: void 0,
		stack: void 0,
		cause: void 0
	};
	const isOurs = error instanceof LarderError;
	return {
		code: isOurs ? error.code : void 0,
		message: error.message,
		hint: isOurs ? error.hint : void 0,
		stack: error.stack,
		cause: error.cause === void 0 ? void 0 : toPlainError(error.cause)
	};
}
function fromPlainError({ code, message, hint, stack, cause }) {
	const options = cause === void 0 ? {} : { cause: fromPlainError(cause) };
	const error = code === void 0 ? new Error(message, options) : new LarderError(code, message, hint === void 0 ? options : {
		...options,
		hint
	});
	if (stack !== void 0) error.stack = stack;
	return error;
}
export { fromPlainError, isKnown, knownHashes, limits, toPlainError };
