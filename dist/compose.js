import { mountName, pMapIterable } from "./mount.js";
import { decodeKey, encodeKey, formatOf, objectName, objectNames } from "./objects.js";
import { LarderError, hasCode, messageOf } from "./errors.js";
import { free, freeMemory } from "./free.js";
import { fromPlainError, knownHashes, limits } from "./plain-error.js";
import { EntryTable, EntryType, shareable, stagingPrefix } from "./own-names.js";
import { assertSpace, expandMounts, forEachAtOnce, inStagings, wantedMounts } from "./wanted-mounts.js";
import { blankPieces, buffersOfPieces, readError, systemCode } from "./pieces.js";
import { levelFor, scanMount } from "./level.js";
import { pathsBelow } from "./disk-path.js";
import { Keep, isWritten, settleKeep } from "./keep.js";
import { _usingCtx } from "./usingCtx.js";
import { closeSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { constants as constants$1, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { Worker } from "node:worker_threads";
import { createHash, hash, randomBytes, randomUUID } from "node:crypto";
import { setFlagsFromString } from "node:v8";
// src/snapshot/names.ts
const folder = ".segments";
const suffix = ".snapshot";
const segmentTail = /^(?<generation>0|[1-9]\d{0,8})\/(?<start>[0-9a-f]{2})\/(?<hash>[0-9a-f]{64})$/;
function segmentKey(domain, generation, hash) {
	const hex = hexOf(hash);
	return `${segmentsPrefix(domain, generation)}${hex.slice(0, 2)}/${hex}`;
}
/** A hash as it stands in names. */
function hexOf(hash) {
	return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString("hex");
}
/** All segments of a domain, or those of one generation; ends in `/`. */
function segmentsPrefix(domain, generation) {
	return `${below(domain)}${folder}/${generation === void 0 ? "" : `${generation}/`}`;
}
/** Undefined for anything that is not a segment's name. */
function parseSegmentKey(key) {
	const at = key.lastIndexOf(`${folder}/`);
	if (at < 0 || at > 0 && key[at - 1] !== "/") return void 0;
	const parts = segmentTail.exec(key.slice(at + 9 + 1))?.groups;
	if (parts === void 0 || !parts["hash"].startsWith(parts["start"])) return void 0;
	return {
		domain: key.slice(0, Math.max(0, at - 1)),
		generation: Number(parts["generation"]),
		hash: parts["hash"]
	};
}
/** Whether a flush must count an object as a manifest: by the end of its name alone, so that one with a strange name counts too. */
function isManifestName(key) {
	return key.endsWith(suffix) && !isInSegments(key);
}
/** Whether an object lies in a folder of segments, so that it is never a cache by itself. */
function isInSegments(key) {
	return key.startsWith(`${folder}/`) || key.includes(`/${folder}/`);
}
/** Whole components: `owner/repo` holds `owner/repo/main` and never `owner/repo2`. The empty path holds everything. */
function holds(path, key) {
	return key.startsWith(below(path));
}
function below(path) {
	return path === "" ? "" : `${path}/`;
}
// src/snapshot/expiry.ts
const dayMs = 864e5;
/** A cache that was last written longer ago than the policy allows. Asked twice: for the list, and again just before it is removed. */
function isExpired(cache, { now, maxAgeDays }) {
	return now - cache.lastModified.getTime() > maxAgeDays * dayMs;
}
/** Whether an object below a flushed path may be removed by age; segments never are. */
function isFlushable(key, flushPath) {
	return holds(flushPath, key) && !isInSegments(key);
}
// src/snapshot/generations.ts
const hour = 36e5;
const rules = {
	generationMs: 72 * hour,
	rebuildMs: 12 * hour,
	reach: 1,
	margin: 3
};
/** The generation of an instant, in milliseconds since 1970 by the store's clock. */
function generationAt(ms, { generationMs } = rules) {
	return Math.floor(ms / generationMs);
}
/** Where a rebuild that began in a generation may find segments to name; it writes to the first. */
function nameableGenerations(generation, { reach } = rules) {
	return Array.from({ length: reach + 1 }, (_, back) => generation - back).filter((candidate) => candidate >= 0);
}
/** Whether a manifest of a rebuild that began at `startedAt` may name a segment of a generation. */
function mayName(startedAt, generation, using = rules) {
	const own = generationAt(startedAt, using);
	return generation <= own && generation >= own - using.reach;
}
/** A rebuild that has taken this long must look at the store again before it publishes. */
function mustStartAgain(startedAt, now, { rebuildMs } = rules) {
	return now - startedAt > rebuildMs;
}
/**
* A manifest that was published too long after its rebuild began. Nobody may use it: a flush may have missed it.
* `lastModified` is when the store says it was put, which no writer can bend.
*/
function isStalled(startedAt, lastModified, { rebuildMs } = rules) {
	return lastModified - startedAt > rebuildMs;
}
/** A flush that began at `startedAt` may delete segments of this generation and those before it, if no manifest names them. */
function newestDeletableGeneration(startedAt, using = rules) {
	return generationAt(startedAt, using) - using.margin;
}
/**
* Whether a manifest put at `lastModified` can name a segment that a flush may delete. Its rebuild began at most `rebuildMs` earlier, or
* nobody may use it.
*/
function mayNameDeletable(lastModified, flushStartedAt, using = rules) {
	return generationAt(lastModified - using.rebuildMs, using) - using.reach <= newestDeletableGeneration(flushStartedAt, using);
}
/** An upload that no living rebuild can still complete in time. */
function isAbandoned(uploadStartedAt, now, { rebuildMs } = rules) {
	return now - uploadStartedAt > rebuildMs;
}
// src/cache/listing.ts
/** Lists everything below a path once. */
async function listBelow(path, startedAt, { store, signal, report }) {
	const newestDeletable = newestDeletableGeneration(startedAt);
	const caches = [];
	const oldGenerations = new Map();
	let youngSegments = 0;
	let seen = 0;
	for await (const object of store.list(path === "" ? "" : `${path}/`, { signal })) {
		const segment = parseSegmentKey(object.key);
		if (segment === void 0) {
			if (isFlushable(object.key, path) && formatOf(object.key) !== void 0) caches.push(object);
		} else if (segment.generation > newestDeletable) youngSegments++;
		else {
			const prefix = segmentsPrefix(segment.domain, segment.generation);
			oldGenerations.set(prefix, (oldGenerations.get(prefix) ?? 0) + 1);
		}
		if (++seen % 1e3 === 0) report({
			type: "progress",
			work: "listing",
			done: seen,
			total: void 0,
			entries: seen
		});
	}
	return {
		caches,
		oldGenerations,
		youngSegments
	};
}
// src/snapshot/bytes.ts
/** Bytes that are not what their format says. Never leaves this folder: a decoder turns it into its own answer. */
var Malformed = class extends Error {};
const continues = 128;
const utf8 = new TextDecoder("utf-8", { fatal: true });
/** Bytes that grow as values are added. */
var ByteWriter = class {
	#bytes = new Uint8Array(4096);
	#length = 0;
	byte(value) {
		this.#reserve(1);
		this.#bytes[this.#length++] = value;
	}
	/** LEB128: seven bits a byte, lowest first. Whole numbers from 0 to 2^53 - 1. */
	varint(value) {
		this.#reserve(8);
		let rest = value;
		while (rest >= continues) {
			this.#bytes[this.#length++] = rest % continues | continues;
			rest = Math.floor(rest / continues);
		}
		this.#bytes[this.#length++] = rest;
	}
	/** 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4, so that small negative numbers stay short. */
	signedVarint(value) {
		this.varint(value < 0 ? -2 * value - 1 : 2 * value);
	}
	uint32(value) {
		for (let shift = 0; shift < 32; shift += 8) this.byte(value >>> shift & 255);
	}
	raw(bytes) {
		this.#reserve(bytes.length);
		this.#bytes.set(bytes, this.#length);
		this.#length += bytes.length;
	}
	/** Its length, then the bytes. */
	block(bytes) {
		this.varint(bytes.length);
		this.raw(bytes);
	}
	/** As `block`, for bytes that `write` puts where they belong. */
	blockOf(length, write) {
		this.varint(length);
		this.#reserve(length);
		write(this.#bytes.subarray(this.#length, this.#length += length));
	}
	text(value) {
		this.block(Buffer.from(value));
	}
	/** A view of what has been written so far, good until more is. */
	get written() {
		return this.#bytes.subarray(0, this.#length);
	}
	#reserve(count) {
		if (this.#length + count <= this.#bytes.length) return;
		this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(Math.max(this.#length + count, this.#bytes.length * 2)));
	}
};
/** Reads what a {@link ByteWriter} wrote. Every method throws {@link Malformed} instead of reading beyond the end. */
var ByteReader = class {
	#bytes;
	#at = 0;
	constructor(bytes) {
		this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}
	get left() {
		return this.#bytes.length - this.#at;
	}
	byte() {
		this.#require(1);
		return this.#bytes[this.#at++];
	}
	varint() {
		let value = 0;
		for (let scale = 1; scale <= 2 ** 49; scale *= continues) {
			const byte = this.byte();
			value += byte % continues * scale;
			if (byte < continues) return safe(value);
		}
		throw new Malformed("a number is too long");
	}
	signedVarint() {
		return signed(this.varint());
	}
	/**
	* `count` numbers up to `most`, in an array of the type that is given. Every number takes at least a byte, so a wrong count is refused
	* before memory is taken for it.
	*/
	numbers(type, count, most) {
		this.#require(count);
		const values = new type(count);
		const bytes = this.#bytes;
		let at = this.#at;
		for (let i = 0; i < count; i++) {
			let value = bytes[at];
			if (value !== void 0 && value < continues) at++;
			else {
				this.#at = at;
				value = this.varint();
				at = this.#at;
			}
			if (value > most) throw new Malformed("a number is too large");
			values[i] = value;
		}
		this.#at = at;
		return values;
	}
	uint32() {
		this.#require(4);
		const value = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#at).getUint32(0, true);
		this.#at += 4;
		return value;
	}
	/** A view, not a copy. */
	raw(length) {
		this.#require(length);
		this.#at += length;
		return this.#bytes.subarray(this.#at - length, this.#at);
	}
	block() {
		return this.raw(this.varint());
	}
	text() {
		const bytes = this.block();
		try {
			return utf8.decode(bytes);
		} catch (cause) {
			throw new Malformed("a text is not UTF-8", { cause });
		}
	}
	/** Throws unless everything has been read. */
	end() {
		if (this.left > 0) throw new Malformed(`${this.left} bytes too many`);
	}
	#require(count) {
		if (count > this.left) throw new Malformed(`${count - this.left} bytes too few`);
	}
};
/** Undoes the folding of {@link ByteWriter.signedVarint}. */
function signed(folded) {
	return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
}
function safe(value) {
	if (value > Number.MAX_SAFE_INTEGER) throw new Malformed("a number is too large");
	return value;
}
// src/snapshot/manifest-envelope.ts
const magic$1 = Buffer.from("LARDERMF");
const version$1 = 1;
const sizesEnd = 28;
const bodyDigestEnd = 60;
const headerEnd = 92;
const level = 6;
function storeBody(plain) {
	return {
		stored: compress(plain),
		plainBytes: plain.length
	};
}
/** The body of a manifest that has been read before. */
function storedBodyOf(bytes) {
	const { headStored, bodyPlain } = readSizes$1(bytes);
	return {
		stored: bytes.subarray(headerEnd + headStored),
		plainBytes: bodyPlain
	};
}
/** Puts head and body behind a header in clear that tells the version, the sizes and the digests. */
function pack(head, { stored: storedBody, plainBytes }) {
	if (head.length + plainBytes > limits.manifestBytes) throw new LarderError("TREE_UNSUITABLE", `The manifest would be larger than ${limits.manifestBytes} bytes.`, { hint: "Cache fewer files, or split the mounts over several keys." });
	const storedHead = compress(head);
	const bytes = new ByteWriter();
	bytes.raw(magic$1);
	bytes.uint32(version$1);
	for (const length of [
		storedHead.length,
		head.length,
		storedBody.length,
		plainBytes
	]) bytes.uint32(length);
	bytes.raw(hash("sha256", storedBody, "buffer"));
	bytes.raw(headDigest(bytes.written, storedHead));
	bytes.raw(storedHead);
	bytes.raw(storedBody);
	return bytes.written.slice();
}
/** Where the head ends. */
function headEnd(bytes, key) {
	return headerEnd + readHeader(bytes, key).headStored;
}
/** The head of a manifest, checked, from its first {@link headEnd} bytes or more. */
function openHead(bytes, key) {
	const { headStored, headPlain } = readHeader(bytes, key);
	if (bytes.length < headerEnd + headStored) throw new Malformed("it is cut off");
	const stored = bytes.subarray(headerEnd, headerEnd + headStored);
	requireDigest(bytes.subarray(bodyDigestEnd, headerEnd), headDigest(bytes.subarray(0, bodyDigestEnd), stored));
	return decompress(stored, headPlain);
}
/** The body of a manifest whose head has been opened. */
function openBody(bytes) {
	const { headStored, bodyStored, bodyPlain } = readSizes$1(bytes);
	const start = headerEnd + headStored;
	if (bytes.length !== start + bodyStored) throw new Malformed("its length is not what it says");
	const stored = bytes.subarray(start);
	requireDigest(bytes.subarray(sizesEnd, bodyDigestEnd), hash("sha256", stored, "buffer"));
	return decompress(stored, bodyPlain);
}
function readHeader(bytes, key) {
	if (bytes.length < magic$1.length + 4 || !magic$1.equals(bytes.subarray(0, magic$1.length))) throw new Malformed("it does not begin as a manifest");
	const found = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic$1.length, true);
	if (found > version$1) throw new LarderError("MANIFEST_NEWER", `The manifest ${key} has format version ${found}; this larder reads up to version ${version$1}.`, { hint: "Use the newer larder that wrote it, or another key." });
	if (found === 0) throw new Malformed("it has format version 0");
	if (bytes.length < headerEnd) throw new Malformed("it is cut off");
	return readSizes$1(bytes);
}
function readSizes$1(bytes) {
	const reader = new ByteReader(bytes.subarray(magic$1.length + 4, sizesEnd));
	const sizes = {
		headStored: reader.uint32(),
		headPlain: reader.uint32(),
		bodyStored: reader.uint32(),
		bodyPlain: reader.uint32()
	};
	if (sizes.headPlain + sizes.bodyPlain > limits.manifestBytes) throw new Malformed(`it is larger than ${limits.manifestBytes} bytes`);
	return sizes;
}
function headDigest(header, stored) {
	return createHash("sha256").update(header).update(stored).digest();
}
function requireDigest(expected, actual) {
	if (!actual.equals(expected)) throw new Malformed("its checksum does not match");
}
function compress(bytes) {
	return zstdCompressSync(bytes, {
		params: { [constants$1.ZSTD_c_compressionLevel]: level },
		pledgedSrcSize: bytes.length
	});
}
function decompress(stored, plain) {
	const bytes = decompressed(stored, plain);
	if (bytes.length !== plain) throw new Malformed("its size is not what it says");
	return bytes;
}
function decompressed(stored, plain) {
	try {
		return zstdDecompressSync(stored, {
			maxOutputLength: Math.max(plain, 1),
			chunkSize: Math.max(plain, 64)
		});
	} catch (cause) {
		throw new Malformed("it cannot be decompressed", { cause });
	}
}
// src/snapshot/mount-points.ts
const anchors = [
	"workspace",
	"home",
	"root"
];
function writePoint(bytes, { anchor, path }) {
	bytes.byte(anchors.indexOf(anchor));
	bytes.text(path);
}
/** Throws {@link Malformed} for one that leaves its anchor, or has none. */
function readPoint(bytes) {
	const anchor = anchors[bytes.byte()];
	if (anchor === void 0) throw new Malformed("a mount hangs nowhere");
	const path = bytes.text();
	if (!isPath(path)) throw new Malformed("a mount is not a path");
	return {
		anchor,
		path
	};
}
function isSamePoint(one, other) {
	return one.anchor === other.anchor && one.path === other.path;
}
/** `/`-separated without empty, `.` or `..` components; the empty path is the anchor or the root itself. */
function isPath(path) {
	return Buffer.byteLength(path) <= limits.pathBytes && !path.includes("\0") && (path === "" || path.split("/").every(isComponent));
}
function isComponent(name) {
	return name !== "" && name !== "." && name !== "..";
}
/** The segments of one mount in the order of its content, as columns: 77 bytes each, so that a million fit where objects would not. */
var SegmentList = class SegmentList {
	length;
	columns;
	constructor(columns) {
		this.length = columns.plain.length;
		this.columns = columns;
	}
	static from(refs) {
		const hashes = new Uint8Array(refs.length * 32);
		for (const [i, ref] of refs.entries()) hashes.set(ref.hash, i * 32);
		const storedHashes = new Uint8Array(refs.some(({ storedHash }) => storedHash !== void 0) ? hashes.length : 0);
		for (const [i, ref] of refs.entries()) if (ref.storedHash !== void 0) storedHashes.set(ref.storedHash, i * 32);
		return new SegmentList({
			hashes,
			plain: Uint32Array.from(refs, (ref) => ref.plain),
			stored: Uint32Array.from(refs, (ref) => ref.stored),
			generation: Uint32Array.from(refs, (ref) => ref.generation),
			store: Uint8Array.from(refs, (ref) => ref.store),
			storedHashes
		});
	}
	/** A view, not a copy. */
	hash(index) {
		return this.columns.hashes.subarray(index * 32, (index + 1) * 32);
	}
	/** A view, not a copy; undefined where it is not known. */
	storedHash(index) {
		const hash = this.columns.storedHashes.subarray(index * 32, (index + 1) * 32);
		return hash.some((byte) => byte !== 0) ? hash : void 0;
	}
	plain(index) {
		return this.columns.plain[index];
	}
	stored(index) {
		return this.columns.stored[index];
	}
	generation(index) {
		return this.columns.generation[index];
	}
	store(index) {
		return this.columns.store[index];
	}
};
// src/snapshot/manifest-head.ts
const uint32 = 2 ** 32 - 1;
const latestStart = 2 ** 48;
const mostStores = 255;
function writeHead(bytes, head) {
	bytes.text(head.tool);
	bytes.varint(head.startedAt);
	bytes.varint(head.stores.length);
	for (const store of head.stores) bytes.text(store);
	bytes.varint(head.mounts.length);
	for (const { point, entries, segments } of head.mounts) {
		writePoint(bytes, point);
		bytes.varint(entries);
		writeSegments(bytes, segments);
	}
	writeStoredHashes(bytes, head);
}
/** Last, and only where there is one: a manifest may end without. */
function writeStoredHashes(bytes, { mounts }) {
	if (mounts.every(({ segments }) => segments.columns.storedHashes.length === 0)) return;
	for (const { segments } of mounts) {
		const { storedHashes, hashes } = segments.columns;
		bytes.raw(storedHashes.length > 0 ? storedHashes : new Uint8Array(hashes.length));
	}
}
function writeSegments(bytes, segments) {
	const { hashes, plain, stored, generation, store } = segments.columns;
	bytes.varint(segments.length);
	for (const column of [
		plain,
		stored,
		generation,
		store
	]) for (const value of column) bytes.varint(value);
	bytes.raw(hashes);
}
/** Throws {@link Malformed}. */
function readHead$1(bytes, key) {
	const { mounts, ...facts } = {
		tool: bytes.text(),
		startedAt: bytes.varint(),
		stores: readList$1(bytes, mostStores, () => bytes.text()),
		mounts: readList$1(bytes, limits.mounts, () => ({
			point: readPoint(bytes),
			entries: bytes.varint(),
			segments: readSegments(bytes)
		}))
	};
	const head = {
		...facts,
		mounts: bytes.left === 0 ? mounts : mounts.map((mount) => readStoredHashes(bytes, mount))
	};
	bytes.end();
	const flaw = findHeadFlaw(head);
	if (flaw !== void 0) throw new Malformed(flaw);
	if (!holds(head.stores[0], key)) throw new Malformed(`it says that it belongs to ${head.stores[0]}`);
	return head;
}
function readList$1(bytes, most, read) {
	const length = bytes.varint();
	if (length > most) throw new Malformed(`a list of ${length} is too long`);
	return Array.from({ length }, read);
}
function readSegments(bytes) {
	const length = bytes.varint();
	if (length > bytes.left / 36) throw new Malformed("it names more segments than it holds");
	return new SegmentList({
		plain: bytes.numbers(Uint32Array, length, uint32),
		stored: bytes.numbers(Uint32Array, length, uint32),
		generation: bytes.numbers(Uint32Array, length, uint32),
		store: bytes.numbers(Uint8Array, length, mostStores),
		hashes: bytes.raw(length * 32).slice(),
		storedHashes: new Uint8Array(0)
	});
}
function readStoredHashes(bytes, mount) {
	const { columns } = mount.segments;
	const storedHashes = bytes.raw(columns.hashes.length).slice();
	return {
		...mount,
		segments: new SegmentList({
			...columns,
			storedHashes
		})
	};
}
/** What is wrong with a head, in words; undefined for a sound one. */
function findHeadFlaw({ startedAt, stores, mounts }) {
	if (!Number.isInteger(startedAt) || startedAt < 0 || startedAt > latestStart) return "its start is not a time";
	return findStoreFlaw(stores) ?? findMountFlaw(mounts) ?? mounts.map(({ segments }) => findSegmentFlaw(segments, startedAt, stores.length)).find(isFlaw);
}
function findStoreFlaw(stores) {
	const [domain, ...parents] = stores;
	if (domain === void 0 || stores.length > mostStores) return `it has ${stores.length} domains`;
	if (!stores.every(isPath)) return "a domain is not a path";
	if (new Set(stores).size < stores.length || !parents.every((parent) => holds(parent, domain))) return `not every domain is a parent of ${domain}`;
}
function findMountFlaw(mounts) {
	if (mounts.length > limits.mounts) return `it has more than ${limits.mounts} mounts`;
	if (!mounts.every(({ point }) => isPath(point.path))) return "a mount is not a path";
	if (new Set(mounts.map(({ point }) => `${point.anchor}:${point.path}`)).size < mounts.length) return "a mount is there twice";
	if (mounts.some(({ entries }) => entries < 1)) return "a mount is empty";
	if (mounts.reduce((total, { entries }) => total + entries, 0) > limits.entries) return `it has more than ${limits.entries} entries`;
}
function findSegmentFlaw(segments, startedAt, stores) {
	for (let i = 0; i < segments.length; i++) {
		const plain = segments.plain(i);
		if (plain < 1 || plain > limits.readableSegmentBytes) return `a segment of ${plain} bytes is against the rules`;
		if (!mayName(startedAt, segments.generation(i))) return `it names a segment of generation ${segments.generation(i)}`;
		if (segments.store(i) >= stores) return "a segment belongs to no domain";
	}
}
function isFlaw(flaw) {
	return flaw !== void 0;
}
// src/snapshot/table-flaws.ts
const slash$2 = 47;
const dot = 46;
/**
* Finds the first entry that breaks a rule of the format: depth first, names in the order of their bytes, each once in its directory and
* fit for a path, everything within the limits. Writers and readers use it alike, so what one accepts the other does too.
*/
function findFlaw(columns) {
	const open = [];
	let total = 0;
	for (let i = 0; i < columns.length; i++) {
		total += columns.size[i];
		const problem = (i === 0 ? findMountProblem(columns) : findPlaceProblem(columns, i, open)) ?? findKindProblem(columns, i) ?? findSizeProblem(total);
		if (problem !== void 0) return {
			entry: i,
			problem
		};
		if (columns.type[i] === EntryType.directory) {
			const above = open.at(-1);
			const path = above === void 0 ? 0 : pathLength(columns, i, above);
			open.push({
				entry: i,
				path,
				latest: -1
			});
		}
	}
}
function findMountProblem({ type, parent, nameEnd }) {
	if (parent[0] !== -1 || nameEnd[0] !== 0) return "the mount itself has a name";
	if (type[0] !== EntryType.directory && type[0] !== EntryType.file) return "the mount itself is a link";
}
function findPlaceProblem(columns, i, open) {
	while (open.length > 0 && open.at(-1).entry !== columns.parent[i]) open.pop();
	const directory = open.at(-1);
	if (directory === void 0) return "an entry does not follow its directory";
	if (open.length > limits.depth) return `a path has more than ${limits.depth} components`;
	if (pathLength(columns, i, directory) > limits.pathBytes) return `a path is longer than ${limits.pathBytes} bytes`;
	const problem = findNameProblem(columns, i);
	if (problem !== void 0) return problem;
	if (directory.latest >= 0 && !comesBefore(columns, directory.latest, i)) return "the names in a directory are not in order, each once";
	directory.latest = i;
}
function findNameProblem({ names, nameEnd }, i) {
	const start = nameEnd[i - 1];
	const end = nameEnd[i];
	if (end <= start) return "a name is empty";
	if (end - start > limits.nameBytes) return `a name is longer than ${limits.nameBytes} bytes`;
	if (names[start] === dot && (end - start === 1 || end - start === 2 && names[start + 1] === dot)) return "a name is \".\" or \"..\"";
	for (let at = start; at < end; at++) if (names[at] === slash$2 || names[at] === 0) return "a name has a \"/\" or a NUL in it";
}
function comesBefore({ names, nameEnd }, first, second) {
	const firstEnd = nameEnd[first];
	const secondEnd = nameEnd[second];
	let a = nameEnd[first - 1];
	let b = nameEnd[second - 1];
	while (a < firstEnd && b < secondEnd && names[a] === names[b]) {
		a++;
		b++;
	}
	return b < secondEnd && (a === firstEnd || names[a] < names[b]);
}
function findKindProblem(columns, i) {
	const { type, mode, size, link } = columns;
	if (mode[i] > 511) return "a mode has more than permission bits";
	if (type[i] !== EntryType.file && size[i] !== 0) return "something that is not a file has content";
	switch (type[i]) {
		case EntryType.directory: return;
		case EntryType.file: return Number.isSafeInteger(size[i]) && size[i] >= 0 ? void 0 : "a size is not a number of bytes";
		case EntryType.symlink: return findTargetProblem(columns.targets[link[i]]);
		case EntryType.hardlink: return link[i] >= 0 && link[i] < i && type[link[i]] === EntryType.file ? void 0 : "a hard link belongs to no earlier file";
		default: return "an entry has no type";
	}
}
function findTargetProblem(target) {
	if (target === void 0 || target.length === 0) return "a symbolic link points nowhere";
	if (target.length > limits.targetBytes) return `a symbolic link points further than ${limits.targetBytes} bytes`;
	return target.includes(0) ? "a symbolic link has a NUL in it" : void 0;
}
function findSizeProblem(total) {
	return Number.isSafeInteger(total) ? void 0 : "the sizes add up to more than can be counted";
}
function pathLength({ nameEnd }, i, directory) {
	return directory.path + (directory.path === 0 ? 0 : 1) + nameEnd[i] - nameEnd[i - 1];
}
// src/snapshot/nanoseconds.ts
const billion = 1e9;
const digit = 2 ** 16;
const word = 2 ** 32;
const low = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
const high = 1 - low;
/** Whether a number of seconds and the nanoseconds after it make a signed 64-bit number of nanoseconds. */
function isInstant(second, nanosecond) {
	if (nanosecond >= billion || second < -9223372037 || second > 9223372036) return false;
	if (second === -9223372037) return nanosecond >= 145224192;
	return second < 9223372036 || nanosecond <= 854775807;
}
function splitInstants(instants) {
	const halves = new Int32Array(instants.buffer, instants.byteOffset, instants.length * 2);
	const seconds = new Float64Array(instants.length);
	const nanoseconds = new Uint32Array(instants.length);
	for (let i = 0; i < instants.length; i++) {
		const upper = halves[2 * i + high];
		const lower = halves[2 * i + low] >>> 0;
		let quotient = Math.floor(upper / billion);
		let rest = upper - quotient * billion;
		for (const part of [Math.floor(lower / digit), lower % digit]) {
			rest = rest * digit + part;
			const times = Math.floor(rest / billion);
			quotient = quotient * digit + times;
			rest -= times * billion;
		}
		seconds[i] = quotient;
		nanoseconds[i] = rest;
	}
	return {
		seconds,
		nanoseconds
	};
}
/** Undoes {@link splitInstants}; every one must be an instant. */
function joinInstants({ seconds, nanoseconds }) {
	const instants = new BigInt64Array(seconds.length);
	const halves = new Int32Array(instants.buffer);
	for (let i = 0; i < seconds.length; i++) {
		const upperSeconds = Math.floor(seconds[i] / digit) * billion;
		const lowerSeconds = (seconds[i] - Math.floor(seconds[i] / digit) * digit) * billion;
		const carried = (upperSeconds - Math.floor(upperSeconds / digit) * digit) * digit + lowerSeconds + nanoseconds[i];
		halves[2 * i + high] = Math.floor(upperSeconds / digit) + Math.floor(carried / word);
		halves[2 * i + low] = carried % word;
	}
	return instants;
}
// src/snapshot/table-times.ts
/**
* Files that were unpacked together share the ticks of a coarse clock: 59,000 entries of a `node_modules` have 5,500 times. So the
* different times come first, in order, and each entry takes the number of its time, as the difference to the entry before: 1.4 bytes an
* entry instead of 2.4.
*/
function writeTimes(bytes, mtimeNs) {
	const ordered = mtimeNs.slice().sort();
	const distinct = ordered.filter((time, i) => i === 0 || time !== ordered[i - 1]);
	writeInstants(bytes, distinct);
	const numbers = new Map(Array.from(distinct, (time, number) => [time, number]));
	let previous = 0;
	for (const time of mtimeNs) {
		const number = numbers.get(time);
		bytes.signedVarint(number - previous);
		previous = number;
	}
}
/** Throws {@link Malformed}. */
function readTimes(bytes, length) {
	const distinct = readInstants(bytes, length);
	const steps = bytes.numbers(Uint32Array, length, 2 * limits.entries);
	const halves = new Int32Array(distinct.buffer);
	const copied = shareable(Int32Array, length * 2);
	let number = 0;
	for (let i = 0; i < length; i++) {
		number += signed(steps[i]);
		if (number < 0 || number >= distinct.length) throw new Malformed("an entry has no time");
		copied[2 * i] = halves[2 * number];
		copied[2 * i + 1] = halves[2 * number + 1];
	}
	return new BigInt64Array(copied.buffer);
}
function writeInstants(bytes, ascending) {
	const { seconds, nanoseconds } = splitInstants(ascending);
	bytes.varint(ascending.length);
	bytes.signedVarint(seconds[0] ?? 0);
	for (let i = 0; i < ascending.length; i++) {
		const passed = i === 0 ? 0 : seconds[i] - seconds[i - 1];
		bytes.varint(passed);
		bytes.varint(i > 0 && passed === 0 ? nanoseconds[i] - nanoseconds[i - 1] : nanoseconds[i]);
	}
}
function readInstants(bytes, most) {
	const length = bytes.varint();
	if (length > most) throw new Malformed("there are more times than entries");
	let second = bytes.signedVarint();
	const steps = bytes.numbers(Float64Array, length * 2, Number.MAX_SAFE_INTEGER);
	const seconds = new Float64Array(length);
	const nanoseconds = new Uint32Array(length);
	for (let i = 0; i < length; i++) {
		const passed = steps[2 * i];
		const nanosecond = steps[2 * i + 1] + (i > 0 && passed === 0 ? nanoseconds[i - 1] : 0);
		second += passed;
		if (!isInstant(second, nanosecond)) throw new Malformed("a time is out of range");
		seconds[i] = second;
		nanoseconds[i] = nanosecond;
	}
	return joinInstants({
		seconds,
		nanoseconds
	});
}
// src/snapshot/table-codec.ts
const mostPairs = 2048;
/** Writes a sound table column by column: on a `node_modules` about five bytes an entry once they are compressed. */
function writeTable(bytes, columns) {
	writeKinds(bytes, columns);
	writeTree(bytes, columns);
	writeNames(bytes, columns);
	for (let i = 0; i < columns.length; i++) if (columns.type[i] === EntryType.file) bytes.varint(columns.size[i]);
	writeTimes(bytes, columns.mtimeNs);
	writeLinks(bytes, columns);
}
/** Reads a table of `length` entries, into memory that threads can share. Throws {@link Malformed} for anything but a sound one, before it takes memory for it. */
function readTable(bytes, length) {
	const { type, mode } = readKinds(bytes, length);
	const parent = readTree(bytes, type);
	const { names, nameEnd } = readNames(bytes, length);
	const size = readSizes(bytes, type);
	const mtimeNs = readTimes(bytes, length);
	const { link, targets } = readLinks(bytes, type);
	const columns = {
		length,
		type,
		mode,
		size,
		mtimeNs,
		parent,
		link,
		names,
		nameEnd,
		targets,
		ctimeNs: new BigInt64Array(0),
		inode: new BigUint64Array(0)
	};
	const flaw = findFlaw(columns);
	if (flaw !== void 0) throw new Malformed(flaw.problem);
	return EntryTable.from(columns);
}
/** Few trees have more than a dozen pairs of type and mode, so each entry takes the number of its pair. */
function writeKinds(bytes, { length, type, mode }) {
	const numbers = new Map();
	const kind = (i) => type[i] * 512 + mode[i];
	for (let i = 0; i < length; i++) if (!numbers.has(kind(i))) numbers.set(kind(i), numbers.size);
	bytes.varint(numbers.size);
	for (const pair of numbers.keys()) bytes.varint(pair);
	for (let i = 0; i < length; i++) bytes.varint(numbers.get(kind(i)));
}
function readKinds(bytes, length) {
	const pairs = bytes.numbers(Uint32Array, Math.min(bytes.varint(), mostPairs), 2047);
	const numbers = bytes.numbers(Uint32Array, length, mostPairs);
	const type = shareable(Uint8Array, length);
	const mode = shareable(Uint16Array, length);
	for (let i = 0; i < length; i++) {
		const pair = pairs[numbers[i]];
		if (pair === void 0) throw new Malformed("an entry has no type");
		type[i] = pair >>> 9;
		mode[i] = pair & 511;
	}
	return {
		type,
		mode
	};
}
/** Depth first, so the number of entries in each directory tells who is whose parent. */
function writeTree(bytes, { length, type, parent }) {
	const held = new Uint32Array(length);
	for (let i = 1; i < length; i++) held[parent[i]]++;
	for (let i = 0; i < length; i++) if (type[i] === EntryType.directory) bytes.varint(held[i]);
}
function readTree(bytes, type) {
	const held = bytes.numbers(Uint32Array, count(type, EntryType.directory), limits.entries);
	const parent = shareable(Int32Array, type.length).fill(-1);
	const open = [];
	let directories = 0;
	for (let i = 0; i < type.length; i++) {
		while (open.at(-1)?.left === 0) open.pop();
		const holder = open.at(-1);
		if (i > 0 && holder === void 0) throw new Malformed("an entry lies in no directory");
		if (holder !== void 0) {
			parent[i] = holder.directory;
			holder.left--;
		}
		if (type[i] === EntryType.directory && open.push({
			directory: i,
			left: held[directories++]
		}) > limits.depth + 1) throw new Malformed("directories are nested too deeply");
	}
	if (open.some(({ left }) => left > 0)) throw new Malformed("a directory holds fewer entries than it says");
	return parent;
}
/** Each name but the first, which is empty, and a NUL: 14 % shorter than names and lengths apart, once compressed. */
function writeNames(bytes, { length, names, nameEnd }) {
	bytes.blockOf(names.length + length - 1, (into) => {
		let at = 0;
		for (let i = 1; i < length; i++) {
			for (let from = nameEnd[i - 1]; from < nameEnd[i]; from++) into[at++] = names[from];
			into[at++] = 0;
		}
	});
}
function readNames(bytes, length) {
	const written = bytes.block();
	if (written.length < length - 1) throw new Malformed("there are fewer names than entries");
	const names = shareable(Uint8Array, written.length - (length - 1));
	const nameEnd = shareable(Uint32Array, length);
	let end = 0;
	let start = 0;
	for (let index = 1; index < length; index++) {
		const nul = written.indexOf(0, start);
		if (nul === -1 || end + nul - start > names.length) throw new Malformed("there are fewer names than entries");
		names.set(written.subarray(start, nul), end);
		end += nul - start;
		nameEnd[index] = end;
		start = nul + 1;
	}
	if (start < written.length) throw new Malformed("there are more names than entries");
	return {
		names,
		nameEnd
	};
}
function readSizes(bytes, type) {
	const sizes = bytes.numbers(Float64Array, count(type, EntryType.file), Number.MAX_SAFE_INTEGER);
	const size = shareable(Float64Array, type.length);
	let files = 0;
	for (let i = 0; i < type.length; i++) if (type[i] === EntryType.file) size[i] = sizes[files++];
	return size;
}
/** The target of each symbolic link, and how far before each hard link its original stands. */
function writeLinks(bytes, { length, type, link, targets }) {
	for (let i = 0; i < length; i++) {
		if (type[i] === EntryType.symlink) bytes.block(targets[link[i]]);
		if (type[i] === EntryType.hardlink) bytes.varint(i - link[i]);
	}
}
function readLinks(bytes, type) {
	const link = shareable(Int32Array, type.length).fill(-1);
	const targets = [];
	for (let i = 0; i < type.length; i++) {
		if (type[i] === EntryType.symlink) link[i] = targets.push(bytes.block().slice()) - 1;
		if (type[i] === EntryType.hardlink) link[i] = i - Math.min(bytes.varint(), i + 1);
	}
	return {
		link,
		targets
	};
}
function count(types, wanted) {
	let found = 0;
	for (const type of types) if (type === wanted) found++;
	return found;
}
// src/snapshot/manifest.ts
/**
* The bytes of a manifest; the same manifest always gives the same bytes. The trees, which are nearly all of it, are taken from an earlier
* one that holds the very same tables. Throws `TREE_UNSUITABLE` for a tree that no manifest can
* hold (FORMAT.md, "Limits"), and `MANIFEST_UNSOUND` when its parts contradict each other.
*/
function encodeManifest(manifest, earlier = []) {
	const mounts = manifest.mounts.map((mount) => ({
		...mount,
		entries: mount.table.length
	}));
	const head = {
		...manifest,
		mounts
	};
	const flaw = findHeadFlaw(head);
	if (flaw !== void 0) throw new LarderError("MANIFEST_UNSOUND", `A manifest cannot be written: ${flaw}.`);
	const headBytes = new ByteWriter();
	writeHead(headBytes, head);
	const same = earlier.find((each) => hasSameTables(each.manifest, manifest));
	const body = same === void 0 ? encodeBody(mounts) : storedBodyOf(same.bytes);
	for (const { point, table, segments } of mounts) {
		if (contentOf$2(table) === sum$1(segments.columns.plain)) continue;
		throw new LarderError("MANIFEST_UNSOUND", `The segments of ${mountName(point)} do not add up to its files.`);
	}
	return pack(headBytes.written, body);
}
function hasSameTables(one, other) {
	return one.mounts.length === other.mounts.length && one.mounts.every(({ table }, i) => table === other.mounts[i].table);
}
function encodeBody(mounts) {
	const body = new ByteWriter();
	for (const mount of mounts) writeTable(body, soundColumns(mount));
	return storeBody(body.written);
}
/**
* Reads a manifest that was found at `key`. Throws `MANIFEST_NEWER` for one that a newer larder wrote, and `MANIFEST_CORRUPT` for
* anything else that is not a sound manifest of this place, whatever the bytes are; takes no more memory than the limits allow.
*/
function decodeManifest(bytes, key) {
	return naming(key, () => {
		const { mounts, ...facts } = readHead$1(new ByteReader(openHead(bytes, key)), key);
		const plain = openBody(bytes);
		const body = new ByteReader(plain);
		const complete = mounts.map(({ point, entries, segments }) => {
			const table = readTable(body, entries);
			if (contentOf$2(table) !== sum$1(segments.columns.plain)) throw new Malformed("its segments do not add up to its files");
			return {
				point,
				table,
				segments
			};
		});
		body.end();
		free(plain);
		return {
			...facts,
			mounts: complete
		};
	});
}
/** How many bytes {@link decodeHead} needs. `start` is the first 92 bytes of the object, or more. */
function headLength(start, key) {
	return naming(key, () => headEnd(start, key));
}
/** What a manifest names, without its trees: a fraction of the bytes and of the time. Throws as {@link decodeManifest} does. */
function decodeHead(start, key) {
	return naming(key, () => readHead$1(new ByteReader(openHead(start, key)), key));
}
function soundColumns({ point, table }) {
	const columns = table.columns();
	const flaw = findFlaw(columns);
	if (flaw !== void 0) throw new LarderError("TREE_UNSUITABLE", `${mountName(point)} cannot be kept in a snapshot: ${flaw.problem} (${placeOf(table, flaw.entry)}).`);
	return columns;
}
/** The path of an entry; its name alone if it hangs on no earlier entry, because then it has no path. */
function placeOf(table, entry) {
	const path = table.parent(entry) < entry ? table.path(entry) : Buffer.from(table.name(entry));
	return JSON.stringify(path.toString());
}
function contentOf$2(table) {
	let total = 0;
	for (let i = 0; i < table.length; i++) total += table.size(i);
	return total;
}
function sum$1(values) {
	let total = 0;
	for (const value of values) total += value;
	return total;
}
function naming(key, decode) {
	try {
		return decode();
	} catch (cause) {
		if (cause instanceof Malformed) throw new LarderError("MANIFEST_CORRUPT", `The manifest ${key} is corrupt: ${cause.message}.`, { cause });
		throw cause;
	}
}
// src/snapshot/number-set.ts
/**
* A set of numbers that is filled first and asked then: 8 to 16 bytes each, where a `Set` of a million takes 37 and three seconds.
* No choice of numbers makes it slow, as it sorts.
*/
var NumberSet = class {
	#values = new Float64Array(1024);
	#length = 0;
	#isSettled = true;
	add(value) {
		if (this.#length === this.#values.length) this.#makeRoom();
		this.#values[this.#length++] = value;
		this.#isSettled = false;
	}
	has(value) {
		this.#settle();
		let from = 0;
		let to = this.#length;
		while (from < to) {
			const middle = from + to >>> 1;
			if (this.#values[middle] < value) from = middle + 1;
			else to = middle;
		}
		return from < this.#length && this.#values[from] === value;
	}
	/** What is there several times is most of it when many manifests name the same. */
	#makeRoom() {
		this.#settle();
		if (this.#length <= this.#values.length / 2) return;
		const larger = new Float64Array(this.#values.length * 2);
		larger.set(this.#values.subarray(0, this.#length));
		this.#values = larger;
	}
	/** In order, each once. */
	#settle() {
		if (this.#isSettled) return;
		const values = this.#values.subarray(0, this.#length).sort();
		let kept = 0;
		for (let i = 0; i < values.length; i++) if (i === 0 || values[i] !== values[kept - 1]) values[kept++] = values[i];
		this.#length = kept;
		this.#isSettled = true;
	}
};
// src/snapshot/references.ts
const prefixBytes = 6;
/** Whether a flush must read a listed manifest before it may delete anything. `lastModified` and the flush's start are the store's milliseconds. */
function mustBeRead(object, flushStartedAt) {
	return isManifestName(object.key) && mayNameDeletable(object.lastModified, flushStartedAt);
}
/**
* What a flush has learnt about the segments that are still needed. It must be told of every manifest that {@link mustBeRead}, of all
* paths and keys below the domains it cleans, before it asks what is garbage. At most 16 bytes for each segment that is named.
*/
var References = class {
	#newestDeletable;
	#named = new Map();
	#stopped = new Set();
	constructor(flushStartedAt) {
		this.#newestDeletable = newestDeletableGeneration(flushStartedAt);
	}
	/** Counts what a manifest names. One that no reader may use counts for nothing. */
	count({ startedAt, stores, mounts }, lastModified) {
		if (isStalled(startedAt, lastModified)) return;
		for (const { segments } of mounts) {
			const { hashes, generation, store } = segments.columns;
			let named;
			for (let i = 0; i < segments.length; i++) {
				if (generation[i] > this.#newestDeletable) continue;
				if (named === void 0 || generation[i] !== generation[i - 1] || store[i] !== store[i - 1]) named = this.#in(stores[store[i]], generation[i]);
				named.add(prefixOf$1(hashes, i * 32));
			}
		}
	}
	/** A manifest could not be read, so nothing may be deleted in any domain it may name. */
	stop(manifestKey) {
		this.#stopped.add("");
		for (let end = manifestKey.indexOf("/"); end >= 0; end = manifestKey.indexOf("/", end + 1)) this.#stopped.add(manifestKey.slice(0, end));
	}
	isGarbage({ domain, generation, hash }) {
		if (generation > this.#newestDeletable || this.#stopped.has(domain)) return false;
		return this.#named.get(segmentsPrefix(domain, generation))?.has(Number.parseInt(hash.slice(0, 12), 16)) !== true;
	}
	#in(domain, generation) {
		const prefix = segmentsPrefix(domain, generation);
		let named = this.#named.get(prefix);
		if (named === void 0) this.#named.set(prefix, named = new NumberSet());
		return named;
	}
};
function prefixOf$1(hashes, start) {
	let prefix = 0;
	for (let i = start; i < start + prefixBytes; i++) prefix = prefix * 256 + hashes[i];
	return prefix;
}
// src/cache/references.ts
/** Most manifests say what they name within this many bytes, so that one request is enough: 1,500 segments. */
const usualHeadBytes = 65536;
/**
* Learns which old segments are needed from every manifest that can name one; only the heads of manifests are read.
* One that cannot be read keeps everything in the domains it may belong to.
*/
async function readReferences(caches, startedAt, concurrency, tools) {
	const references = new References(startedAt);
	const relevant = caches.filter(({ key, lastModified }) => mustBeRead({
		key,
		lastModified: lastModified.getTime()
	}, startedAt));
	for await (const found of pMapIterable(relevant, (cache) => readCurrent(cache, tools), { concurrency })) {
		if (found === "gone") continue;
		const { object, head } = found;
		if (!(head instanceof LarderError)) {
			references.count(head, object.lastModified.getTime());
			forget(head);
		} else if (!isStrangersRubbish(object.key, head)) {
			references.stop(object.key);
			tools.report({
				type: "warning",
				message: `${head.message} No segment is deleted from its domain.`,
				...head.hint === void 0 ? {} : { hint: head.hint }
			});
		}
	}
	return references;
}
/** Gives the memory back at once: ten thousand heads are some hundred MB, and the collector comes late where processors are busy. */
function forget({ mounts }) {
	for (const { segments } of mounts) for (const { buffer } of Object.values(segments.columns)) freeMemory(buffer);
}
/** Reads the manifest that is there now: it may have been replaced, by a shorter one too, or removed since it was listed. */
async function readCurrent(listed, tools) {
	let object = listed;
	while (object !== void 0) try {
		const head = await readHead(object, tools);
		return head === void 0 ? "gone" : {
			object,
			head
		};
	} catch (error) {
		if (hasCode(error, "MANIFEST_CORRUPT", "MANIFEST_NEWER")) return {
			object,
			head: error
		};
		if (!hasCode(error, "OBJECT_CHANGED")) throw error;
		object = await tools.store.head(object.key, { signal: tools.signal });
	}
	return "gone";
}
async function readHead({ key, size, etag }, { store, signal }) {
	const read = (length) => store.get(key, {
		range: {
			first: 0,
			last: Math.min(length, size) - 1
		},
		etag,
		signal
	});
	if (size === 0) throw new LarderError("MANIFEST_CORRUPT", `The manifest ${key} is empty.`);
	const start = await read(usualHeadBytes);
	if (start === void 0) return void 0;
	const needed = headLength(start.body, key);
	const whole = needed <= start.body.length ? start : await read(needed);
	const head = whole && decodeHead(whole.body, key);
	for (const { body } of [start, whole ?? start]) freeMemory(body.buffer);
	return head;
}
/**
* A corrupt manifest in the scope of a pull request does not stop a flush, or any stranger could stop it for ever; nobody can restore
* it either. A newer one always stops it: a newer larder can.
*/
function isStrangersRubbish(key, error) {
	return error.code === "MANIFEST_CORRUPT" && /(?:^|\/)pull\/[^/]+\//.test(key);
}
// src/cache/flush.ts
/**
* Removes the caches below a path that were not written for some days, and the segments that no cache can need any more.
* Every age is by the store's clock. It may be stopped at any point and run any number of times at once: FORMAT.md, "Flush".
*/
async function flush(config, tools) {
	const begun = tools.elapsed();
	const { access } = config.build;
	if (access === "read" || access === "none") return nothing("this job may not remove caches", tools.elapsed() - begun);
	const startedAt = (await tools.store.now({ signal: tools.signal })).getTime();
	const listing = await listBelow(config.flushPath, startedAt, tools);
	const references = await readReferences(listing.oldGenerations.size > 0 ? listing.caches : [], startedAt, config.concurrency, tools);
	const removed = await expire(listing.caches, startedAt, config, tools);
	return {
		command: "flush",
		status: config.dryRun ? "dry-run" : "flushed",
		removed: removed.map(({ key, size, lastModified }) => ({
			object: key,
			size,
			lastModified
		})),
		kept: listing.caches.length - removed.length,
		segments: await collect$1(listing, references, config, tools),
		abortedUploads: await abortUploads(startedAt, config, tools),
		milliseconds: tools.elapsed() - begun
	};
}
/** Servers tell the time in whole seconds, so what was written just now may seem to come from the future. */
const clockStepMs = 1e3;
/** The oldest first; a cache that was rebuilt since it was listed stays. */
async function expire(caches, now, config, { store, signal, report }) {
	const policy = {
		now: now + clockStepMs,
		maxAgeDays: config.maxAgeDays
	};
	const expired = caches.filter((cache) => isExpired(cache, policy)).sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
	if (config.dryRun) return expired;
	const removeIfStillOld = async (cache) => {
		const current = await store.head(cache.key, { signal });
		if (current === void 0 || !isExpired(current, policy)) return void 0;
		await store.remove(cache.key, { signal });
		return cache;
	};
	const removed = [];
	for await (const cache of pMapIterable(expired, removeIfStillOld, { concurrency: config.concurrency })) {
		if (cache !== void 0) removed.push(cache);
		report({
			type: "progress",
			work: "removing",
			done: removed.length,
			total: expired.length,
			entries: removed.length
		});
	}
	return removed;
}
/** Deletes the garbage of old generations while they are listed, so that memory does not grow with their number. */
async function collect$1(listing, references, config, tools) {
	const { store, signal, report } = tools;
	let old = 0;
	for (const count of listing.oldGenerations.values()) old += count;
	let removed = 0;
	let bytes = 0;
	const remove = async ({ key, size }) => {
		if (!config.dryRun) await store.remove(key, { signal });
		return size;
	};
	const removals = pMapIterable(garbage(listing, references, tools), remove, {
		concurrency: config.concurrency,
		preserveOrder: false
	});
	for await (const size of removals) {
		removed++;
		bytes += size;
		report({
			type: "progress",
			work: "removing",
			done: removed,
			total: void 0,
			entries: removed
		});
	}
	return {
		removed,
		bytes,
		kept: listing.youngSegments + Math.max(0, old - removed)
	};
}
async function* garbage({ oldGenerations }, references, { store, signal }) {
	for (const prefix of oldGenerations.keys()) for await (const object of store.list(prefix, { signal })) {
		const segment = parseSegmentKey(object.key);
		if (segment !== void 0 && references.isGarbage(segment)) yield object;
	}
}
async function abortUploads(startedAt, { flushPath, dryRun }, { store, signal }) {
	let aborted = 0;
	for await (const upload of store.abandonedUploads(flushPath === "" ? "" : `${flushPath}/`, { signal })) {
		if (!isAbandoned(upload.startedAt.getTime(), startedAt)) continue;
		if (!dryRun) await store.abortUpload(upload);
		aborted++;
	}
	return aborted;
}
function nothing(reason, milliseconds) {
	return {
		command: "flush",
		status: "skipped",
		removed: [],
		kept: 0,
		segments: {
			removed: 0,
			bytes: 0,
			kept: 0
		},
		abortedUploads: 0,
		reason,
		milliseconds
	};
}
// src/snapshot/journal.ts
const magic = Buffer.from("LARDERJN");
const version = 1;
const digestBytes = 32;
const inodeBytes = 8;
const mostItems = 1e4;
function encodeJournal({ sources }) {
	const content = new ByteWriter();
	content.varint(sources.length);
	for (const source of sources) {
		for (const text of [source.store, source.key]) content.text(text);
		content.block(source.manifest);
		content.varint(source.mounts.length);
		for (const mount of source.mounts) writeMount(content, mount);
	}
	const bytes = new ByteWriter();
	bytes.raw(magic);
	bytes.uint32(version);
	bytes.raw(hash("sha256", content.written, "buffer"));
	bytes.raw(content.written);
	return bytes.written.slice();
}
/** Undefined for anything that cannot be relied on: cut off, damaged, of another version. Then everything is read, which is only slower. */
function decodeJournal(bytes) {
	try {
		return readJournal(new ByteReader(bytes));
	} catch (error) {
		if (error instanceof Malformed) return void 0;
		throw error;
	}
}
/** The journal after a restore or a rebuild: what it tells replaces what was known of the same mounts. */
function withSource(journal, source) {
	return { sources: [...(journal?.sources ?? []).map((known) => without(known, source.mounts)).filter(({ mounts }) => mounts.length > 0), source] };
}
function without(source, replaced) {
	return {
		...source,
		mounts: source.mounts.filter(({ point }) => !replaced.some((mount) => isSamePoint(mount.point, point)))
	};
}
/** What is known of a mount. */
function findInJournal(journal, point) {
	for (const source of journal?.sources ?? []) {
		const mount = source.mounts.find((candidate) => isSamePoint(candidate.point, point));
		if (mount !== void 0) return {
			source,
			mount
		};
	}
}
/** The inodes that a journal keeps of a scanned table. */
function inodesToKeep(table) {
	return BigUint64Array.from(entriesWithInode(table), (index) => table.inode(index));
}
/** The mount itself and every directory in it: what a journal keeps the inodes of, in this order. */
function entriesWithInode(table) {
	const entries = [];
	for (let i = 0; i < table.length; i++) if (i === 0 || table.type(i) === EntryType.directory) entries.push(i);
	return entries;
}
function writeMount(bytes, { point, settledNs, inodes }) {
	writePoint(bytes, point);
	const numbers = new DataView(new ArrayBuffer((inodes.length + 1) * inodeBytes));
	numbers.setBigInt64(0, settledNs, true);
	for (const [i, inode] of inodes.entries()) numbers.setBigUint64((i + 1) * inodeBytes, inode, true);
	bytes.varint(inodes.length);
	bytes.raw(new Uint8Array(numbers.buffer));
}
function readJournal(bytes) {
	if (!magic.equals(bytes.raw(magic.length)) || bytes.uint32() !== version) throw new Malformed("another format");
	const digest = bytes.raw(digestBytes);
	const content = bytes.raw(bytes.left);
	if (!hash("sha256", content, "buffer").equals(digest)) throw new Malformed("its checksum does not match");
	const reader = new ByteReader(content);
	const sources = readList(reader, () => readSource(reader));
	reader.end();
	return { sources };
}
function readSource(bytes) {
	const [store, key] = [bytes.text(), bytes.text()];
	return {
		store,
		key,
		manifest: bytes.block().slice(),
		mounts: readList(bytes, () => readMount(bytes))
	};
}
function readMount(bytes) {
	const point = readPoint(bytes);
	const length = bytes.varint();
	const raw = bytes.raw((length + 1) * inodeBytes);
	const numbers = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
	const inodes = new BigUint64Array(length);
	for (let i = 0; i < length; i++) inodes[i] = numbers.getBigUint64((i + 1) * inodeBytes, true);
	return {
		point,
		settledNs: numbers.getBigInt64(0, true),
		inodes
	};
}
function readList(bytes, read) {
	const length = bytes.varint();
	if (length > mostItems) throw new Malformed("a list is too long");
	return Array.from({ length }, read);
}
// src/snapshot/path-hash.ts
const basis = 2166136261;
const prime = 16777619;
const slash$1 = Uint8Array.of(47);
/**
* The hashes of paths that say where segments are cut: FNV-1a over the bytes of the path, finished as MurmurHash3 finishes, so that
* every bit depends on every byte. It is part of the format (FORMAT.md, "Which files share a segment"); it guards nothing.
*/
var PathHashes = class {
	#directories = new Uint32Array(64);
	/** Must be called for every directory before what it holds. */
	enter(table, directory) {
		while (directory >= this.#directories.length) this.#grow();
		this.#directories[directory] = this.#unfinished(table, directory);
	}
	of(table, index) {
		let hash = this.#unfinished(table, index);
		hash = Math.imul(hash ^ hash >>> 16, 2246822507);
		hash = Math.imul(hash ^ hash >>> 13, 3266489909);
		return (hash ^ hash >>> 16) >>> 0;
	}
	#unfinished(table, index) {
		const parent = table.parent(index);
		if (parent < 0) return basis;
		const above = this.#directories[parent];
		return mixed(parent === 0 ? above : mixed(above, slash$1), table.name(index));
	}
	#grow() {
		const larger = new Uint32Array(this.#directories.length * 2);
		larger.set(this.#directories);
		this.#directories = larger;
	}
};
function mixed(hash, bytes) {
	let result = hash;
	for (const byte of bytes) result = Math.imul(result ^ byte, prime);
	return result;
}
// src/snapshot/plan.ts
const smallest = 2 ** 21;
const largest = limits.segmentBytes;
const cutPerByte = 2048;
/**
* Cuts the content of one mount into segments while the mount is still being scanned. Looks at paths and sizes alone, so the same tree is
* always cut in the same way, and a changed file moves only the cuts near it.
*/
var SegmentPlanner = class {
	#hashes = new PathHashes();
	#first = -1;
	#last = -1;
	#plain = 0;
	/** Takes the entries `from` to `to` (exclusive), the next ones of the table, and gives the segments that are decided by now. */
	add(table, from, to) {
		const decided = [];
		for (let i = from; i < to; i++) {
			const type = table.type(i);
			if (type === EntryType.directory) this.#hashes.enter(table, i);
			if (type === EntryType.file && table.size(i) > 0) this.#addFile(table, i, decided);
		}
		return decided;
	}
	/** The last segment, unless everything has been given already. */
	end() {
		const decided = [];
		this.#cut(decided);
		return decided;
	}
	#addFile(table, index, decided) {
		const size = table.size(index);
		if (this.#plain + size > largest) this.#cut(decided);
		if (size > largest) {
			decided.push(...slices(index, size));
			return;
		}
		if (this.#plain === 0) this.#first = index;
		this.#last = index;
		this.#plain += size;
		if (this.#plain >= smallest && this.#hashes.of(table, index) < size * cutPerByte) this.#cut(decided);
	}
	#cut(decided) {
		if (this.#plain === 0) return;
		decided.push({
			plain: this.#plain,
			first: this.#first,
			offset: 0,
			last: this.#last
		});
		this.#plain = 0;
	}
};
function* slices(index, size) {
	for (let offset = 0; offset < size; offset += largest) yield {
		plain: Math.min(largest, size - offset),
		first: index,
		offset,
		last: index
	};
}
/**
* Says which bytes of which files lie in which segment of a mount, from the sizes of the segments alone: a reader needs to know nothing of
* the rule by which they were cut. Throws `MANIFEST_CORRUPT` when the segments do not hold exactly the content of the mount.
*/
function assignContent(table, plainSizes) {
	const plans = [];
	let index = nextFile(table, 0);
	let offset = 0;
	for (const plain of plainSizes) {
		const [first, begin] = [index, offset];
		let last = index;
		for (let left = plain; left > 0;) {
			if (index === table.length) throw mismatch();
			const taken = Math.min(left, table.size(index) - offset);
			last = index;
			left -= taken;
			offset += taken;
			if (offset === table.size(index)) {
				index = nextFile(table, index + 1);
				offset = 0;
			}
		}
		plans.push({
			plain,
			first,
			offset: begin,
			last
		});
	}
	if (index < table.length) throw mismatch();
	return plans;
}
/** The first file with content at `from` or after it; the length of the table if there is none. */
function nextFile(table, from) {
	let index = from;
	while (index < table.length && (table.type(index) !== EntryType.file || table.size(index) === 0)) index++;
	return index;
}
function mismatch() {
	return new LarderError("MANIFEST_CORRUPT", "The segments of a mount do not hold as many bytes as its files.");
}
// src/tree/match.ts
/**
* For every entry of `table` the entry of `other` at the same path, or -1. Both are in the order of a scan; takes time in proportion to both.
* What lies in a directory that `mayPair` refuses has no counterpart.
*/
function matchPaths(table, other, mayPair = () => true) {
	const { following, firstIn } = siblings(other);
	const matches = new Int32Array(table.length).fill(-1);
	if (table.length > 0 && other.length > 0 && mayPair(0, 0)) matches[0] = 0;
	for (let i = 1; i < table.length; i++) {
		const directory = matches[table.parent(i)];
		if (directory < 0) continue;
		const name = table.name(i);
		let candidate = firstIn[directory];
		let order = -1;
		while (candidate >= 0 && (order = Buffer.compare(other.name(candidate), name)) < 0) candidate = following[candidate];
		firstIn[directory] = candidate;
		if (candidate >= 0 && order === 0 && mayPair(i, candidate)) matches[i] = candidate;
	}
	return matches;
}
/** The first entry of each directory, and the entry after each in the same directory; -1 for none. */
function siblings(table) {
	const following = new Int32Array(table.length).fill(-1);
	const firstIn = new Int32Array(table.length).fill(-1);
	for (let i = table.length - 1; i > 0; i--) {
		const parent = table.parent(i);
		following[i] = firstIn[parent];
		firstIn[parent] = i;
	}
	return {
		following,
		firstIn
	};
}
// src/snapshot/unchanged.ts
const toleranceNs$1 = 2000n;
/**
* Whether a mount is what its manifest says in everything: every entry is there with its type, mode, size, time and target, and every file
* certainly has its content. Nearly as fast as comparing memory, for the case that is the most frequent by far.
*/
function isUnchangedTree({ scanned, recorded, journal, probeNs }) {
	if (probeNs < journal.settledNs || scanned.length !== recorded.length) return false;
	const [now, then] = [scanned.columns(), recorded.columns()];
	if (!comparedWhole.every((name) => hasSameBytes(now[name], then[name])) || !hasSameTargets(now, then)) return false;
	if (!hasSameBytes(inodesToKeep(scanned), journal.inodes)) return false;
	for (let i = 0; i < scanned.length; i++) {
		if (scanned.type(i) === EntryType.file && scanned.ctimeNs(i) >= journal.settledNs) return false;
		if (!isSameTime(scanned.mtimeNs(i), recorded.mtimeNs(i))) return false;
	}
	return true;
}
const comparedWhole = [
	"type",
	"mode",
	"size",
	"parent",
	"link",
	"nameEnd",
	"names"
];
function hasSameBytes(one, other) {
	return Buffer.compare(bytesOf(one), bytesOf(other)) === 0;
}
function bytesOf({ buffer, byteOffset, byteLength }) {
	return new Uint8Array(buffer, byteOffset, byteLength);
}
function hasSameTargets({ targets: now }, { targets: then }) {
	return now.length === then.length && now.every((target, i) => Buffer.compare(target, then[i]) === 0);
}
function isSameTime(one, other) {
	const apart = one - other;
	return apart <= toleranceNs$1 && -apart <= toleranceNs$1;
}
/**
* For every scanned entry the recorded file whose content it certainly still has, or -1: anything that is not a file, was changed, or may
* have been. Takes time in proportion to both tables.
*/
function unchangedFiles({ scanned, recorded, journal, probeNs }) {
	const unchanged = new Int32Array(scanned.length).fill(-1);
	const inodes = inodesOf(recorded, journal.inodes);
	if (probeNs < journal.settledNs || inodes === void 0) return unchanged;
	const isSame = (i, match) => scanned.type(i) === recorded.type(match) && scanned.inode(i) === inodes[match];
	const isDirectory = (i) => i === 0 || scanned.type(i) === EntryType.directory;
	const counterpart = matchPaths(scanned, recorded, (i, match) => !isDirectory(i) || isSame(i, match));
	for (let i = 0; i < scanned.length; i++) {
		const match = counterpart[i];
		if (match >= 0 && scanned.type(i) === EntryType.file && isUnchanged(scanned, i, recorded, match, journal.settledNs)) unchanged[i] = match;
	}
	return unchanged;
}
function isUnchanged(scanned, i, recorded, match, settledNs) {
	if (recorded.type(match) !== EntryType.file || scanned.size(i) !== recorded.size(match) || scanned.ctimeNs(i) >= settledNs) return false;
	return isSameTime(scanned.mtimeNs(i), recorded.mtimeNs(match));
}
/** The kept inodes by their entries; undefined when the journal tells of another table. */
function inodesOf(recorded, kept) {
	const entries = entriesWithInode(recorded);
	if (entries.length !== kept.length) return void 0;
	const inodes = new BigUint64Array(recorded.length);
	for (const [k, entry] of entries.entries()) inodes[entry] = kept[k];
	return inodes;
}
/**
* For every planned segment the recorded segment that certainly holds the same bytes, or -1: it must be read and hashed. So a rebuild knows
* the names of most segments without reading a file; whether they are still in the store is another question.
*/
function reusableSegments({ scanned, plans, unchanged, recorded, segments }) {
	const known = assignContent(recorded, segments.columns.plain);
	let candidate = 0;
	return Int32Array.from(plans, (plan) => {
		const start = unchanged[plan.first];
		if (start < 0) return -1;
		while (candidate < known.length && isBefore(known[candidate], start, plan.offset)) candidate++;
		const found = known[candidate];
		return found !== void 0 && found.first === start && found.offset === plan.offset && found.plain === plan.plain && hasSameFiles(scanned, plan, unchanged, recorded) ? candidate : -1;
	});
}
function isBefore(plan, file, offset) {
	return plan.first < file || plan.first === file && plan.offset < offset;
}
function hasSameFiles(scanned, plan, unchanged, recorded) {
	let expected = unchanged[plan.first];
	for (let i = plan.first; i <= plan.last; i = nextFile(scanned, i + 1)) {
		if (unchanged[i] !== expected) return false;
		expected = nextFile(recorded, expected + 1);
	}
	return true;
}
// src/tree/probe-instant.ts
/**
* The instant, in nanoseconds, that the file system of a mount would give to a change made now: the ctime of a file made for that beside the
* mount, or in it where the mount is a file system of its own. Everything with an older ctime was changed before. Undefined where nothing is,
* or no file can be made.
*/
function probeInstant(mount) {
	try {
		const parent = dirname(mount);
		const isOwnFileSystem = statSync(mount).dev !== statSync(parent).dev;
		const path = join(isOwnFileSystem ? mount : parent, `${stagingPrefix}probe-${randomBytes(6).toString("hex")}`);
		const file = openSync(path, "wx", 384);
		try {
			return fstatSync(file, { bigint: true }).ctimeNs;
		} finally {
			closeSync(file);
			rmSync(path);
		}
	} catch (error) {
		if (systemCode(error) === void 0) throw error;
		return;
	}
}
// src/cache/journal-file.ts
const journalName = "journal";
const corruptName = "corrupt-segments";
/**
* What this machine remembers between the steps of a job: the journal, and the segments that a restore found corrupt.
* It only ever saves work, so a file that is missing, unreadable or damaged is as good as none. Synchronous: two small files a command.
*/
var Memory = class {
	#directories;
	#report;
	/** The first directory that can be written is used for writing; all are read. */
	constructor(directories, report) {
		this.#directories = directories;
		this.#report = report;
	}
	journal() {
		for (const directory of this.#directories) {
			const bytes = readIfThere(join(directory, journalName));
			const journal = bytes && decodeJournal(bytes);
			if (journal !== void 0) return journal;
		}
	}
	/** What `source` says of its mounts replaces what was known of them. */
	remember(source) {
		this.#write(journalName, encodeJournal(withSource(this.journal(), source)));
	}
	/** Keys of segments that must be sent again though the store lists them. */
	corruptSegments() {
		return new Set(this.#directories.flatMap(corruptIn));
	}
	rememberCorrupt(key) {
		this.#write(corruptName, [...this.corruptSegments(), key].join("\n"));
	}
	/** After a rebuild has sent some of what was corrupt again. */
	forgetCorrupt(isReplaced) {
		for (const directory of this.#directories) {
			const keys = corruptIn(directory);
			const left = keys.filter((key) => !isReplaced(key));
			if (left.length === keys.length) continue;
			try {
				if (left.length > 0) writeAside(join(directory, corruptName), left.join("\n"));
				else rmSync(join(directory, corruptName), { force: true });
			} catch (error) {
				this.#report({
					type: "debug",
					message: `The next rebuild sends some segments once more than needed: ${messageOf(error)}`
				});
			}
		}
	}
	#write(name, content) {
		const failures = [];
		for (const directory of this.#directories) try {
			mkdirSync(directory, { recursive: true });
			writeFileSync(join(directory, ".gitignore"), "*\n");
			return writeAside(join(directory, name), content);
		} catch (error) {
			failures.push(messageOf(error));
		}
		this.#report({
			type: "debug",
			message: `Nothing is remembered for the next command: ${failures.join("; ")}`
		});
	}
};
function corruptIn(directory) {
	const bytes = readIfThere(join(directory, corruptName));
	return bytes === void 0 ? [] : Buffer.from(bytes).toString().split("\n").filter(Boolean);
}
function writeAside(path, content) {
	const temporary = `${path}.${randomUUID()}`;
	writeFileSync(temporary, content);
	renameSync(temporary, path);
}
function readIfThere(path) {
	try {
		return new Uint8Array(readFileSync(path));
	} catch {
		return;
	}
}
// src/cache/presence.ts
/**
* Lists what is there, in the own domain and in those above it. What a manifest says is never enough: it may be older than a flush.
* Of a segment that is there twice the one in the own domain and the younger generation counts. Where that one is known to be corrupt, the
* segment counts as not there: everybody who does not know would go on naming it, until it is sent again.
*/
async function listPresent(stores, generation, corrupt, { store, signal }) {
	const shelves = stores.flatMap((domain, index) => nameableGenerations(generation).map((each) => ({
		domain,
		index,
		generation: each
	})));
	const listed = await Promise.all(shelves.map(async ({ domain, index, generation: each }) => {
		const found = [];
		for await (const { key, size } of store.list(segmentsPrefix(domain, each), { signal })) {
			const name = parseSegmentKey(key);
			if (name !== void 0) found.push([name.hash, {
				store: index,
				generation: each,
				stored: size
			}]);
		}
		return found;
	}));
	const present = new Map(listed.toReversed().flat());
	for (const key of corrupt) {
		const name = parseSegmentKey(key);
		const best = name && present.get(name.hash);
		if (best && stores[best.store] === name.domain && best.generation === name.generation) present.delete(name.hash);
	}
	return present;
}
// src/cache/records.ts
/** What the journal knows, as far as its manifests can be read: another version of larder may have written them. Read when they are asked for. */
var Records = class {
	#journal;
	#store;
	#read = new Map();
	#segments;
	/** `store` is the name of the store that is written to. */
	constructor(journal, store) {
		this.#journal = journal;
		this.#store = store;
	}
	of(mount) {
		const found = findInJournal(this.#journal, mount);
		const encoded = found && this.#manifestOf(found.source);
		if (encoded === void 0) return void 0;
		const recorded = encoded.manifest.mounts.find(({ point }) => isSamePoint(point, mount));
		return recorded && {
			journal: found.mount,
			recorded,
			domains: this.#domainsOf(found.source, encoded)
		};
	}
	/** The segment that has this content, whatever files have it, in the manifests that were looked into. */
	segmentOf(hash) {
		this.#segments ??= new Map(this.#read.entries().flatMap(([source, encoded]) => encoded === void 0 ? [] : segmentsOf(encoded.manifest, this.#domainsOf(source, encoded))));
		return this.#segments.get(hexOf(hash));
	}
	/** Those that were looked into: the journal may tell of many other caches, and to decode one takes 0.1 s. */
	manifests() {
		return [...this.#read.values()].filter((encoded) => encoded !== void 0);
	}
	#domainsOf({ store }, { manifest }) {
		return store === this.#store ? manifest.stores : [];
	}
	#manifestOf(source) {
		if (!this.#read.has(source)) this.#read.set(source, readIfSound(source));
		return this.#read.get(source);
	}
};
function knownSegment(segments, domains, index) {
	return {
		hash: segments.hash(index),
		stored: segments.stored(index),
		storedHash: segments.storedHash(index),
		generation: segments.generation(index),
		domain: domains[segments.store(index)]
	};
}
function segmentsOf({ mounts }, domains) {
	return mounts.flatMap(({ segments }) => Array.from({ length: segments.length }, (_, i) => [hexOf(segments.hash(i)), knownSegment(segments, domains, i)]));
}
function readIfSound({ manifest: bytes, key }) {
	try {
		return {
			manifest: decodeManifest(bytes, key),
			bytes
		};
	} catch (error) {
		if (hasCode(error, "MANIFEST_CORRUPT", "MANIFEST_NEWER")) return void 0;
		throw error;
	}
}
// src/snapshot/pieces.ts
const slash = 47;
/** What to read into a segment, or to write out of it: slices of files in the order of their bytes. */
function piecesOf(table, plan) {
	return collect(table, plan, (index) => table.type(index) === EntryType.file && table.size(index) > 0);
}
/** The files without content; no segment holds them. */
function emptyFiles(table) {
	return collect(table, {
		plain: 0,
		first: 0,
		offset: 0,
		last: table.length - 1
	}, (index) => table.type(index) === EntryType.file && table.size(index) === 0);
}
function collect(table, plan, belongs) {
	const indexes = [];
	for (let i = plan.first; i <= plan.last; i++) if (belongs(i)) indexes.push(i);
	const { length } = indexes;
	const pieces = blankPieces(length);
	let left = plan.plain;
	for (const [k, index] of indexes.entries()) {
		const offset = index === plan.first ? plan.offset : 0;
		const bytes = Math.min(left, table.size(index) - offset);
		pieces.offset[k] = offset;
		pieces.bytes[k] = bytes;
		pieces.size[k] = table.size(index);
		pieces.mode[k] = table.mode(index);
		pieces.mtimeNs[k] = table.mtimeNs(index);
		pieces.ctimeNs[k] = table.ctimeNs(index);
		left -= bytes;
	}
	return {
		...pieces,
		...pathsOf(table, indexes)
	};
}
/** Neighbours mostly share their directory, so its path is built once for all of them. */
function pathsOf(table, indexes) {
	const pathEnd = new Uint32Array(indexes.length);
	let paths = new Uint8Array(indexes.length * 64);
	let prefix = new Uint8Array(0);
	let parent = -1;
	let end = 0;
	for (const [k, index] of indexes.entries()) {
		if (table.parent(index) !== parent) {
			parent = table.parent(index);
			prefix = prefixOf(table, parent);
		}
		const name = table.name(index);
		const needed = end + prefix.length + name.length;
		if (needed > paths.length) paths = enlarged(paths, needed * 2);
		paths.set(prefix, end);
		paths.set(name, end + prefix.length);
		end = needed;
		pathEnd[k] = end;
	}
	return {
		paths: paths.slice(0, end),
		pathEnd
	};
}
function prefixOf(table, directory) {
	const path = table.path(directory);
	if (path.length === 0) return path;
	const prefix = new Uint8Array(path.length + 1);
	prefix.set(path);
	prefix[path.length] = slash;
	return prefix;
}
function enlarged(bytes, length) {
	const larger = new Uint8Array(length);
	larger.set(bytes);
	return larger;
}
// src/cache/segment-sender.ts
/** Segments at work or on their way: 16 of at most 8 MiB keep memory bounded, whatever the settings say. */
const mostInFlight$1 = 16;
/** Sees to it that segments are in the store, reading and sending as few as possible, several at a time. */
var SegmentSender = class {
	totals = {
		bytes: 0,
		transferred: 0,
		segments: {
			sent: 0,
			copied: 0,
			present: 0
		}
	};
	#target;
	#tools;
	#known;
	#inFlight;
	#sent = new Set();
	#uploading = 0;
	#entries = 0;
	#expected;
	constructor(target, tools) {
		this.#target = target;
		this.#tools = tools;
		this.#inFlight = Math.min(target.concurrency, tools.pool.size * 2 + 8, mostInFlight$1);
		this.#known = knownHashes(target.presence.keys().map((hash) => Buffer.from(hash, "hex")));
	}
	/** How much all jobs have together, once that is known. */
	expect(bytes) {
		this.#expected = bytes;
	}
	/** The references for the manifest, in the order of the jobs. */
	async send(jobs) {
		const concurrency = this.#inFlight;
		const refs = [];
		let before = 0;
		const send = async (job) => ({
			job,
			ref: await this.#sendOne(job)
		});
		for await (const { job, ref } of pMapIterable(jobs, send, {
			concurrency,
			backpressure: concurrency * 4
		})) {
			refs.push(ref);
			this.#entries += job.plan.last + 1 - before;
			before = job.plan.last + 1;
			this.totals.bytes += ref.plain;
			this.#tools.report({
				type: "progress",
				work: "sending",
				done: this.totals.bytes,
				total: this.#expected,
				entries: this.#entries
			});
		}
		return refs;
	}
	/** Whether a corrupt segment has been sent again to its domain, or is so old that no rebuild names it any more. */
	hasReplaced(key) {
		const name = parseSegmentKey(key);
		if (name === void 0 || !nameableGenerations(this.#target.generation).includes(name.generation)) return true;
		return name.domain === this.#target.stores[0] && this.#sent.has(name.hash);
	}
	async #sendOne(job) {
		this.#tools.signal.throwIfAborted();
		const { plain } = job.plan;
		return {
			plain,
			...(job.known && (this.#present(job.known.hash, job.known) ?? await this.#copy(job.known))) ?? await this.#readAndPut(job)
		};
	}
	#present(hash, known) {
		const there = this.#target.presence.get(hexOf(hash));
		if (there === void 0) return void 0;
		this.totals.segments.present++;
		const isSame = known?.stored === there.stored && known.domain === this.#target.stores[there.store];
		const storedHash = there.storedHash ?? (isSame ? known.storedHash : void 0);
		return {
			hash,
			...there,
			storedHash
		};
	}
	/** From a generation that may not be named any more to the one that is written, without the bytes coming by here. */
	async #copy({ hash, stored, storedHash, generation, domain }) {
		const { store, signal, report } = this.#tools;
		if (domain === void 0) return void 0;
		const [from, to] = [segmentKey(domain, generation, hash), this.#key(hash)];
		if (from === to || this.#target.corrupt.has(from) || !this.#target.stores.includes(domain)) return void 0;
		try {
			if (!await store.copy(from, to, { signal })) return void 0;
		} catch (error) {
			signal.throwIfAborted();
			report({
				type: "debug",
				message: `A segment is sent again because it could not be copied: ${messageOf(error)}`
			});
			return;
		}
		this.totals.segments.copied++;
		return this.#own({
			hash,
			stored,
			storedHash: domain === this.#target.stores[0] ? storedHash : void 0
		});
	}
	async #readAndPut({ directory, table, plan }) {
		const { pool, store, signal } = this.#tools;
		const level = levelFor(this.#target.level, this.#uploading, this.#inFlight);
		const read = (known) => {
			const pieces = piecesOf(table, plan);
			return pool.run("readSegment", {
				directory,
				pieces,
				level,
				...known && { known }
			}, {
				signal,
				transfer: buffersOfPieces(pieces)
			});
		};
		let { hash, stored, storedHash } = await read(this.#known);
		const there = this.#present(hash, this.#target.recall(hash));
		if (there !== void 0) return there;
		if (stored === void 0) ({hash, stored, storedHash} = await read());
		if (stored === void 0) throw new TypeError("A segment that was asked for was not compressed.");
		this.#uploading++;
		try {
			await store.put(this.#key(hash), stored, {
				signal,
				checksummed: true
			});
		} finally {
			this.#uploading--;
		}
		const { length } = stored;
		free(stored);
		this.#sent.add(hexOf(hash));
		this.totals.segments.sent++;
		this.totals.transferred += length;
		return this.#own({
			hash,
			stored: length,
			storedHash
		});
	}
	#own({ hash, ...made }) {
		const { generation, presence } = this.#target;
		const there = {
			...made,
			store: 0,
			generation
		};
		presence.set(hexOf(hash), there);
		return {
			hash,
			...there
		};
	}
	#key(hash) {
		return segmentKey(this.#target.stores[0], this.#target.generation, hash);
	}
};
// src/cache/rebuild-snapshot.ts
/**
* Publishes mounts as a snapshot: sends the segments that the store does not hold, then the manifest that names them all.
* FORMAT.md, "Rebuild", tells the order of the steps and why it is safe beside any number of flushes.
*/
async function rebuildSnapshot(object, mounts, config, tools) {
	const memory = new Memory(tools.journalDirectories, tools.report);
	for (;;) {
		const attempt = await sendContent(mounts, config, tools, memory);
		const { startedAt } = attempt.manifest;
		if (await isTooLate(startedAt, tools)) continue;
		await tools.pool.rest();
		const manifest = encodeManifest(attempt.manifest, attempt.earlier);
		await tools.store.put(object, manifest, { signal: tools.signal });
		if (await isTooLate(startedAt, tools)) continue;
		memory.forgetCorrupt(attempt.isReplaced);
		if (attempt.journalMounts.length > 0) memory.remember({
			store: tools.store.name,
			key: object,
			manifest,
			mounts: attempt.journalMounts
		});
		return {
			format: "snapshot",
			...attempt.totals,
			transferred: attempt.totals.transferred + manifest.length
		};
	}
}
async function isTooLate(startedAt, { store, report, signal }) {
	const isLate = mustStartAgain(startedAt, (await store.now({ signal })).getTime());
	if (isLate) report({
		type: "notice",
		message: "The rebuild has taken so long that what it saw in the store may be gone, so it looks again."
	});
	return isLate;
}
async function sendContent(mounts, config, tools, memory) {
	const stores = [config.location.domain, ...config.location.parentDomains];
	const instants = mounts.map(({ directory }) => probeInstant(directory));
	const beginScan = (index) => mounts[index] && scanMount(mounts[index], tools);
	let next = beginScan(0);
	const startedAt = (await tools.store.now({ signal: tools.signal })).getTime();
	const generation = generationAt(startedAt);
	const records = new Records(memory.journal(), tools.store.name);
	const corrupt = memory.corruptSegments();
	const presence = await listPresent(stores, generation, corrupt, tools);
	const { compressionLevel: level, concurrency } = config;
	const recall = (hash) => records.segmentOf(hash);
	const sender = new SegmentSender({
		stores,
		generation,
		presence,
		corrupt,
		level,
		concurrency,
		recall
	}, tools);
	const done = [];
	for (let scan = next; scan !== void 0; scan = next) {
		next = beginScan(done.length + 1);
		const { anchor, path } = scan.mount;
		const isLast = next === void 0;
		let { table } = scan;
		const onScanned = (sound) => {
			table = sound;
			if (isLast) sender.expect(contentOf$1([...done, scan]));
		};
		const refs = await sender.send(jobsOf(scan, instants[done.length], records.of(scan.mount), onScanned));
		done.push({
			point: {
				anchor,
				path
			},
			table,
			scanned: scan.table,
			segments: SegmentList.from(refs)
		});
	}
	return {
		manifest: {
			tool: tools.version,
			startedAt,
			stores,
			mounts: done
		},
		earlier: records.manifests(),
		journalMounts: done.flatMap(({ point, scanned }, i) => {
			const settledNs = instants[i];
			return settledNs === void 0 ? [] : [{
				point,
				settledNs,
				inodes: inodesToKeep(scanned)
			}];
		}),
		isReplaced: (key) => sender.hasReplaced(key),
		totals: {
			entries: sum(done, ({ table }) => table.length),
			...sender.totals
		}
	};
}
/**
* The segments of one mount, those of unchanged files with the name that the journal knows. `onScanned` gets the table for the manifest: that
* of the journal where nothing has changed, so that times do not drift by what a restore cannot set exactly.
*/
async function* jobsOf({ mount, table, ranges }, probeNs, record, onScanned) {
	const planner = new SegmentPlanner();
	const job = (plan, known) => ({
		directory: mount.directory,
		table,
		plan,
		known
	});
	if (record === void 0 || probeNs === void 0) {
		for await (const { from, to } of ranges) yield* planner.add(table, from, to).map((plan) => job(plan));
		onScanned(table);
		yield* planner.end().map((plan) => job(plan));
		return;
	}
	const plans = [];
	for await (const { from, to } of ranges) plans.push(...planner.add(table, from, to));
	plans.push(...planner.end());
	const { recorded } = record;
	const known = (index) => knownSegment(recorded.segments, record.domains, index);
	if (isUnchangedTree({
		scanned: table,
		recorded: recorded.table,
		journal: record.journal,
		probeNs
	})) {
		onScanned(recorded.table);
		for (const [i, plan] of assignContent(recorded.table, recorded.segments.columns.plain).entries()) yield job(plan, known(i));
		return;
	}
	onScanned(table);
	const reusable = reusablePlans(table, plans, probeNs, record);
	for (const [i, plan] of plans.entries()) yield job(plan, reusable[i] < 0 ? void 0 : known(reusable[i]));
}
function reusablePlans(scanned, plans, probeNs, { recorded, journal }) {
	const { table, segments } = recorded;
	return reusableSegments({
		scanned,
		plans,
		unchanged: unchangedFiles({
			scanned,
			recorded: table,
			journal,
			probeNs
		}),
		recorded: table,
		segments
	});
}
function contentOf$1(scanned) {
	let bytes = 0;
	for (const { table } of scanned) for (let i = 0; i < table.length; i++) bytes += table.size(i);
	return bytes;
}
function sum(items, count) {
	return items.reduce((total, item) => total + count(item), 0);
}
// src/cache/rebuild.ts
/**
* Writes the mounts to the cache: every mount whole, or nothing is published and the cache that was there stays.
* Throws `MOUNT_MISSING`, `UNREADABLE`, `FILE_CHANGED` and the codes of the store.
*/
async function rebuild(config, tools) {
	const started = tools.elapsed();
	const skipped = (reason) => ({
		command: "rebuild",
		status: "skipped",
		reason,
		milliseconds: tools.elapsed() - started
	});
	const { access } = config.build;
	if (access === "read" || access === "none") return skipped("this job may not write caches");
	const object = objectName(config.location.path, config.location.object);
	if (config.overwrite === "missing" && await tools.store.head(object, { signal: tools.signal }) !== void 0) return skipped(`${object} exists already`);
	const mounts = presentMounts(config, tools);
	const { key } = config.location.object.by === "key" ? config.location.object : { key: config.location.object.filename };
	return {
		command: "rebuild",
		status: "published",
		object,
		key,
		...await whileFilesChange(tools, () => publish(object, mounts, config, tools)),
		milliseconds: tools.elapsed() - started
	};
}
async function publish(object, mounts, config, tools) {
	const { format } = config.location.object;
	if (format === "snapshot") return rebuildSnapshot(object, mounts, config, tools);
	const { rebuildArchive } = await import("./rebuild-archive.js");
	return rebuildArchive(object, format, mounts, config, tools);
}
function presentMounts(config, { report }) {
	const { storage } = config;
	const { mounts, missing } = expandMounts(config.mounts, config, storage.kind === "directory" ? storage.directory : void 0);
	const names = missing.join(", ");
	if (missing.length > 0 && (!config.ignoreMissing || mounts.length === 0)) throw new LarderError("MOUNT_MISSING", `There is nothing at ${names}, so nothing is published.`, { hint: "Build it before the rebuild, correct the mount, or set `ignore-missing`." });
	if (missing.length > 0) report({
		type: "warning",
		message: `Left out because there is nothing at ${names}.`
	});
	return mounts;
}
async function whileFilesChange({ report }, attempt) {
	for (let left = 2; left > 0; left--) try {
		return await attempt();
	} catch (error) {
		if (!hasCode(error, "FILE_CHANGED")) throw error;
		report({
			type: "warning",
			message: `${error.message} Reading everything again.`
		});
	}
	return attempt();
}
// src/cache/candidates.ts
/**
* The caches that a restore may take, best first: the key at the path, the key at each fallback path, then the restore keys,
* place by place. Lazy: nothing is asked of the store beyond what the caller takes.
*/
async function* findCandidates(config, search) {
	const { location, restoreKeys } = config;
	const places = [location.path, ...location.fallbackPaths];
	for (const [index, place] of places.entries()) yield* exactAt(place, index === 0 ? "hit" : "fallback", config, search);
	for (const place of places) for (const prefix of restoreKeys) yield* prefixedAt(place, prefix, search);
}
/** The exact key in any format: the one that the job would write first, the others (a cache from before a change of format) after. */
async function* exactAt(place, status, config, search) {
	const { object } = config.location;
	const key = object.by === "key" ? object.key : object.filename;
	const preferred = objectName(place, object);
	search.tried.push(preferred);
	const first = await lookFor(preferred, search);
	if (first !== void 0) yield {
		status,
		key,
		format: object.format,
		object: first
	};
	if (object.by === "filename") return;
	const others = objectNames(place, object.key).filter((name) => name !== preferred);
	search.tried.push(`${place}/${encodeKey(object.key)}.*`);
	const found = await Promise.all(others.map((name) => lookFor(name, search)));
	for (const other of found) {
		const format = other && formatOf(other.key);
		if (other && format) yield {
			status,
			key,
			format,
			object: other
		};
	}
}
/** Keys that begin with `prefix`: the key that equals it, then the newest first. */
async function* prefixedAt(place, prefix, search) {
	const start = `${place}/${encodeKey(prefix)}`;
	search.tried.push(`${start}*`);
	search.report({
		type: "trying",
		object: `${start}*`
	});
	const matches = [];
	for await (const object of tolerant(search.store.list(start, { signal: search.signal }), search)) {
		const name = object.key.slice(place.length + 1);
		const format = formatOf(name);
		const key = name.includes("/") || format === void 0 ? void 0 : decodeKey(name);
		if (key !== void 0 && format !== void 0) matches.push({
			status: "partial",
			key,
			format,
			object
		});
	}
	yield* matches.sort((a, b) => Number(b.key === prefix) - Number(a.key === prefix) || b.object.lastModified.getTime() - a.object.lastModified.getTime());
}
async function lookFor(name, search) {
	search.report({
		type: "trying",
		object: name
	});
	try {
		return await search.store.head(name, { signal: search.signal });
	} catch (error) {
		tolerate(error, search);
		return;
	}
}
async function* tolerant(objects, search) {
	try {
		yield* objects;
	} catch (error) {
		tolerate(error, search);
	}
}
/**
* Without the right to list, S3 answers 403 for an object that is not there; and one path may lie in a bucket that is missing, the next in
* another. So both are told, once, and taken as absence. Credentials that are wrong altogether are another error, and end the search.
*/
function tolerate(error, { report, closed }) {
	if (!hasCode(error, "STORAGE_DENIED", "BUCKET_MISSING")) throw error;
	if (closed.push(error) > 1) return;
	report({
		type: "warning",
		message: error.message,
		...error.hint === void 0 ? {} : { hint: error.hint }
	});
}
// src/tree/inodes.ts
/** The inodes that a mount and its directories have on disk, in the order of the table; undefined when one of them is not there. */
function directoryInodes(directory, table) {
	const pathOf = pathsBelow(directory);
	const inodes = [];
	for (let i = 0; i < table.length; i++) {
		if (i > 0 && table.type(i) !== EntryType.directory) continue;
		const path = pathOf(table.path(i));
		try {
			const stat = (i === 0 ? statSync : lstatSync)(path, {
				bigint: true,
				throwIfNoEntry: false
			});
			if (stat === void 0) return void 0;
			inodes.push(stat.ino);
		} catch (error) {
			throw readError(error, path);
		}
	}
	return BigUint64Array.from(inodes);
}
// src/cache/in-place.ts
const toleranceNs = 2000n;
/**
* Finds what is in place already: by the journal where it tells of the same manifest, and by comparing hashes where that leaves a doubt.
* Undefined when nothing is there, or what is there cannot be read.
*/
async function findInPlace(wanted, journal, tools) {
	if (isAbsent(wanted.mount.directory)) return void 0;
	const probeNs = probeInstant(wanted.mount.directory);
	const present = await scanPresent(wanted.mount, tools);
	if (present === void 0) return void 0;
	const comparison = comparisonWith(wanted, present, probeNs, journal);
	if (comparison !== void 0 && isUnchangedTree(comparison)) return new Uint8Array(wanted.table.length).fill(Keep.stay);
	const matches = matchPaths(wanted.table, present);
	const rightContent = await compareContent(wanted, present, matches, provenFiles(wanted, comparison), tools);
	const keep = new Uint8Array(wanted.table.length);
	for (let i = 0; i < keep.length; i++) keep[i] = decide(wanted.table, i, present, matches, rightContent);
	replaceShared(wanted, keep);
	settleKeep(wanted.table, keep);
	return keep;
}
/** Saves the start of a thread that would find nothing. Of what cannot be looked at, the scan tells why. */
function isAbsent(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false }) === void 0;
	} catch {
		return false;
	}
}
async function scanPresent(mount, tools) {
	const { table, ranges } = scanMount({
		...mount,
		exclude: {
			base: mount.directory,
			patterns: []
		}
	}, {
		...tools,
		report: () => {}
	});
	try {
		for await (const range of ranges) if (range.to < 0) break;
		return table;
	} catch (error) {
		if (hasCode(error, "UNREADABLE", "FILE_CHANGED", "TREE_LIMIT")) return void 0;
		throw error;
	}
}
/** What the journal can tell of a mount; nothing when it does not tell of this manifest. */
function comparisonWith(wanted, scanned, probeNs, journal) {
	const found = findInJournal(journal, wanted.mount);
	if (probeNs === void 0 || found === void 0) return void 0;
	if (Buffer.compare(found.source.manifest, wanted.manifest) !== 0) return void 0;
	return {
		scanned,
		recorded: wanted.table,
		journal: found.mount,
		probeNs
	};
}
/** One byte an entry: 1 for files that certainly have the wanted content. */
function provenFiles({ table }, comparison) {
	const right = new Uint8Array(table.length);
	for (const recorded of comparison === void 0 ? [] : unchangedFiles(comparison)) if (recorded >= 0) right[recorded] = 1;
	return right;
}
/**
* Hashes what is there in the cut of the wanted segments. Only those need be read whose files are all there with their sizes, and not all
* proven to be right: files that were merely touched are read, which is cheaper than to fetch them.
*/
async function compareContent(wanted, present, matches, proven, { pool, signal }) {
	const { table, plans, segments, mount } = wanted;
	const right = proven.slice();
	const wrong = new Uint8Array(table.length);
	const hashesTo = async (wantedHash, plan) => {
		const { hash } = await pool.run("hashPieces", {
			directory: mount.directory,
			pieces: piecesOf(table, plan)
		}, { signal });
		return hash !== void 0 && Buffer.compare(hash, wantedHash) === 0;
	};
	const doubtful = plans.entries().filter(([, plan]) => !isProven(plan, table, proven));
	await forEachAtOnce(doubtful, pool.size * 2, async ([index, plan]) => {
		const isRight = hasAllFiles(plan, table, present, matches) && await hashesTo(segments.hash(index), plan);
		for (let i = plan.first; i <= plan.last; i++) (isRight ? right : wrong)[i] = 1;
	});
	return right.map((value, i) => wrong[i] === 1 ? proven[i] : value);
}
function isProven(plan, table, proven) {
	for (let i = plan.first; i <= plan.last; i++) if (hasContent$1(table, i) && proven[i] === 0) return false;
	return true;
}
function hasAllFiles(plan, table, present, matches) {
	for (let i = plan.first; i <= plan.last; i++) if (hasContent$1(table, i) && !isSameSize(table, i, present, matches)) return false;
	return true;
}
function hasContent$1(table, i) {
	return table.type(i) === EntryType.file && table.size(i) > 0;
}
function isSameSize(table, i, present, matches) {
	const match = matches[i];
	return match >= 0 && present.type(match) === EntryType.file && present.size(match) === table.size(i);
}
function decide(table, i, present, matches, rightContent) {
	const match = matches[i];
	if (match < 0 || present.type(match) !== table.type(i)) return Keep.write;
	const apart = table.mtimeNs(i) - present.mtimeNs(match);
	const kept = table.mode(i) === present.mode(match) && apart <= toleranceNs && -apart <= toleranceNs ? Keep.stay : Keep.stamp;
	switch (table.type(i)) {
		case EntryType.directory: return kept;
		case EntryType.file: return (hasContent$1(table, i) ? rightContent[i] === 1 : present.size(match) === 0) ? kept : Keep.write;
		case EntryType.symlink: return Buffer.compare(table.target(i), present.target(match)) === 0 ? kept : Keep.write;
		case EntryType.hardlink: return matches[table.original(i)] === present.original(match) ? Keep.stay : Keep.write;
	}
}
/** What has other names, such as a file in the store of pnpm, stays if nothing about it is to change: a stamp would show under all of them. */
function replaceShared({ mount, table }, keep) {
	const pathOf = pathsBelow(mount.directory);
	for (let i = 0; i < keep.length; i++) {
		if (keep[i] !== Keep.stamp || table.type(i) === EntryType.directory) continue;
		if (lstatSync(pathOf(table.path(i)), { throwIfNoEntry: false })?.nlink !== 1) keep[i] = Keep.write;
	}
}
// src/cache/segment-fetcher.ts
/** Segments in flight: 10 of at most 8 MiB keep memory bounded, whatever the cache holds. */
const mostInFlight = 10;
/** Fetches the segments that are not in place, checks them and writes them aside. Gives the bytes received. */
async function fetchSegments(trees, manifest, concurrency, tools, memory) {
	const fetches = trees.flatMap((tree) => tree.plans.flatMap((_, index) => isNeeded(tree, index) ? [{
		tree,
		index
	}] : []));
	const total = fetches.reduce((sum, { tree, index }) => sum + tree.plans[index].plain, 0);
	let transferred = 0;
	let done = 0;
	await forEachAtOnce(fetches, Math.min(concurrency, mostInFlight), async (fetch) => {
		const received = await fetchOne(fetch, manifest, tools, memory);
		transferred += received;
		done += fetch.tree.plans[fetch.index].plain;
		tools.report({
			type: "progress",
			work: "receiving",
			done,
			total,
			entries: 0
		});
	});
	return transferred;
}
function isNeeded({ table, plans, keep }, index) {
	if (keep === void 0) return true;
	const { first, last } = plans[index];
	for (let i = first; i <= last; i++) if (hasContent(table, i) && isWritten(keep, i)) return true;
	return false;
}
function hasContent(table, i) {
	return table.type(i) === EntryType.file && table.size(i) > 0;
}
/** Tries a segment that does not match once more, as it may have been damaged on its way; then it is corrupt where it lies. */
async function fetchOne({ tree, index }, manifest, tools, memory) {
	const { segments } = tree;
	const key = segmentKey(manifest.stores[segments.store(index)], segments.generation(index), segments.hash(index));
	try {
		try {
			return await getAndWrite(key, tree, index, tools);
		} catch (error) {
			if (!hasCode(error, "SEGMENT_CORRUPT")) throw error;
			return await getAndWrite(key, tree, index, tools);
		}
	} catch (error) {
		if (hasCode(error, "SEGMENT_CORRUPT", "OBJECT_TOO_LARGE")) memory.rememberCorrupt(key);
		throw error;
	}
}
async function getAndWrite(key, tree, index, { store, pool, signal }) {
	signal.throwIfAborted();
	const answer = await store.get(key, {
		maxBytes: limits.readableSegmentBytes,
		signal
	});
	if (answer === void 0) throw new LarderError("SEGMENT_MISSING", `The cache needs ${key}, and the store does not hold it.`);
	await tree.ready;
	const stored = answer.body;
	const { length } = stored;
	const writing = writingOf(tree, index);
	await pool.run("writeSegment", {
		...writing,
		stored
	}, { transfer: [stored.buffer, ...buffersOfPieces(writing.pieces)] });
	return length;
}
function writingOf({ staging, table, plans, segments, keep }, index) {
	const plan = plans[index];
	const kept = [];
	if (keep) {
		for (let i = plan.first; i <= plan.last; i++) if (hasContent(table, i)) kept.push(keep[i]);
	}
	return {
		root: staging.root,
		pieces: piecesOf(table, plan),
		...keep && { keep: Uint8Array.from(kept) },
		hash: segments.hash(index).slice(),
		storedHash: segments.storedHash(index)?.slice(),
		plain: plan.plain
	};
}
// src/cache/restore-snapshot.ts
/**
* Puts a snapshot into the workspace, leaving in place what is right already. Throws, with the workspace as it was, `MANIFEST_CORRUPT`,
* `MANIFEST_NEWER`, `MANIFEST_STALLED`, `SEGMENT_MISSING`, `SEGMENT_CORRUPT`, `MOUNT_NOT_IN_CACHE`, `CACHE_TOO_LARGE`, `NO_SPACE` and
* what the store and the writer throw.
*/
async function restoreSnapshot(object, config, tools) {
	tools.pool.warm();
	const memory = new Memory(tools.journalDirectories, tools.report);
	const { manifest, bytes } = await readManifest(object.key, tools);
	const wanted = wantedMounts(manifest.mounts, config, tools.report).map(({ mount, cached }) => {
		const { table, segments } = cached;
		return {
			mount,
			table,
			segments,
			plans: assignContent(table, segments.columns.plain),
			manifest: bytes
		};
	});
	assertAllowed(wanted, config);
	const totals = await writeMounts(wanted, manifest, config, tools, memory);
	keepJournal(object.key, wanted, tools, memory);
	return {
		...totals,
		transferred: totals.transferred + bytes.length
	};
}
/** Takes what is there now: should it have been replaced since it was found, the new one is as good. */
async function readManifest(key, { store, signal }) {
	const answer = await store.get(key, {
		maxBytes: limits.manifestBytes,
		signal
	});
	if (answer === void 0) throw new LarderError("OBJECT_CHANGED", `${key} was removed while it was being read.`);
	const manifest = decodeManifest(answer.body, key);
	if (isStalled(manifest.startedAt, answer.object.lastModified.getTime())) throw new LarderError("MANIFEST_STALLED", `${key} was published too long after its rebuild began, so a flush may have missed it.`);
	return {
		manifest,
		bytes: answer.body
	};
}
function assertAllowed(wanted, { maxSize }) {
	const bytes = wanted.reduce((sum, { plans }) => sum + contentOf(plans), 0);
	if (maxSize === void 0 || bytes <= maxSize) return;
	throw new LarderError("CACHE_TOO_LARGE", `The cache holds ${bytes} bytes, and at most ${maxSize} are allowed.`, { hint: "Set `max-size` higher." });
}
async function writeMounts(wanted, manifest, { workspace, concurrency }, tools, memory) {
	const journal = memory.journal();
	const planned = [];
	for (const each of wanted) planned.push({
		...each,
		keep: await findInPlace(each, journal, tools)
	});
	assertSpace(planned.map(({ mount: { directory }, table, keep }) => ({
		directory,
		bytes: bytesToWrite(table, keep)
	})));
	const changing = planned.filter(({ keep }) => keep?.[0] !== Keep.stay);
	if (changing.length === 0) return {
		...sumOf(planned),
		transferred: 0
	};
	return inStagings(workspace, tools, async (open) => {
		const stagings = changing.map(({ mount }) => open(mount));
		const trees = changing.map((each, i) => stage(each, stagings[i], tools));
		const transferred = await settled(trees, () => fetchSegments(trees, manifest, concurrency, tools, memory));
		for (const tree of trees) await finish(tree, tools);
		return {
			trees,
			result: {
				...sumOf(planned),
				transferred
			}
		};
	});
}
function bytesToWrite(table, keep) {
	let bytes = 0;
	for (let i = 0; i < table.length; i++) if (isWritten(keep, i)) bytes += table.size(i);
	return bytes;
}
/** Begins to make the directories of a mount, while the first segments are fetched. */
function stage({ keep, ...planned }, staging, { pool }) {
	const ready = pool.run("makeDirectories", {
		root: staging.root,
		columns: planned.table.share(),
		...keep && { keep }
	});
	return {
		...planned,
		...keep && { keep },
		staging,
		ready
	};
}
/** Waits for the directories too, also where the work fails earlier. */
async function settled(trees, work) {
	const made = Promise.allSettled(trees.map(({ ready }) => ready));
	try {
		return await work();
	} finally {
		await made;
	}
}
async function finish({ staging: { root }, table, keep, ready }, { pool }) {
	await ready;
	const empty = emptyFiles(table);
	const kept = keep && keptEmptyFiles(table, keep);
	await pool.run("writePieces", {
		root,
		pieces: empty,
		data: new Uint8Array(0),
		...kept && { keep: kept }
	});
	await pool.run("finishTree", {
		root,
		columns: table.share(),
		...keep && { keep }
	});
}
/** In the order of `emptyFiles`. */
function keptEmptyFiles(table, keep) {
	const kept = [];
	for (let i = 0; i < table.length; i++) if (table.type(i) === EntryType.file && table.size(i) === 0) kept.push(keep[i]);
	return Uint8Array.from(kept);
}
function sumOf(trees) {
	const sum = (count) => trees.reduce((total, tree) => total + count(tree), 0);
	return {
		entries: sum(({ table }) => table.length),
		bytes: sum(({ plans }) => contentOf(plans)),
		kept: sum(({ keep }) => keep?.reduce((count, each) => count + (each === Keep.write ? 0 : 1), 0) ?? 0)
	};
}
function contentOf(plans) {
	return plans.reduce((sum, { plain }) => sum + plain, 0);
}
/** So that the next rebuild need not read what was just written, nor the next restore. */
function keepJournal(key, wanted, { store }, memory) {
	const mounts = wanted.flatMap(({ mount, table }) => {
		const settledNs = probeInstant(mount.directory);
		const inodes = directoryInodes(mount.directory, table);
		return settledNs === void 0 || inodes === void 0 ? [] : [{
			point: {
				anchor: mount.anchor,
				path: mount.path
			},
			settledNs,
			inodes
		}];
	});
	const manifest = wanted[0]?.manifest;
	if (manifest !== void 0 && mounts.length > 0) memory.remember({
		store: store.name,
		key,
		manifest,
		mounts
	});
}
// src/cache/restore.ts
/**
* Puts the best cache there is into the workspace. A cache that cannot be used leaves the workspace as it was, is told as a warning,
* and the next candidate is tried. Ends as a miss where nothing could be used, also when the storage fails, unless `strict`.
* Throws `CACHE_MISS` with `failOnMiss`, and `INTERRUPTED`.
*/
async function restore(config, tools) {
	const started = tools.elapsed();
	const { access } = config.build;
	if (access === "write" || access === "none") return {
		command: "restore",
		status: "skipped",
		reason: "this job may not read caches",
		milliseconds: tools.elapsed() - started
	};
	const tried = [];
	const failures = [];
	const damaged = [];
	const closed = [];
	const tolerate = (error, what) => {
		if (hasCode(error, "UNDO_FAILED")) throw error;
		tools.signal.throwIfAborted();
		if (config.strict) throw error;
		failures.push(messageOf(error));
		tools.report({
			type: "warning",
			message: `${what}: ${messageOf(error)}`,
			...hintOf(error)
		});
	};
	try {
		for await (const candidate of findCandidates(config, {
			...tools,
			tried,
			closed
		})) try {
			return {
				...await restoreFrom(candidate, config, tools),
				...described(candidate, config),
				tried,
				...unlessEmpty({ damaged }),
				milliseconds: tools.elapsed() - started
			};
		} catch (error) {
			if (hasCode(error, ...damageCodes)) damaged.push(candidate.object.key);
			tolerate(error, `${candidate.object.key} could not be restored, and the workspace is as it was`);
		}
		if (config.strict && closed[0] !== void 0) throw closed[0];
	} catch (caught) {
		const error = tools.signal.aborted && !hasCode(caught, "UNDO_FAILED") ? tools.signal.reason : caught;
		if (hasCode(error, "INTERRUPTED", "UNDO_FAILED") || config.strict) throw error;
		failures.push(messageOf(error));
		tools.report({
			type: "warning",
			message: messageOf(error),
			...hintOf(error)
		});
	}
	if (config.failOnMiss) throw missed(tried);
	return {
		command: "restore",
		status: "miss",
		tried,
		...unlessEmpty({
			damaged,
			failure: failures.join(" ")
		}),
		milliseconds: tools.elapsed() - started
	};
}
/** The cache can never be restored, by anybody, until a rebuild replaces it. */
const damageCodes = [
	"MANIFEST_CORRUPT",
	"MANIFEST_STALLED",
	"SEGMENT_CORRUPT",
	"SEGMENT_MISSING",
	"ARCHIVE_CORRUPT",
	"ARCHIVE_EMPTY"
];
async function restoreFrom(candidate, config, tools) {
	const { object, format } = candidate;
	const age = Math.max(0, (await tools.store.now({ signal: tools.signal })).getTime() - object.lastModified.getTime());
	tools.report({
		type: "found",
		object: object.key,
		size: object.size,
		age
	});
	if (config.lookupOnly) return {
		entries: 0,
		bytes: 0,
		transferred: 0,
		kept: 0
	};
	if (format === "snapshot") return restoreSnapshot(object, config, tools);
	const { restoreArchive } = await import("./restore-archive.js");
	return restoreArchive(object, config, tools);
}
function described({ status, object, key, format }, { lookupOnly }) {
	return {
		command: "restore",
		status,
		object: object.key,
		key,
		format,
		lookupOnly
	};
}
function missed(tried) {
	return new LarderError("CACHE_MISS", `There is no cache at ${tried.join(", ")}.`, { hint: "Run a rebuild first, or leave out `fail-on-miss`." });
}
function hintOf(error) {
	return error instanceof LarderError && error.hint !== void 0 ? { hint: error.hint } : {};
}
/** The members that hold something. */
function unlessEmpty(members) {
	return Object.fromEntries(Object.entries(members).filter(([, { length }]) => length > 0));
}
// src/storage/open.ts
/** The store that the settings name. Nothing is asked of it yet, so a wrong endpoint or key shows at the first request. */
async function openStore(config, options) {
	switch (config.kind) {
		case "directory": {
			const { directoryStore } = await import("./filesystem.js");
			return directoryStore(config.directory, options);
		}
		case "s3": {
			const { s3Store } = await import("./store.js");
			return s3Store(config, options);
		}
	}
}
// src/workers/thread.ts
/** In the sources `worker.ts` beside this file, in the bundle `worker.js` beside `main.js`. */
const ownEntry = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
/** Else it grows to 10 MiB more in every thread; what a task allocates is short-lived, so collecting it more often costs nothing measurable. */
const maxYoungGenerationSizeMb = 3;
/** One worker and the jobs it was given. */
var Thread = class {
	/** Together, what its jobs weigh. */
	load = 0;
	#worker;
	#jobs = new Map();
	#onChange;
	/** `onChange` is called when there is room for another job, and when the thread is gone. */
	constructor(onChange, entry = ownEntry) {
		this.#onChange = onChange;
		this.#worker = new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb } });
		this.#worker.on("message", (answer) => this.#take(answer));
		this.#worker.on("error", (error) => this.#fail(error));
		this.#worker.on("exit", (code) => this.#fail(new Error(`exit code ${code}`)));
		this.#worker.unref();
	}
	give(job) {
		try {
			this.#worker.postMessage(job.request, job.transfer);
		} catch (error) {
			job.reject(error);
			return;
		}
		if (this.#jobs.size === 0) this.#worker.ref();
		this.#jobs.set(job.request.id, job);
		this.load += job.weight;
	}
	/** Resolves when the thread does nothing any more. Its jobs are forgotten: who ends it says what becomes of them. */
	async end() {
		this.#jobs.clear();
		await this.#worker.terminate();
	}
	#take(answer) {
		const job = this.#jobs.get(answer.id);
		if (job === void 0) return;
		this.#jobs.delete(answer.id);
		this.load -= job.weight;
		if (this.#jobs.size === 0) this.#worker.unref();
		this.#onChange(this, "free");
		if (answer.type === "done") job.resolve(answer.output);
		else job.reject(fromPlainError(answer.error));
	}
	#fail(cause) {
		const jobs = [...this.#jobs.values()];
		this.#jobs.clear();
		this.load = 0;
		this.#onChange(this, "dead");
		for (const job of jobs) job.reject(new LarderError("WORKER_FAILED", `A thread ended in the middle of the task ${job.request.name}.`, { cause }));
	}
};
// src/workers/pool.ts
/** Opens a pool of at most `size` threads; `entry` is the file they run, for tests. */
function openPool(size, { entry } = {}) {
	return new ThreadPool(size, entry);
}
/** A thread has its next task at hand when one ends. */
const fullLoad = 2;
/** Tasks that take so long that nothing should wait behind them while another thread may be free. */
const long = new Set(["makeDirectories", "finishTree"]);
var ThreadPool = class {
	size;
	#entry;
	#threads = new Set();
	#waiting = new Set();
	#unfinished = new Set();
	#lastId = 0;
	#isClosed = false;
	constructor(size, entry) {
		this.size = Math.max(1, size);
		this.#entry = entry;
	}
	async run(name, input, options = {}) {
		options.signal?.throwIfAborted();
		if (this.#isClosed) throw closed();
		const { promise, resolve, reject } = Promise.withResolvers();
		const job = {
			request: {
				id: ++this.#lastId,
				name,
				input
			},
			transfer: options.transfer ?? [],
			weight: long.has(name) ? fullLoad : 1,
			resolve,
			reject
		};
		const onAbort = () => {
			if (this.#waiting.delete(job)) reject(options.signal.reason);
		};
		options.signal?.addEventListener("abort", onAbort, { once: true });
		this.#unfinished.add(job);
		this.#waiting.add(job);
		this.#dispatch();
		try {
			const output = await promise;
			options.signal?.throwIfAborted();
			return output;
		} finally {
			this.#unfinished.delete(job);
			options.signal?.removeEventListener("abort", onAbort);
		}
	}
	warm() {
		while (this.#threads.size < this.size) this.#start();
	}
	async rest() {
		const idle = [...this.#threads].filter(({ load }) => load === 0);
		for (const thread of idle) this.#threads.delete(thread);
		await Promise.all(idle.map((thread) => thread.end()));
	}
	async close() {
		this.#isClosed = true;
		this.#waiting.clear();
		const unfinished = [...this.#unfinished];
		await Promise.all(Array.from(this.#threads, (thread) => thread.end()));
		for (const job of unfinished) job.reject(closed());
	}
	async [Symbol.asyncDispose]() {
		await this.close();
	}
	#dispatch() {
		for (const job of this.#waiting) {
			const thread = this.#freest();
			if (thread === void 0) return;
			this.#waiting.delete(job);
			thread.give(job);
		}
	}
	/** An idle thread, else a new one, else the one with the shortest queue, if that is not full. */
	#freest() {
		let freest;
		for (const thread of this.#threads) if (freest === void 0 || thread.load < freest.load) freest = thread;
		if ((freest === void 0 || freest.load > 0) && this.#threads.size < this.size) return this.#start();
		return freest !== void 0 && freest.load < fullLoad ? freest : void 0;
	}
	#start() {
		const thread = new Thread((changed, state) => {
			if (state === "dead") this.#threads.delete(changed);
			if (!this.#isClosed) this.#dispatch();
		}, this.#entry);
		this.#threads.add(thread);
		return thread;
	}
};
function closed() {
	return new LarderError("ABORTED", "The work was ended before it was done.");
}
// src/compose.ts
/** More threads than this have never been faster than the disk. */
const mostWorkers = 8;
const heapGrowth = "--heap-growing-percent=300";
/**
* The store ends the parts of an upload within three seconds of the signal. A server that does not answer at all is not waited for any longer:
* GitHub kills a cancelled job ten seconds after its first signal.
*/
const windingUpMs = 8e3;
/**
* Runs one command to its outcome, within its deadline; everything that it opened is closed again. When it is stopped, the reason of the
* signal is thrown; requests that had to be left behind may then keep the process alive.
*/
async function execute(config, machine) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { report } = machine;
		setFlagsFromString(heapGrowth);
		const pool = _usingCtx$1.a(openPool(config.workers ?? Math.min(machine.cores, mostWorkers)));
		if (config.mode === "rebuild") pool.warm();
		const store = await openStore(config.storage, {
			concurrency: config.concurrency,
			warn: (message) => report({
				type: "warning",
				message
			}),
			env: machine.env
		});
		const deadline = _usingCtx$1.u(startDeadline(config));
		const tools = {
			store,
			pool,
			report,
			signal: AbortSignal.any([machine.interrupted, deadline.signal]),
			elapsed: () => performance.now(),
			version: machine.version,
			journalDirectories: journalDirectories(config)
		};
		report({
			type: "start",
			command: config.mode,
			store: store.name
		});
		const patience = _usingCtx$1.u(startPatience(tools.signal));
		try {
			const outcome = await Promise.race([run(config, tools), patience.over]);
			report({
				type: "done",
				outcome
			});
			return outcome;
		} catch (error) {
			tools.signal.throwIfAborted();
			throw error;
		} finally {
			store.close();
		}
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
function run(config, tools) {
	switch (config.mode) {
		case "restore": return restore(config, tools);
		case "rebuild": return rebuild(config, tools);
		case "flush": return flush(config, tools);
	}
}
function startDeadline({ mode, deadlineMs }) {
	const controller = new AbortController();
	const timer = setTimeout(() => {
		const seconds = Math.round(deadlineMs / 1e3);
		controller.abort(new LarderError("DEADLINE", `The ${mode} was given up after ${seconds} s.`, { hint: "Set `timeout` to allow it more time." }));
	}, deadlineMs);
	return {
		signal: controller.signal,
		[Symbol.dispose]: () => clearTimeout(timer)
	};
}
/** `over` rejects with the reason of the signal, some time after it has fired. */
function startPatience(signal) {
	const { promise: over, reject } = Promise.withResolvers();
	let timer;
	const start = () => {
		timer = setTimeout(() => reject(signal.reason), windingUpMs);
	};
	signal.addEventListener("abort", start, { once: true });
	const end = () => {
		signal.removeEventListener("abort", start);
		clearTimeout(timer);
	};
	return {
		over,
		[Symbol.dispose]: end
	};
}
/** The host's own directory for one job, where there is one; else the workspace, which the steps of a pipeline share. */
function journalDirectories({ build, workspace }) {
	return [...build.jobTemp === void 0 ? [] : [`${build.jobTemp}/larder`], `${workspace}/.larder`];
}
export { execute };
