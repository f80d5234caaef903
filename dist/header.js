import { LarderError } from "./errors.js";
import { posix } from "node:path";
// src/archive/byte-list.ts
/** Byte strings while they are being gathered. */
var ByteList = class {
	#bytes = new Uint8Array(4096);
	#used = 0;
	#ends = [];
	push(bytes) {
		const end = this.#used + bytes.length;
		if (end > this.#bytes.length) this.#enlarge(end);
		this.#bytes.set(bytes, this.#used);
		this.#used = end;
		this.#ends.push(end);
	}
	take() {
		return {
			bytes: this.#bytes.slice(0, this.#used),
			ends: Uint32Array.from(this.#ends)
		};
	}
	#enlarge(length) {
		const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2));
		larger.set(this.#bytes.subarray(0, this.#used));
		this.#bytes = larger;
	}
};
/** The string at a place, as a view. */
function packedAt({ bytes, ends }, index) {
	return bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
}
// src/archive/limits.ts
const KiB = 1024;
const MiB = 2 ** 20;
/** What an archive may hold; a reader refuses what goes beyond before it allocates anything for it. */
const limits = {
	/** Content that travels to or from a worker in one batch. */
	batchBytes: 4 * MiB,
	/** Entries of one batch, whose headers take another 1.5 MiB at most. */
	batchEntries: 1024,
	entries: 5e6,
	mounts: 1e4,
	/** Bytes of a PAX header; most have some hundred, one that lists thousands of mounts has a few million. */
	paxBytes: 8 * MiB,
	/** Bytes of the name of a member, of the target of a link. */
	pathBytes: 4 * KiB,
	/** Plain bytes for each compressed one. */
	ratio: 1e3,
	/** What any archive may grow to, whatever its ratio: an honest one of zeros reaches 1030 with gzip. */
	unratedBytes: 256 * MiB
};
// node_modules/tar/dist/esm/large-numbers.js
const encode = (num, buf) => {
	if (!Number.isSafeInteger(num)) throw Error("cannot encode number outside of javascript safe integer range");
	else if (num < 0) encodeNegative(num, buf);
	else encodePositive(num, buf);
	return buf;
};
const encodePositive = (num, buf) => {
	buf[0] = 128;
	for (var i = buf.length; i > 1; i--) {
		buf[i - 1] = num & 255;
		num = Math.floor(num / 256);
	}
};
const encodeNegative = (num, buf) => {
	buf[0] = 255;
	var flipped = false;
	num = num * -1;
	for (var i = buf.length; i > 1; i--) {
		var byte = num & 255;
		num = Math.floor(num / 256);
		if (flipped) buf[i - 1] = onesComp(byte);
		else if (byte === 0) buf[i - 1] = 0;
		else {
			flipped = true;
			buf[i - 1] = twosComp(byte);
		}
	}
};
const parse = (buf) => {
	const pre = buf[0];
	const value = pre === 128 ? pos(buf.subarray(1, buf.length)) : pre === 255 ? twos(buf) : null;
	if (value === null) throw Error("invalid base256 encoding");
	if (!Number.isSafeInteger(value)) throw Error("parsed number outside of javascript safe integer range");
	return value;
};
const twos = (buf) => {
	var len = buf.length;
	var sum = 0;
	var flipped = false;
	for (var i = len - 1; i > -1; i--) {
		var byte = Number(buf[i]);
		var f;
		if (flipped) f = onesComp(byte);
		else if (byte === 0) f = byte;
		else {
			flipped = true;
			f = twosComp(byte);
		}
		if (f !== 0) sum -= f * Math.pow(256, len - i - 1);
	}
	return sum;
};
const pos = (buf) => {
	var len = buf.length;
	var sum = 0;
	for (var i = len - 1; i > -1; i--) {
		var byte = Number(buf[i]);
		if (byte !== 0) sum += byte * Math.pow(256, len - i - 1);
	}
	return sum;
};
const onesComp = (byte) => (255 ^ byte) & 255;
const twosComp = (byte) => (255 ^ byte) + 1 & 255;
// node_modules/tar/dist/esm/types.js
const isCode = (c) => name.has(c);
/**
* types that are a normal file system entry, not metadata.
*
* These can be the subject of extended/globalExtended headers, long path
* names, long linkpath names, etc.
*
* Any other types are meta, and cannot be targetted by extended PAX headers.
*/
const normalFsTypes = new Set([
	"0",
	"",
	"1",
	"2",
	"3",
	"4",
	"5",
	"6",
	"7",
	"D"
]);
const name = new Map([
	["0", "File"],
	["", "OldFile"],
	["1", "Link"],
	["2", "SymbolicLink"],
	["3", "CharacterDevice"],
	["4", "BlockDevice"],
	["5", "Directory"],
	["6", "FIFO"],
	["7", "ContiguousFile"],
	["g", "GlobalExtendedHeader"],
	["x", "ExtendedHeader"],
	["A", "SolarisACL"],
	["D", "GNUDumpDir"],
	["I", "Inode"],
	["K", "NextFileHasLongLinkpath"],
	["L", "NextFileHasLongPath"],
	["M", "ContinuationFile"],
	["N", "OldGnuLongPath"],
	["S", "SparseFile"],
	["V", "TapeVolumeHeader"],
	["X", "OldExtendedHeader"]
]);
const code = new Map(Array.from(name).map((kv) => [kv[1], kv[0]]));
// node_modules/tar/dist/esm/header.js
const notNegative = (n) => n === void 0 || n < 0 ? void 0 : n;
var Header = class {
	cksumValid = false;
	needPax = false;
	nullBlock = false;
	block;
	path;
	mode;
	uid;
	gid;
	size;
	cksum;
	#type = "Unsupported";
	linkpath;
	uname;
	gname;
	devmaj = 0;
	devmin = 0;
	atime;
	ctime;
	mtime;
	charset;
	comment;
	constructor(data, off = 0, ex, gex) {
		if (Buffer.isBuffer(data)) this.decode(data, off || 0, ex, gex);
		else if (data) this.#slurp(data);
	}
	decode(buf, off, ex, gex) {
		if (!off) off = 0;
		if (!buf || !(buf.length >= off + 512)) throw new Error("need 512 bytes for header");
		const t = decString(buf, off + 156, 1);
		const isNormalFS = normalFsTypes.has(t);
		const exForFields = isNormalFS ? ex : void 0;
		const gexForFields = isNormalFS ? gex : void 0;
		this.path = exForFields?.path ?? decString(buf, off, 100);
		this.mode = exForFields?.mode ?? gexForFields?.mode ?? decNumber(buf, off + 100, 8);
		this.uid = exForFields?.uid ?? gexForFields?.uid ?? decNumber(buf, off + 108, 8);
		this.gid = exForFields?.gid ?? gexForFields?.gid ?? decNumber(buf, off + 116, 8);
		this.size = notNegative(exForFields?.size ?? gexForFields?.size ?? decNumber(buf, off + 124, 12));
		this.mtime = exForFields?.mtime ?? gexForFields?.mtime ?? decDate(buf, off + 136, 12);
		this.cksum = decNumber(buf, off + 148, 12);
		if (gexForFields) this.#slurp(gexForFields, true);
		if (exForFields) this.#slurp(exForFields);
		if (isCode(t)) this.#type = t || "0";
		if (this.#type === "0" && this.path.slice(-1) === "/") this.#type = "5";
		if (this.#type === "5") this.size = 0;
		this.linkpath = decString(buf, off + 157, 100);
		if (buf.subarray(off + 257, off + 265).toString() === "ustar\x0000") {
			this.uname = exForFields?.uname ?? gexForFields?.uname ?? decString(buf, off + 265, 32);
			this.gname = exForFields?.gname ?? gexForFields?.gname ?? decString(buf, off + 297, 32);
			this.devmaj = exForFields?.devmaj ?? gexForFields?.devmaj ?? decNumber(buf, off + 329, 8) ?? 0;
			this.devmin = exForFields?.devmin ?? gexForFields?.devmin ?? decNumber(buf, off + 337, 8) ?? 0;
			if (buf[off + 475] !== 0) {
				const prefix = decString(buf, off + 345, 155);
				this.path = prefix + "/" + this.path;
			} else {
				const prefix = decString(buf, off + 345, 130);
				if (prefix) this.path = prefix + "/" + this.path;
				this.atime = ex?.atime ?? gex?.atime ?? decDate(buf, off + 476, 12);
				this.ctime = ex?.ctime ?? gex?.ctime ?? decDate(buf, off + 488, 12);
			}
		}
		let sum = 256;
		for (let i = off; i < off + 148; i++) sum += buf[i];
		for (let i = off + 156; i < off + 512; i++) sum += buf[i];
		this.cksumValid = sum === this.cksum;
		if (this.cksum === void 0 && sum === 256) this.nullBlock = true;
	}
	#slurp(ex, gex = false) {
		Object.assign(this, Object.fromEntries(Object.entries(ex).filter(([k, v]) => {
			return !(v === null || v === void 0 || k === "size" && Number(v) < 0 || k === "path" && gex || k === "linkpath" && gex || k === "global");
		})));
	}
	encode(buf, off = 0) {
		if (!buf) buf = this.block = Buffer.alloc(512);
		if (this.#type === "Unsupported") this.#type = "0";
		if (!(buf.length >= off + 512)) throw new Error("need 512 bytes for header");
		const prefixSize = this.ctime || this.atime ? 130 : 155;
		const split = splitPrefix(this.path || "", prefixSize);
		const path = split[0];
		const prefix = split[1];
		this.needPax = !!split[2];
		this.needPax = encString(buf, off, 100, path) || this.needPax;
		this.needPax = encNumber(buf, off + 100, 8, this.mode) || this.needPax;
		this.needPax = encNumber(buf, off + 108, 8, this.uid) || this.needPax;
		this.needPax = encNumber(buf, off + 116, 8, this.gid) || this.needPax;
		this.needPax = encNumber(buf, off + 124, 12, this.size) || this.needPax;
		this.needPax = encDate(buf, off + 136, 12, this.mtime) || this.needPax;
		buf[off + 156] = Number(this.#type.codePointAt(0));
		this.needPax = encString(buf, off + 157, 100, this.linkpath) || this.needPax;
		buf.write("ustar\x0000", off + 257, 8);
		this.needPax = encString(buf, off + 265, 32, this.uname) || this.needPax;
		this.needPax = encString(buf, off + 297, 32, this.gname) || this.needPax;
		this.needPax = encNumber(buf, off + 329, 8, this.devmaj) || this.needPax;
		this.needPax = encNumber(buf, off + 337, 8, this.devmin) || this.needPax;
		this.needPax = encString(buf, off + 345, prefixSize, prefix) || this.needPax;
		if (buf[off + 475] !== 0) this.needPax = encString(buf, off + 345, 155, prefix) || this.needPax;
		else {
			this.needPax = encString(buf, off + 345, 130, prefix) || this.needPax;
			this.needPax = encDate(buf, off + 476, 12, this.atime) || this.needPax;
			this.needPax = encDate(buf, off + 488, 12, this.ctime) || this.needPax;
		}
		let sum = 256;
		for (let i = off; i < off + 148; i++) sum += buf[i];
		for (let i = off + 156; i < off + 512; i++) sum += buf[i];
		this.cksum = sum;
		encNumber(buf, off + 148, 8, this.cksum);
		this.cksumValid = true;
		return this.needPax;
	}
	get type() {
		return this.#type === "Unsupported" ? this.#type : name.get(this.#type);
	}
	get typeKey() {
		return this.#type;
	}
	set type(type) {
		const c = String(code.get(type));
		if (isCode(c) || c === "Unsupported") this.#type = c;
		else if (isCode(type)) this.#type = type;
		else throw new TypeError("invalid entry type: " + type);
	}
};
const splitPrefix = (p, prefixSize) => {
	const pathSize = 100;
	let pp = p;
	let prefix = "";
	let ret = void 0;
	const root = posix.parse(p).root || ".";
	if (Buffer.byteLength(pp) < pathSize) ret = [
		pp,
		prefix,
		false
	];
	else {
		prefix = posix.dirname(pp);
		pp = posix.basename(pp);
		do
			if (Buffer.byteLength(pp) <= pathSize && Buffer.byteLength(prefix) <= prefixSize) ret = [
				pp,
				prefix,
				false
			];
			else if (Buffer.byteLength(pp) > pathSize && Buffer.byteLength(prefix) <= prefixSize) ret = [
				pp.slice(0, 99),
				prefix,
				true
			];
			else {
				pp = posix.join(posix.basename(prefix), pp);
				prefix = posix.dirname(prefix);
			}
		while (prefix !== root && ret === void 0);
		if (!ret) ret = [
			p.slice(0, 99),
			"",
			true
		];
	}
	return ret;
};
const decString = (buf, off, size) => buf.subarray(off, off + size).toString("utf8").replace(/\0.*/, "");
const decDate = (buf, off, size) => numToDate(decNumber(buf, off, size));
const numToDate = (num) => num === void 0 ? void 0 : new Date(num * 1e3);
const decNumber = (buf, off, size) => Number(buf[off]) & 128 ? parse(buf.subarray(off, off + size)) : decSmallNumber(buf, off, size);
const nanUndef = (value) => isNaN(value) ? void 0 : value;
const decSmallNumber = (buf, off, size) => nanUndef(parseInt(buf.subarray(off, off + size).toString("utf8").replace(/\0.*$/, "").trim(), 8));
const MAXNUM = {
	12: 8589934591,
	8: 2097151
};
const encNumber = (buf, off, size, num) => num === void 0 ? false : num > MAXNUM[size] || num < 0 ? (encode(num, buf.subarray(off, off + size)), true) : (encSmallNumber(buf, off, size, num), false);
const encSmallNumber = (buf, off, size, num) => buf.write(octalString(num, size), off, size, "ascii");
const octalString = (num, size) => padOctal(Math.floor(num).toString(8), size);
const padOctal = (str, size) => (str.length === size - 1 ? str : new Array(size - str.length - 1).join("0") + str + " ") + "\0";
const encDate = (buf, off, size, date) => date === void 0 ? false : encNumber(buf, off, size, date.getTime() / 1e3);
const NULLS = new Array(156).join("\0");
const encString = (buf, off, size, str) => str === void 0 ? false : (buf.write(str + NULLS, off, size, "utf8"), str.length !== Buffer.byteLength(str) || str.length > size);
// src/archive/instants.ts
const billion = 1000000000n;
const earliest = -(2n ** 63n);
const latest = 2n ** 63n - 1n;
/** Whole seconds, rounded down, as the fixed part of a header holds them. */
function secondsOf(instantNs) {
	const seconds = instantNs / billion;
	return Number(seconds * billion > instantNs ? seconds - 1n : seconds);
}
function instantOf(seconds) {
	if (!Number.isFinite(seconds)) return seconds < 0 ? earliest : latest;
	return nearest(BigInt(Math.floor(seconds)) * billion);
}
/** As PAX writes times: `1700000000.000000001`. Always nine digits, so that headers of most files have the same length. */
function decimalOf(instantNs) {
	const magnitude = instantNs < 0n ? -instantNs : instantNs;
	const fraction = String(magnitude % billion).padStart(9, "0");
	return `${instantNs < 0n ? "-" : ""}${magnitude / billion}.${fraction}`;
}
/** Undoes {@link decimalOf} for any number of digits; undefined when the text is no decimal number. */
function instantOfDecimal(text) {
	const parts = /^(-?)(\d{1,30})(?:\.(\d{0,30}))?$/.exec(text);
	if (parts === null) return void 0;
	const [, sign, whole, fraction = ""] = parts;
	const magnitude = BigInt(whole) * billion + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
	return nearest(sign === "-" ? -magnitude : magnitude);
}
function nearest(instantNs) {
	if (instantNs < earliest) return earliest;
	return instantNs > latest ? latest : instantNs;
}
// src/archive/failures.ts
const anew = "A rebuild writes it anew; until then the cache counts as missing.";
/** The bytes are not a whole, valid archive. */
function corrupt(what, cause) {
	return new LarderError("ARCHIVE_CORRUPT", `The archive is damaged: ${what}.`, {
		hint: anew,
		cause
	});
}
/** The archive is valid and asks for something that no cache needs and an attacker would. */
function unsafe(what) {
	return new LarderError("ARCHIVE_UNSAFE", `The archive is refused: ${what}.`, { hint: "Find out who wrote it; a rebuild writes it anew." });
}
/** The archive is valid and uses something that larder does not read. */
function unsupported(what, hint) {
	return new LarderError("ARCHIVE_UNSUPPORTED", `The archive cannot be read: ${what}.`, { hint });
}
/** Whole and valid, and holds nothing. */
function empty$1() {
	return new LarderError("ARCHIVE_EMPTY", "The archive holds no entries.", { hint: anew });
}
function tooLarge(what) {
	return new LarderError("ARCHIVE_TOO_LARGE", `The archive is refused: ${what}.`, { hint: "Allow more with `max-size`, or cache less." });
}
/** A name out of an archive, for a message: quoted, control characters escaped, at most 200 characters. */
function quoted(name) {
	const text = Buffer.from(name.buffer, name.byteOffset, name.length).toString();
	return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
// src/archive/pax.ts
const space = 32;
const newline = 10;
const equals = 61;
/** The body of a PAX header: `<length> <key>=<value>\n` for each record. */
function encodeRecords(records) {
	return Buffer.from(records.map(([key, value]) => record(` ${key}=${value}\n`)).join(""));
}
/** The length counts its own digits. */
function record(rest) {
	const bytes = Buffer.byteLength(rest);
	let length = bytes + String(bytes).length;
	length = bytes + String(length).length;
	return `${length}${rest}`;
}
/** The records of a PAX header; the last one of a key counts. Throws `ARCHIVE_CORRUPT` for anything else. */
function decodeRecords(body) {
	const records = new Map();
	for (let start = 0; start < body.length;) {
		const gap = body.indexOf(space, start);
		const end = gap === -1 ? NaN : start + lengthIn(body.toString("latin1", start, gap));
		const equal = body.indexOf(equals, gap);
		if (!(end <= body.length && end > gap + 1) || body[end - 1] !== newline || equal === -1 || equal >= end) throw corrupt("a PAX record does not have the length it states");
		records.set(body.toString("utf8", gap + 1, equal), body.subarray(equal + 1, end - 1));
		start = end;
	}
	return records;
}
function lengthIn(digits) {
	return /^\d{1,10}$/.test(digits) ? Number(digits) : NaN;
}
/** In a PAX comment, which every reader ignores: that a file is a hard link, written as a copy for readers that drop links. */
const linkComment = "larder.link=";
const slash = 47;
const empty = new Uint8Array(0);
const field = {
	name: {
		at: 0,
		length: 100
	},
	checksum: {
		at: 148,
		length: 8
	},
	link: {
		at: 157,
		length: 100
	},
	prefix: {
		at: 345,
		length: 155
	}
};
const typeNames = {
	file: "File",
	directory: "Directory",
	symlink: "SymbolicLink",
	hardlink: "Link"
};
const octalMaximum = 8 ** 11 - 1;
/**
* The header blocks of a member: one block where that is enough. Names that do not fit go into GNU `L` and `K` blocks rather than
* PAX records: those are UTF-8, which a name need not be, and bsdtar complains of them where the locale is not. GNU tar, bsdtar,
* Python and Go read both.
*/
function encodeHeader(member) {
	const name = member.type === "directory" ? withSlash(member.name) : member.name;
	const link = member.link ?? empty;
	const blocks = [];
	const records = paxRecords(member);
	if (records.length > 0) blocks.push(extension("ExtendedHeader", encodeRecords(records)));
	if (link.length > field.link.length) blocks.push(extension("NextFileHasLongLinkpath", terminated(link)));
	const split = splitName(name);
	if (split === void 0) blocks.push(extension("NextFileHasLongPath", terminated(name)));
	blocks.push(mainBlock(member, split ?? {
		prefix: empty,
		name
	}, link));
	return blocks.length === 1 ? blocks[0] : Buffer.concat(blocks);
}
/** The first block of an archive, which readers other than ours ignore. */
function encodeGlobalHeader(comment) {
	return extension("GlobalExtendedHeader", encodeRecords([["comment", comment]]));
}
/** The end of an archive. drone-s3-cache waits for ever on anything that follows it. */
function encodeEnd() {
	return Buffer.alloc(1024);
}
/** How many zero bytes follow content to fill its last block. */
function paddingOf(size) {
	return (512 - size % 512) % 512;
}
function withSlash(name) {
	return name.length === 0 ? Buffer.from("./") : Buffer.concat([name, Buffer.of(slash)]);
}
function paxRecords({ size, mtimeNs, copyOf }) {
	const records = [];
	const seconds = secondsOf(mtimeNs);
	if (mtimeNs % 1000000000n !== 0n || seconds < 0 || seconds > octalMaximum) records.push(["mtime", decimalOf(mtimeNs)]);
	if (size > octalMaximum) records.push(["size", String(size)]);
	if (copyOf !== void 0) records.push(["comment", linkComment + percentEncoded(copyOf)]);
	return records;
}
/** Bytes as text that any PAX reader takes; undone by {@link decodePercent}. */
function percentEncoded(bytes) {
	return Buffer.from(bytes).toString("latin1").replaceAll(/[^!-$&-~]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
function decodePercent(text) {
	return Buffer.from(text.replaceAll(/%([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1");
}
function terminated(name) {
	return Buffer.concat([name, Buffer.of(0)]);
}
/** The name as it is when it fits, or cut at a slash into the two fields of ustar; undefined when neither will do. */
function splitName(name) {
	if (name.length <= field.name.length) return {
		prefix: empty,
		name
	};
	const cut = name.indexOf(slash, name.length - field.name.length - 1);
	if (cut < 1 || cut > field.prefix.length || cut >= name.length - 1) return void 0;
	return {
		prefix: name.subarray(0, cut),
		name: name.subarray(cut + 1)
	};
}
function mainBlock(member, { prefix, name }, link) {
	const { type, mode, size, mtimeNs } = member;
	const mtime = new Date(secondsOf(mtimeNs) * 1e3);
	const block = encodeBlock({
		type: typeNames[type],
		mode,
		size,
		mtime
	});
	putBytes(block, field.name, name);
	putBytes(block, field.prefix, prefix);
	putBytes(block, field.link, link);
	putChecksum(block);
	return block;
}
function encodeBlock(data) {
	const header = Object.assign(new Header(), {
		path: "",
		linkpath: "",
		uid: 0,
		gid: 0,
		uname: "",
		gname: "",
		devmaj: 0,
		devmin: 0
	}, data);
	header.encode();
	return header.block;
}
function putBytes(block, { at, length }, bytes) {
	block.set(bytes.subarray(0, length), at);
}
function putChecksum(block) {
	const { at, length } = field.checksum;
	block.fill(" ", at, at + length);
	let sum = 0;
	for (let i = 0; i < 512; i++) sum += block[i];
	block.write(`${sum.toString(8).padStart(6, "0")}\0 `, at, "latin1");
}
const extensionNames = {
	ExtendedHeader: "PaxHeader",
	GlobalExtendedHeader: "pax_global_header",
	NextFileHasLongPath: "././@LongLink",
	NextFileHasLongLinkpath: "././@LongLink"
};
/** Nearly all files have a PAX header of the same length, so nearly all share one block. */
const extensionBlocks = new Map();
function extension(type, body) {
	return Buffer.concat([
		extensionBlock(type, body.length),
		body,
		Buffer.alloc(paddingOf(body.length))
	]);
}
function extensionBlock(type, size) {
	const key = `${type} ${size}`;
	const known = extensionBlocks.get(key);
	if (known !== void 0) return known;
	const block = encodeBlock({
		type,
		path: extensionNames[type],
		mode: 420,
		size,
		mtime: new Date(0)
	});
	extensionBlocks.set(key, block);
	return block;
}
export { ByteList, Header, corrupt, decodePercent, decodeRecords, empty$1 as empty, encodeEnd, encodeGlobalHeader, encodeHeader, instantOf, instantOfDecimal, limits, linkComment, packedAt, paddingOf, quoted, tooLarge, unsafe, unsupported };
