import { entryPath, makeDirectories } from "./write.js";
import { smallestCutFile } from "./pieces.js";
import { Header, corrupt, decodePercent, decodeRecords, empty, instantOf, instantOfDecimal, limits, linkComment, paddingOf, quoted, tooLarge, unsafe, unsupported } from "./header.js";
import { PieceList, decodeMounts } from "./tar-mounts.js";
import { mountName, pMapIterable, placeMount } from "./mount.js";
import { EntryTable, EntryType } from "./own-names.js";
import { free as free$1, freeMemory } from "./free.js";
import { assertSpace, forEachAtOnce, freeBytes, inStagings, mountFilter, noMountLeft } from "./wanted-mounts.js";
import { LarderError } from "./errors.js";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { isUtf8 } from "node:buffer";
import { createGunzip, createZstdDecompress, zstdDecompress } from "node:zlib";
import { pipeline } from "node:stream/promises";
// src/archive/content-batches.ts
/** Gathers the content of files, as it arrives, into batches. */
var ContentBatches = class {
	#ready = [];
	#mount = -1;
	#pieces = new PieceList();
	#buffer = Buffer.allocUnsafeSlow(limits.batchBytes);
	#used = 0;
	/** What the pieces so far will fill; `#used` follows. */
	#promised = 0;
	#file;
	/** Bytes of the file at hand that no piece has yet. */
	#left = 0;
	begin(mount, file) {
		const fits = file.size <= limits.batchBytes - this.#promised || file.size >= smallestCutFile;
		if (mount !== this.#mount || !fits || this.#pieces.length >= limits.batchEntries) this.flush();
		this.#mount = mount;
		this.#file = {
			...file,
			path: new Uint8Array(file.path)
		};
		this.#left = file.size;
		if (this.#promised === limits.batchBytes) this.flush();
		this.#beginPiece();
	}
	write(bytes) {
		for (let at = 0; at < bytes.length;) {
			if (this.#used === limits.batchBytes) {
				this.flush();
				this.#beginPiece();
			}
			const end = Math.min(bytes.length, at + limits.batchBytes - this.#used);
			this.#buffer.set(bytes.subarray(at, end), this.#used);
			this.#used += end - at;
			at = end;
		}
	}
	/** The batches that are full; each is given once. */
	take() {
		const ready = this.#ready;
		this.#ready = [];
		return ready;
	}
	/** Ends the batch at hand; call only between files or when it is full. */
	flush() {
		if (this.#pieces.length === 0) return;
		this.#ready.push({
			mount: this.#mount,
			pieces: this.#pieces.take(),
			data: this.#takeData()
		});
		this.#pieces = new PieceList();
		this.#used = 0;
		this.#promised = 0;
	}
	#beginPiece() {
		const { path, size, mode, mtimeNs } = this.#file;
		const bytes = Math.min(this.#left, limits.batchBytes - this.#promised);
		this.#pieces.push({
			path,
			size,
			mode,
			mtimeNs,
			ctimeNs: 0n,
			offset: size - this.#left,
			bytes
		});
		this.#promised += bytes;
		this.#left -= bytes;
	}
	/** A nearly empty buffer is copied and used again, rather than sent away with 4 MiB around a few bytes. */
	#takeData() {
		if (this.#used * 2 < limits.batchBytes) return new Uint8Array(this.#buffer.subarray(0, this.#used));
		const data = this.#buffer.subarray(0, this.#used);
		this.#buffer = Buffer.allocUnsafeSlow(limits.batchBytes);
		return data;
	}
};
// src/archive/names.ts
const slash$4 = 47;
const dot = 46;
/**
* The name of a member without what says nothing: `./` and `/` before it, `/` after it, doubled slashes. Empty for `./` itself.
* Throws `ARCHIVE_UNSAFE` for a `..` or a zero byte: no honest cache has them, and the whole archive is refused.
*/
function plainName(name) {
	if (name.includes(0)) throw unsafe(`the name ${quoted(name)} has a zero byte`);
	if (isPlain(name)) return name;
	const components = [];
	for (let start = 0; start <= name.length;) {
		const end = endOfComponent(name, start);
		const component = name.subarray(start, end);
		if (component.length === 2 && component[0] === dot && component[1] === dot) throw unsafe(`${quoted(name)} has a \`..\` in its name`);
		if (component.length > 0 && !(component.length === 1 && component[0] === dot)) components.push(component);
		start = end + 1;
	}
	return Buffer.from(components.map((component) => component.toString("latin1")).join("/"), "latin1");
}
/** True without any empty component and any that begins with two dots or is one; `.cache` is plain, `..cache` is looked at again. */
function isPlain(name) {
	let previous = slash$4;
	for (let i = 0; i < name.length; i++) {
		const byte = name[i];
		if (previous === slash$4) {
			const next = name[i + 1];
			if (byte === slash$4 || byte === dot && (next === void 0 || next === slash$4 || next === dot)) return false;
		}
		previous = byte;
	}
	return previous !== slash$4;
}
function endOfComponent(name, start) {
	const end = name.indexOf(slash$4, start);
	return end === -1 ? name.length : end;
}
// src/archive/route.ts
const slash$3 = 47;
const rememberedDirectories = 1e5;
/**
* Decides for each member of an archive to which mount it belongs and where in it, or that it is left out. A cache never chooses where
* outside the workspace it lands: such a place must be one that the user names.
*
* An archive of larder says what its mounts are. Of any other, each name at the top is a mount of the workspace; where the user names
* mounts, it is those, wherever they begin in the archive.
*/
var Router = class {
	/** Grows as members come. */
	mounts = [];
	#routing;
	#parts;
	#longestPart;
	#byDirectory = new Map();
	#readings;
	/** First components of names in which nothing, or something, was wanted. */
	#passedBy = new Set();
	#taken = new Set();
	#lastDirectory = Buffer.alloc(0);
	#lastDestination;
	/** `own` is what the archive itself says of its mounts; undefined for one that larder did not write. */
	constructor(routing, own) {
		this.#routing = routing;
		this.#parts = own && new Map(own.map((mount) => this.#partOf(mount)).map((part) => [part.name, part]));
		this.#longestPart = Math.max(0, ...this.#parts?.values().map(({ name }) => name.length) ?? []);
		const readings = [(name) => join(routing.places.workspace, name)];
		if (routing.wanted !== void 0) readings.unshift((name) => sep + name);
		this.#readings = readings.map((read) => ({
			read,
			decided: new Map()
		}));
	}
	/** `name` has no empty, `.` or `..` components and no slash at either end. Undefined = left out. */
	place(name) {
		const end = name.lastIndexOf(slash$3);
		if (end > 0 && end === this.#lastDirectory.length && name.compare(this.#lastDirectory, 0, end, 0, end) === 0 && !this.#isPart(name)) return this.#lastDestination;
		const destination = this.#parts === void 0 ? this.#placeForeign(name) : this.#placeOwn(name, this.#parts);
		if (destination !== void 0 && end >= destination.cut - 1) {
			this.#lastDirectory = Buffer.from(name.subarray(0, end));
			this.#lastDestination = destination;
		}
		return destination;
	}
	/** Mounts of the archive, as a user writes them, of which nothing was taken; the first component of names that belong to none. */
	leftOut() {
		const parts = [...this.#parts?.values() ?? []].filter(({ whole, taken }) => !whole && !taken);
		const tops = [...this.#passedBy].filter((top) => !this.#taken.has(top));
		return [...new Set([...parts.map(({ mount }) => mountName(mount)), ...tops])].sort();
	}
	/** Mounts that the archive claims to hold, and of which no member came. */
	missing() {
		return [...this.#parts?.values() ?? []].filter(({ whole, taken }) => whole && !taken).map(({ mount }) => mountName(mount));
	}
	#partOf({ name, anchor, path }) {
		const mount = placeMount({
			anchor,
			path
		}, this.#routing.places);
		const whole = this.#routing.wanted?.(mount) ?? anchor === "workspace";
		return {
			name: Buffer.from(name).toString("latin1"),
			mount,
			whole,
			taken: false
		};
	}
	#isPart(name) {
		return name.length <= this.#longestPart && this.#parts?.has(name.toString("latin1")) === true;
	}
	#placeOwn(name, parts) {
		const part = this.#innermostPart(name, parts);
		if (part === void 0) return this.#passBy(name);
		const top = part.name === "" ? 0 : part.name.length + 1;
		if (part.whole) {
			part.taken = true;
			return this.#destination(part.mount, top);
		}
		const { wanted, places } = this.#routing;
		if (wanted === void 0) return void 0;
		for (const end of endsOf(name)) {
			if (end <= top || !isUtf8(name.subarray(0, end))) continue;
			const mount = pointAt(join(part.mount.directory, name.toString("utf8", top, end)), places);
			if (!wanted(mount)) continue;
			part.taken = true;
			return this.#destination(mount, end + 1);
		}
	}
	#innermostPart(name, parts) {
		for (const end of endsOf(name).reverse()) {
			const part = end <= this.#longestPart ? parts.get(name.toString("latin1", 0, end)) : void 0;
			if (part !== void 0) return part;
		}
		return parts.get("");
	}
	#placeForeign(name) {
		if (name.length === 0) return void 0;
		const ends = endsOf(name);
		for (const { read, decided } of this.#readings) for (const end of ends) {
			const mount = this.#decide(name.subarray(0, end), read, end < name.length ? decided : void 0);
			if (mount === void 0) continue;
			this.#taken.add(topOf(name));
			return this.#destination(mount, end + 1);
		}
		return this.#passBy(name);
	}
	/** The mount that begins at this name, if it is wanted. What was decided is kept for directories, which many names share. */
	#decide(name, read, decided) {
		const key = name.toString("latin1");
		if (decided?.has(key)) return decided.get(key);
		const mount = isUtf8(name) ? pointAt(read(name.toString()), this.#routing.places) : void 0;
		const answer = mount !== void 0 && (this.#routing.wanted?.(mount) ?? true) ? mount : void 0;
		if (decided !== void 0 && decided.size < rememberedDirectories) decided.set(key, answer);
		return answer;
	}
	#destination(mount, cut) {
		const known = this.#byDirectory.get(mount.directory);
		if (known !== void 0) return {
			mount: known,
			cut
		};
		if (this.mounts.length === limits.mounts) throw unsafe(`it has more than ${limits.mounts} mounts`);
		const index = this.mounts.push(mount) - 1;
		this.#byDirectory.set(mount.directory, index);
		return {
			mount: index,
			cut
		};
	}
	#passBy(name) {
		if (name.length > 0 && this.#passedBy.size < limits.mounts) this.#passedBy.add(topOf(name));
	}
};
/** Where the components of a name end, the first one first. */
function endsOf(name) {
	const ends = [];
	for (let at = name.indexOf(slash$3); at !== -1; at = name.indexOf(slash$3, at + 1)) ends.push(at);
	ends.push(name.length);
	return ends;
}
function topOf(name) {
	const end = name.indexOf(slash$3);
	return end === -1 ? name.toString() : name.toString("utf8", 0, end);
}
function pointAt(directory, { workspace }) {
	const below = relative(workspace, directory);
	if (below === "" || !(below === ".." || below.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(below))) return {
		anchor: "workspace",
		path: below.replaceAll(sep, "/"),
		directory
	};
	return {
		anchor: "root",
		path: directory.split(sep).filter(Boolean).join("/"),
		directory
	};
}
// src/archive/path-index.ts
const slash$2 = 47;
const free = -1;
const longestRun = 1e4;
/**
* Finds the entries of a growing table by path: an open hash table of 8 to 16 bytes an entry, where a Map of strings takes 150.
*/
var PathIndex = class {
	#table;
	#slots = new Int32Array(1024).fill(free);
	#indexed = 0;
	#lastDirectory = new Uint8Array(0);
	#lastIndex = 0;
	/** The table must already hold its first entry, the mount itself. */
	constructor(table) {
		this.#table = table;
	}
	/** Undefined when there is no such entry. The empty path is the mount itself. */
	find(path) {
		if (path.length === 0) return 0;
		const end = path.lastIndexOf(slash$2);
		const parent = end === -1 ? 0 : this.#findDirectory(path.subarray(0, end));
		return parent === void 0 ? void 0 : this.child(parent, path.subarray(end + 1));
	}
	/** The entry of this name in a directory. */
	child(parent, name) {
		this.#catchUp();
		const mask = this.#slots.length - 1;
		const start = hash(parent, name);
		for (let run = 0; run < longestRun; run++) {
			const index = this.#slots[start + run & mask];
			if (index === free) return void 0;
			if (this.#table.parent(index) === parent && Buffer.compare(this.#table.name(index), name) === 0) return index;
		}
		throw unsafe("its names are chosen to slow a reader down");
	}
	/** Neighbours mostly share their directory. */
	#findDirectory(path) {
		if (path.equals(this.#lastDirectory)) return this.#lastIndex;
		const found = this.find(path);
		if (found === void 0) return void 0;
		this.#lastDirectory = Buffer.from(path);
		this.#lastIndex = found;
		return found;
	}
	#catchUp() {
		if (this.#table.length * 2 > this.#slots.length) this.#rehash();
		for (; this.#indexed < this.#table.length; this.#indexed++) this.#insert(this.#indexed);
	}
	#rehash() {
		this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(this.#table.length * 4))).fill(free);
		for (let i = 0; i < this.#indexed; i++) this.#insert(i);
	}
	#insert(index) {
		if (index === 0) return;
		const mask = this.#slots.length - 1;
		let slot = hash(this.#table.parent(index), this.#table.name(index)) & mask;
		while (this.#slots[slot] !== free) slot = slot + 1 & mask;
		this.#slots[slot] = index;
	}
};
/** FNV-1a over the name, begun with the parent. */
function hash(parent, name) {
	let value = Math.imul(parent ^ 2166136261, 16777619);
	for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name[i], 16777619);
	return (value ^ value >>> 15) >>> 0;
}
// src/archive/tree-builder.ts
const slash$1 = 47;
const nothing$1 = Buffer.alloc(0);
const impliedMode = 493;
/** Makes the table of a mount from members, in any order that puts originals before hard links. */
var TreeBuilder = class {
	table = new EntryTable();
	#index = new PathIndex(this.table);
	/**
	* Adds an entry, and directories above it that are not there yet. True when content is to be written for it.
	*
	* A directory may come again, and so may anything else that is stated the same: drone-s3-cache stores what lies in two mounts twice.
	* Two entries that differ are refused, because readers do not agree which one counts.
	*/
	add(entry) {
		const { path } = entry;
		const end = path.lastIndexOf(slash$1);
		const parent = path.length === 0 ? -1 : this.#directory(path.subarray(0, Math.max(end, 0)), entry.mtimeNs);
		const name = path.subarray(end + 1);
		const present = parent === -1 ? this.#mount() : this.#index.child(parent, name);
		const row = this.#rowOf(entry, {
			parent,
			name
		});
		if (present === void 0) this.table.append(row);
		else this.#addAgain(present, row, path);
		return present === void 0 && row.type === EntryType.file;
	}
	#mount() {
		return this.table.length === 0 ? void 0 : 0;
	}
	/** Finds a directory, or makes it with the time of what it holds. */
	#directory(path, mtimeNs) {
		const found = this.table.length === 0 ? void 0 : this.#index.find(path);
		if (found !== void 0) {
			if (this.table.type(found) !== EntryType.directory) throw unsafe(`something lies below ${quoted(path)}, which is no directory`);
			return found;
		}
		const end = path.lastIndexOf(slash$1);
		const parent = path.length === 0 ? -1 : this.#directory(path.subarray(0, Math.max(end, 0)), mtimeNs);
		return this.table.append({
			type: EntryType.directory,
			mode: impliedMode,
			size: 0,
			mtimeNs,
			parent,
			name: path.subarray(end + 1)
		});
	}
	#rowOf(entry, place) {
		const { mode, mtimeNs } = entry;
		const facts = {
			...place,
			mode,
			mtimeNs,
			size: 0
		};
		switch (entry.type) {
			case "directory": return {
				...facts,
				type: EntryType.directory
			};
			case "symlink": return {
				...facts,
				type: EntryType.symlink,
				target: entry.target
			};
			case "hardlink": return this.#linkRow(entry, facts);
			case "file": {
				const original = this.#originalOf(entry);
				if (original === void 0) return {
					...facts,
					type: EntryType.file,
					size: entry.size
				};
				return {
					...facts,
					type: EntryType.hardlink,
					original
				};
			}
		}
	}
	#linkRow(entry, facts) {
		const found = this.#findOriginal(entry);
		const type = found === void 0 ? EntryType.directory : this.table.type(found);
		if (found === void 0 || type === EntryType.directory) throw unsafe(`${quoted(entry.path)} is a hard link to something that is no file before it in the same mount`);
		if (type === EntryType.symlink) return {
			...facts,
			type,
			target: this.table.target(found)
		};
		return {
			...facts,
			type: EntryType.hardlink,
			original: this.#contentOf(found)
		};
	}
	/** What a file that says it is a copy may be linked to: a file of the same size and time. */
	#originalOf(entry) {
		const found = this.#findOriginal(entry);
		if (found === void 0 || this.table.type(found) !== EntryType.file && this.table.type(found) !== EntryType.hardlink) return void 0;
		const original = this.#contentOf(found);
		return this.table.size(original) === entry.size && this.table.mtimeNs(original) === entry.mtimeNs ? original : void 0;
	}
	#findOriginal({ original, path }) {
		if (original === void 0 || original.equals(path) || this.table.length === 0) return void 0;
		return this.#index.find(original);
	}
	#contentOf(index) {
		return this.table.type(index) === EntryType.hardlink ? this.table.original(index) : index;
	}
	#addAgain(present, row, path) {
		const { table } = this;
		if (row.type === EntryType.directory && table.type(present) === EntryType.directory) return table.amend(present, row);
		if (!(table.type(present) === row.type && table.mode(present) === row.mode && table.size(present) === row.size && table.mtimeNs(present) === row.mtimeNs && (row.type !== EntryType.symlink || Buffer.compare(table.target(present), row.target ?? nothing$1) === 0) && (row.type !== EntryType.hardlink || table.original(present) === row.original))) throw unsafe(`it holds two different entries for ${path.length === 0 ? "one mount" : quoted(path)}`);
	}
};
// src/archive/collector.ts
/** Sorts the members of an archive into tables of entries and batches of content. */
var Collector = class {
	batches = new ContentBatches();
	mounts = [];
	/** Devices and FIFOs, which no cache needs and nobody restores. */
	skipped = 0;
	#options;
	#trees = [];
	#own;
	#router;
	#members = 0;
	#bytes = 0;
	#isKept = false;
	constructor(options) {
		this.#options = options;
	}
	comment(comment) {
		const own = decodeMounts(comment);
		if (own === void 0) return;
		if (this.#router !== void 0 || this.#own !== void 0) throw unsafe("it says twice what its mounts are");
		this.#own = own;
	}
	member(member) {
		this.#isKept = false;
		if (++this.#members > limits.entries) throw unsafe(`it has more than ${limits.entries} entries`);
		const name = plainName(member.name);
		switch (member.type) {
			case "label": return;
			case "device":
			case "fifo":
				this.skipped++;
				return;
			case "file":
			case "directory":
			case "symlink":
			case "hardlink": this.#isKept = this.#place(name, member, member.type);
		}
	}
	content(bytes) {
		if (this.#isKept) this.batches.write(bytes);
	}
	leftOut() {
		return this.#router?.leftOut() ?? [];
	}
	/** Throws `ARCHIVE_EMPTY` and `ARCHIVE_CORRUPT` when the archive, which has ended properly, cannot be all that was meant. */
	end() {
		this.batches.flush();
		if (this.#members === 0) throw empty();
		const [missing] = this.#router?.missing() ?? [];
		if (missing !== void 0) throw corrupt(`it holds nothing of ${missing}, which it lists`);
	}
	/** True when content is to be written. */
	#place(name, member, type) {
		this.#router ??= new Router(this.#options, this.#own);
		const destination = this.#router.place(name);
		if (destination === void 0) return false;
		const path = name.subarray(destination.cut);
		checkPath(path, member);
		const tree = this.#tree(destination.mount);
		const { mode, mtimeNs, size, link: target } = member;
		const original = this.#original(member, type, destination.mount);
		if (!tree.add({
			type,
			path,
			mode,
			mtimeNs,
			size,
			target,
			original
		})) return false;
		this.#bytes += size;
		if (this.#bytes > this.#options.maxBytes) throw tooLarge(`its content is larger than ${this.#options.maxBytes} bytes`);
		this.batches.begin(destination.mount, {
			path,
			size,
			mode,
			mtimeNs
		});
		return size > 0;
	}
	#tree(mount) {
		const known = this.#trees[mount];
		if (known !== void 0) return known;
		const tree = new TreeBuilder();
		this.#trees.push(tree);
		this.mounts.push({
			mount: this.#router.mounts[mount],
			table: tree.table
		});
		return tree;
	}
	/** The path, in the same mount, of the member that a hard link or a copy names. */
	#original(member, type, mount) {
		const link = type === "hardlink" ? member.link : member.copyOf;
		if (link === void 0 || type === "symlink") return void 0;
		const name = plainName(link);
		const destination = this.#router.place(name);
		return destination?.mount === mount ? name.subarray(destination.cut) : void 0;
	}
};
function checkPath(path, { link, type, name }) {
	entryPath(new Uint8Array(path));
	if (path.length === 0 && (type === "hardlink" || name.length === 0)) throw unsafe("a mount is no file, directory or symbolic link");
	if (type !== "symlink") return;
	if (link.length === 0 || link.length > limits.pathBytes) throw unsafe(`${quoted(name)} is a symbolic link to ${link.length} bytes`);
}
// src/archive/byte-source.ts
/** Bytes that arrive in chunks of any size, taken by number or as they come. */
var ByteSource = class {
	/** Bytes that have arrived. */
	received = 0;
	#iterator;
	/** What has arrived and is not taken whole. */
	#chunks = [];
	/** Bytes of the first chunk that are taken. */
	#taken = 0;
	/** Bytes that have arrived and are not taken. */
	#left = 0;
	constructor(chunks) {
		this.#iterator = chunks[Symbol.asyncIterator]();
	}
	/** The next bytes, which stay; fewer at the end. Good until they are taken. */
	async peek(length) {
		while (this.#left < length && await this.#receive());
		const first = this.#chunks[0]?.subarray(this.#taken, this.#taken + length) ?? Buffer.alloc(0);
		return first.length === length ? first : Buffer.concat([first, ...this.#chunks.slice(1)], Math.min(length, this.#left));
	}
	/** As `peek`; throws `ARCHIVE_CORRUPT` when there are fewer. */
	async need(length) {
		const bytes = await this.peek(length);
		if (bytes.length < length) throw corrupt("it ends early");
		return bytes;
	}
	/** Throws `ARCHIVE_CORRUPT` when there are fewer. */
	async take(length) {
		const bytes = await this.need(length);
		for (let left = length; left > 0;) left -= this.#advance(left).length;
		return bytes;
	}
	/**
	* Copies the next bytes to a place in `room`, and gives back the memory of every chunk that is used up by that: nothing that was taken before
	* may be looked at any more. Throws `ARCHIVE_CORRUPT` when there are fewer.
	*/
	async moveTo(room, at, length) {
		for (let end = at; end < at + length;) {
			if (this.#left === 0 && !await this.#receive()) throw corrupt("it ends early");
			const chunk = this.#chunks[0];
			const bytes = this.#advance(at + length - end);
			end += bytes.copy(room, end);
			if (chunk !== this.#chunks[0]) free$1(chunk);
		}
	}
	async skip(length) {
		for (let left = length; left > 0;) {
			await this.need(1);
			left -= this.#advance(left).length;
		}
	}
	/** All that is left, as it comes. */
	async *[Symbol.asyncIterator]() {
		while (this.#left > 0 || await this.#receive()) yield this.#advance(this.#left);
	}
	/** Lets the sender know that no more is asked for. */
	async close() {
		await this.#iterator.return?.();
	}
	/** The next bytes, at most `length` of them, as they lie in one chunk. */
	#advance(length) {
		const chunk = this.#chunks[0];
		const bytes = chunk.subarray(this.#taken, this.#taken + length);
		this.#taken += bytes.length;
		this.#left -= bytes.length;
		if (this.#taken === chunk.length) {
			this.#chunks.shift();
			this.#taken = 0;
		}
		return bytes;
	}
	/** False at the end. */
	async #receive() {
		for (;;) {
			const { done, value } = await this.#iterator.next();
			if (done === true) return false;
			if (value.length === 0) continue;
			this.received += value.length;
			this.#left += value.length;
			this.#chunks.push(Buffer.from(value.buffer, value.byteOffset, value.length));
			return true;
		}
	}
};
// src/archive/inflate.ts
/** What comes out of one of Node's decompressors. Throws `ARCHIVE_CORRUPT`, and whatever `chunks` throws, unchanged. */
async function* inflate(chunks, inflater) {
	const fed = pipeline(chunks, inflater).then(() => void 0, (error) => error);
	try {
		yield* inflater;
	} catch (error) {
		throw isFromZlib(error) ? corrupt("it cannot be decompressed", error) : error;
	}
	const failure = await fed;
	if (failure !== void 0) throw failure;
}
function isFromZlib(error) {
	return error instanceof Error && "code" in error && /^(Z_|ZSTD_)/.test(String(error.code));
}
// src/archive/zstd.ts
const KiB = 1024;
const MiB = 2 ** 20;
const frameMagic = 4247762216;
/** What may stand between frames, to be skipped: 16 numbers from here. */
const skippableMagic = 407710288;
const wholeBytes = 32 * MiB;
const framesAhead = 4;
const mostBytesAhead = 16 * MiB;
const windowBytes = 128 * MiB;
const outputBytes$1 = MiB;
const unpack = promisify(zstdDecompress);
function isZstd(start) {
	if (start.length < 4) return false;
	const magic = start.readUInt32LE();
	return magic === frameMagic || isSkippable(magic);
}
/**
* The plain bytes of zstd frames one after another (RFC 8878). Node's stream ends without an error at the end of the first frame, and
* before 22.20 without an error in the middle of one; so the frames are found here, by the lengths of their blocks, and small ones are
* unpacked several at once on Node's threads. Throws `ARCHIVE_CORRUPT` and `ARCHIVE_UNSUPPORTED`.
*/
async function* decompressZstd(source) {
	const ahead = [];
	for (let header = await nextFrame(source); header !== void 0; header = await nextFrame(source)) {
		const { plainBytes } = header;
		if (plainBytes !== void 0 && plainBytes <= wholeBytes) {
			ahead.push({
				plain: unpackFrame(await gather(source, header, plainBytes), plainBytes),
				bytes: plainBytes
			});
			while (ahead.length > framesAhead || bytesOf(ahead) > mostBytesAhead) yield* settled(ahead.shift());
		} else {
			for (const frame of ahead.splice(0)) yield* settled(frame);
			yield* inflate(piecesOf(source, header), createZstdDecompress({ chunkSize: outputBytes$1 }));
		}
	}
	for (const frame of ahead) yield* settled(frame);
}
function bytesOf(frames) {
	return frames.reduce((sum, { bytes }) => sum + bytes, 0);
}
async function nextFrame(source) {
	while ((await source.peek(1)).length > 0) {
		const magic = (await source.need(4)).readUInt32LE();
		if (magic === frameMagic) return readHeader(source);
		if (!isSkippable(magic)) throw corrupt("something follows that is not compressed with zstd");
		await source.skip(4);
		await source.skip((await source.take(4)).readUInt32LE());
	}
}
function isSkippable(magic) {
	return magic >= skippableMagic && magic <= 407710303;
}
async function readHeader(source) {
	const descriptor = (await source.need(5))[4];
	const isSingle = (descriptor & 32) !== 0;
	const windowLength = isSingle ? 0 : 1;
	const dictionaryLength = [
		0,
		1,
		2,
		4
	][descriptor & 3];
	const sizeLength = [
		isSingle ? 1 : 0,
		2,
		4,
		8
	][descriptor >> 6];
	const bytes = Buffer.from(await source.take(5 + windowLength + dictionaryLength + sizeLength));
	const plainBytes = sizeIn(bytes.subarray(bytes.length - sizeLength));
	const window = isSingle ? plainBytes ?? 0 : windowIn(bytes[5]);
	if (window > windowBytes) throw unsupported(`it was compressed with a window of ${window} bytes`, "Compress it without `--long` or `--ultra`.");
	if (dictionaryLength > 0) throw unsupported("it was compressed with a dictionary", "Compress it without one.");
	return {
		bytes,
		hasChecksum: (descriptor & 4) !== 0,
		plainBytes
	};
}
function sizeIn(bytes) {
	switch (bytes.length) {
		case 0: return;
		case 1: return bytes[0];
		case 2: return bytes.readUInt16LE() + 256;
		case 4: return bytes.readUInt32LE();
		default: return Number(bytes.readBigUInt64LE());
	}
}
function windowIn(descriptor) {
	const base = 2 ** (10 + (descriptor >> 3));
	return base + base / 8 * (descriptor & 7);
}
/** How long the parts of a frame are that follow its header; each is to be taken before the next is asked for. */
async function* partsOf(source, { hasChecksum }) {
	for (let isLast = false; !isLast;) {
		const header = (await source.need(3)).readUIntLE(0, 3);
		isLast = (header & 1) === 1;
		const kind = header >> 1 & 3;
		if (kind === 3) throw corrupt("a zstd block is of no known kind");
		yield 3 + (kind === 1 ? 1 : header >> 3);
	}
	if (hasChecksum) yield 4;
}
/** A frame as it comes. */
async function* piecesOf(source, header) {
	yield header.bytes;
	for await (const length of partsOf(source, header)) yield await source.take(length);
}
async function gather(source, header, plainBytes) {
	let room = Buffer.allocUnsafeSlow((plainBytes >> 2) + 64 * KiB);
	let length = header.bytes.copy(room);
	for await (const part of partsOf(source, header)) {
		if (length + part > room.length) room = enlarged(room, length, (length + part) * 2);
		await source.moveTo(room, length, part);
		length += part;
	}
	return {
		room,
		length
	};
}
function enlarged(room, used, length) {
	const larger = Buffer.allocUnsafeSlow(length);
	room.copy(larger, 0, 0, used);
	free$1(room);
	return larger;
}
/** Never rejects: it may be some time before anyone looks. */
async function unpackFrame({ room, length }, plainBytes) {
	try {
		const frame = room.subarray(0, length);
		const plain = await unpack(frame, {
			chunkSize: Math.max(plainBytes + 1, 64),
			maxOutputLength: Math.max(plainBytes, 1)
		});
		return plain.length === plainBytes ? plain : corrupt("a zstd frame is shorter than it states");
	} catch (error) {
		return corrupt("it cannot be decompressed", error);
	} finally {
		free$1(room);
	}
}
async function* settled(frame) {
	const plain = await frame.plain;
	if (plain instanceof Error) throw plain;
	yield plain;
	if (plain.length > 64 * KiB) freeMemory(plain.buffer);
}
// src/archive/decompress.ts
const magics = [
	{
		name: "gzip",
		bytes: [31, 139]
	},
	{
		name: "bzip2",
		bytes: [
			66,
			90,
			104
		]
	},
	{
		name: "xz",
		bytes: [
			253,
			55,
			122,
			88,
			90,
			0
		]
	},
	{
		name: "lz4",
		bytes: [
			4,
			34,
			77,
			24
		]
	},
	{
		name: "zip",
		bytes: [
			80,
			75,
			3,
			4
		]
	}
];
const longestMagic = 6;
const outputBytes = 1048576;
/** A stream that is given so many bytes takes no more before it is done with them; with fewer it may still look at them. */
const heldBack = 65536;
/**
* The plain bytes of an archive, whose compression is known by its first bytes, whatever its name says. Unpacking runs on Node's own
* threads. A chunk is only valid until the next is asked for. Throws `ARCHIVE_CORRUPT`, `ARCHIVE_UNSUPPORTED`, `ARCHIVE_TOO_LARGE`, and whatever `chunks` throws, unchanged.
*/
async function* decompress(chunks) {
	const source = new ByteSource(chunks);
	try {
		let plain = 0;
		for await (const chunk of plainChunks(source, await source.peek(longestMagic))) {
			plain += chunk.length;
			if (plain > limits.unratedBytes && plain > source.received * limits.ratio) throw tooLarge(`it unpacks to more than ${limits.ratio} times its size, as only an archive made to fill a disk does`);
			yield chunk;
		}
	} finally {
		await source.close();
	}
}
function plainChunks(source, start) {
	if (isZstd(start)) return decompressZstd(source);
	const compression = magics.find(({ bytes }) => start.subarray(0, bytes.length).equals(Uint8Array.from(bytes)));
	if (compression === void 0) return freed(source);
	if (compression.name === "gzip") return inflate(freed(source, heldBack), createGunzip({ chunkSize: outputBytes }));
	throw unsupported(`it is ${compression.name}`, "larder reads tar, plain or compressed with gzip or zstd.");
}
/** Gives the memory of chunks of at least so many bytes back when the next one is asked for. */
async function* freed(chunks, least = 0) {
	for await (const chunk of chunks) {
		yield chunk;
		if (chunk.length >= least) free$1(chunk);
	}
}
// src/archive/block.ts
const field = {
	mode: {
		at: 100,
		length: 8
	},
	size: {
		at: 124,
		length: 12
	},
	mtime: {
		at: 136,
		length: 12
	},
	checksum: {
		at: 148,
		length: 8
	},
	type: {
		at: 156,
		length: 1
	}
};
const zeros = Buffer.alloc(512);
const ustar = Buffer.from("ustar\0");
const slash = Buffer.from("/");
const space = 32;
const digitZero = 48;
/** Undefined for a block of zeros, which ends an archive. Throws `ARCHIVE_CORRUPT`. The names share the block's memory. */
function decodeBlock(block) {
	if (block[0] === 0 && block.equals(zeros)) return void 0;
	return new DecodedBlock(block, plainNumbers(block) ?? anyNumbers(block));
}
/**
* Names are made when they are asked for: every other block is that of an extended header, whose name nobody asks for. A class, because an
* object with getters of its own for each of 200,000 blocks took 120 MiB.
*/
var DecodedBlock = class {
	type;
	size;
	mode;
	mtime;
	#bytes;
	constructor(bytes, { size, mode, mtime }) {
		const type = bytes[field.type.at];
		this.type = type === 0 ? "0" : String.fromCharCode(type);
		this.size = size;
		this.mode = mode;
		this.mtime = mtime;
		this.#bytes = bytes;
	}
	get name() {
		return nameOf(this.#bytes);
	}
	get link() {
		return textOf(this.#bytes, 157, 100);
	}
};
/** Octal digits in every field and the right sum, as in nearly all headers: ten times as fast as the whole truth about tar's numbers. */
function plainNumbers(block) {
	const mode = octal(block, field.mode);
	const size = octal(block, field.size);
	const mtime = octal(block, field.mtime);
	if (mode === void 0 || size === void 0 || mtime === void 0) return void 0;
	return octal(block, field.checksum) === sumOf(block) ? {
		mode,
		size,
		mtime
	} : void 0;
}
/** Undefined unless the field is octal digits and then spaces or zeros. */
function octal(block, { at, length }) {
	let value = 0;
	let i = at;
	for (; i < at + length && block[i] >= digitZero && block[i] < 56; i++) value = value * 8 + block[i] - digitZero;
	if (i === at) return void 0;
	for (; i < at + length; i++) if (block[i] !== 0 && block[i] !== space) return void 0;
	return value;
}
function sumOf(block) {
	let sum = sumOfAll(block) + 256;
	for (let i = field.checksum.at; i < field.type.at; i++) sum -= block[i];
	return sum;
}
function sumOfAll(block) {
	if (block.byteOffset % 4 !== 0) return block.reduce((sum, byte) => sum + byte, 0);
	let sums = 0;
	const words = new Uint32Array(block.buffer, block.byteOffset, 128);
	for (let i = 0; i < words.length; i++) sums = sums + (words[i] & 16711935) + (words[i] >>> 8 & 16711935) | 0;
	return (sums & 65535) + (sums >>> 16);
}
/** Numbers in base 256, negative ones, fields that are empty or filled with spaces. */
function anyNumbers(block) {
	const header = parse(block);
	if (!header.cksumValid) throw corrupt("the checksum of a header is wrong");
	return {
		size: header.size,
		mode: header.mode,
		mtime: header.mtime === void 0 ? void 0 : header.mtime.getTime() / 1e3
	};
}
function parse(block) {
	try {
		return new Header(block);
	} catch (cause) {
		throw corrupt("a number in a header makes no sense", cause);
	}
}
function nameOf(block) {
	const name = textOf(block, 0, 100);
	if (block.compare(ustar, 0, ustar.length, 257, 257 + ustar.length) !== 0 || block[345] === 0) return name;
	const prefix = textOf(block, 345, block[475] === 0 ? 130 : 155);
	return Buffer.concat([
		prefix,
		slash,
		name
	]);
}
function textOf(block, at, length) {
	const end = block.indexOf(0, at);
	return block.subarray(at, end === -1 || end > at + length ? at + length : end);
}
// src/archive/member.ts
const none = new Map();
const nothing = Buffer.alloc(0);
const noExtensions = {
	pax: none,
	longName: void 0,
	longLink: void 0
};
/** Puts a header and its extensions together. Throws `ARCHIVE_CORRUPT`, `ARCHIVE_UNSAFE`, `ARCHIVE_UNSUPPORTED`. */
function stateMember(block, extensions, globals) {
	const { pax } = extensions;
	if (pax.size > 0) refuseSparse(pax);
	const name = oneOf("path", extensions.longName, pax) ?? block.name;
	const type = typeOf(block.type, name);
	const stored = type === "file" || type === "directory" && block.type === "0" ? sizeOf(block, pax) : 0;
	const copyOf = type === "file" ? originalIn(pax.get("comment")) : void 0;
	return {
		type,
		name,
		link: oneOf("linkpath", extensions.longLink, pax) ?? (type === "symlink" || type === "hardlink" ? block.link : nothing),
		mode: (block.mode ?? 420) & 511,
		mtimeNs: mtimeOf(block, pax, globals),
		size: type === "file" ? stored : 0,
		stored,
		...copyOf === void 0 ? {} : { copyOf }
	};
}
function typeOf(type, name) {
	switch (type) {
		case "0": return name.at(-1) === 47 ? "directory" : "file";
		case "7": return "file";
		case "1": return "hardlink";
		case "2": return "symlink";
		case "3":
		case "4": return "device";
		case "5": return "directory";
		case "6": return "fifo";
		case "V": return "label";
		case "S": throw sparse(name);
		default: throw unsupported(`${quoted(name)} is of the type ${JSON.stringify(type)}`, "Write the archive with larder, or with tar --format=posix.");
	}
}
function refuseSparse(pax) {
	for (const key of pax.keys()) if (key.startsWith("GNU.sparse.")) throw sparse(pax.get("GNU.sparse.name") ?? Buffer.from("a file"));
}
function sparse(name) {
	return unsupported(`${quoted(name)} is stored as a sparse file`, "Write the archive with larder, or without tar --sparse.");
}
/** Readers do not agree on which of the two counts, so whoever states both wants them to differ. */
function oneOf(key, long, pax) {
	const record = pax.get(key);
	if (record !== void 0 && long !== void 0) throw unsafe(`${quoted(long)} has two long names`);
	const name = record ?? long;
	if (name?.includes(0)) throw unsafe(`the name ${quoted(name)} has a zero byte`);
	return name === void 0 || name.length === 0 ? void 0 : name;
}
function sizeOf(block, pax) {
	const record = pax.get("size")?.toString("latin1");
	if (record === void 0 || record === "") {
		if (block.size === void 0) throw corrupt(`${quoted(block.name)} states no size`);
		return block.size;
	}
	const size = /^\d{1,16}$/.test(record) ? Number(record) : NaN;
	if (!Number.isSafeInteger(size)) throw corrupt(`${quoted(block.name)} states a size of ${JSON.stringify(record.slice(0, 40))}`);
	return size;
}
function mtimeOf(block, pax, globals) {
	const record = pax.get("mtime") ?? globals.get("mtime");
	if (record === void 0 || record.length === 0) return block.mtime === void 0 ? 0n : instantOf(block.mtime);
	const instant = instantOfDecimal(record.toString("latin1"));
	if (instant === void 0) throw corrupt(`${quoted(block.name)} states a time of ${quoted(record.subarray(0, 40))}`);
	return instant;
}
function originalIn(comment) {
	const text = comment?.toString("latin1");
	return text?.startsWith("larder.link=") ? decodePercent(text.slice(linkComment.length)) : void 0;
}
// src/archive/parser.ts
/**
* Reads a tar stream however it is cut: ustar, PAX, GNU and old V7 headers. Every byte is either understood, skipped as content or
* padding, or an error; only what follows the end of the archive is ignored.
*/
var TarParser = class {
	#sink;
	#state = "header";
	/** A block, or the body of an extension, that arrives in pieces. */
	#gathered = Buffer.alloc(512);
	#filled = 0;
	/** Bytes still to come in the states `content` and `padding`. */
	#left = 0;
	#padding = 0;
	#extension = "";
	#extensions = noExtensions;
	#globals = new Map();
	constructor(sink) {
		this.#sink = sink;
	}
	push(chunk) {
		for (let at = 0; at < chunk.length;) at = this.#take(chunk, at);
	}
	/** Throws `ARCHIVE_CORRUPT` when the archive has not ended: what is missing cannot be known. */
	end() {
		if (this.#state !== "ended" && !(this.#state === "half-ended" && this.#filled === 0)) throw corrupt("it ends early");
	}
	/** Gives where the next bytes begin. */
	#take(chunk, at) {
		switch (this.#state) {
			case "header":
			case "half-ended": return this.#gather(chunk, at, 512, (block) => this.#header(block));
			case "extension": return this.#gather(chunk, at, this.#left, (body) => this.#extend(body));
			case "content": return this.#content(chunk, at);
			case "padding": return this.#skipPadding(chunk, at);
			case "ended": return chunk.length;
		}
	}
	/** Hands on `length` bytes at once: out of the chunk when they are all there, else when the last of them has come. */
	#gather(chunk, at, length, whole) {
		if (this.#filled === 0 && at + length <= chunk.length) {
			whole(chunk.subarray(at, at + length));
			return at + length;
		}
		if (this.#gathered.length < length) this.#gathered = Buffer.alloc(length);
		const end = Math.min(chunk.length, at + length - this.#filled);
		chunk.copy(this.#gathered, this.#filled, at, end);
		this.#filled += end - at;
		if (this.#filled === length) {
			this.#filled = 0;
			whole(Buffer.from(this.#gathered.subarray(0, length)));
		}
		return end;
	}
	#header(bytes) {
		const block = decodeBlock(bytes);
		if (block === void 0) return this.#endBlock();
		if (this.#state === "half-ended") throw corrupt("it goes on after a block of zeros");
		if ("xgLK".includes(block.type)) return this.#beginExtension(block);
		const member = stateMember(block, this.#extensions, this.#globals);
		this.#extensions = noExtensions;
		this.#sink.member(member);
		this.#left = member.stored;
		this.#padding = paddingOf(member.stored);
		this.#state = member.stored > 0 ? "content" : "header";
	}
	#endBlock() {
		if (this.#extensions !== noExtensions) throw corrupt("an extended header has no member");
		this.#state = this.#state === "half-ended" ? "ended" : "half-ended";
	}
	#beginExtension(block) {
		const limit = block.type === "L" || block.type === "K" ? limits.pathBytes + 1 : limits.paxBytes;
		if (block.size === void 0) throw corrupt("an extended header states no size");
		if (block.size > limit) throw unsafe(`an extended header has ${block.size} bytes`);
		this.#extension = block.type;
		this.#left = block.size;
		this.#padding = paddingOf(block.size);
		this.#state = "extension";
		if (block.size === 0) this.#extend(Buffer.alloc(0));
	}
	#extend(body) {
		switch (this.#extension) {
			case "x":
				this.#extensions = {
					...this.#extensions,
					pax: only(this.#extensions.pax.size === 0, decodeRecords(Buffer.from(body)))
				};
				break;
			case "g":
				this.#global(decodeRecords(Buffer.from(body)));
				break;
			case "L":
				this.#extensions = {
					...this.#extensions,
					longName: only(this.#extensions.longName === void 0, untilZero(body))
				};
				break;
			case "K": this.#extensions = {
				...this.#extensions,
				longLink: only(this.#extensions.longLink === void 0, untilZero(body))
			};
		}
		this.#left = this.#padding;
		this.#state = this.#left > 0 ? "padding" : "header";
	}
	#global(records) {
		const hostile = [...records.keys()].find((key) => [
			"path",
			"linkpath",
			"size"
		].includes(key) || key.startsWith("GNU.sparse."));
		if (hostile !== void 0) throw unsafe(`one header sets the ${hostile} of every member`);
		this.#globals = new Map([...this.#globals, ...records]);
		const comment = records.get("comment");
		if (comment !== void 0) this.#sink.comment(comment.toString());
	}
	#content(chunk, at) {
		const end = Math.min(chunk.length, at + this.#left);
		this.#sink.content(chunk.subarray(at, end));
		this.#left -= end - at;
		if (this.#left === 0) {
			this.#left = this.#padding;
			this.#state = this.#left > 0 ? "padding" : "header";
		}
		return end;
	}
	#skipPadding(chunk, at) {
		const end = Math.min(chunk.length, at + this.#left);
		this.#left -= end - at;
		if (this.#left === 0) this.#state = "header";
		return end;
	}
};
function only(isFirst, value) {
	if (!isFirst) throw unsafe("a member has two extended headers of one kind");
	return value;
}
function untilZero(body) {
	const end = body.indexOf(0);
	return Buffer.from(end === -1 ? body : body.subarray(0, end));
}
// src/archive/read.ts
/** Reads an archive of larder, drone-s3-cache, GNU tar or any other; compressed or not, which its first bytes tell. Chunks are given away. */
function readArchive(chunks, options) {
	const collector = new Collector(options);
	return {
		batches: readBatches(chunks, collector),
		mounts: collector.mounts,
		leftOut: () => collector.leftOut(),
		skipped: () => collector.skipped
	};
}
async function* readBatches(chunks, collector) {
	const parser = new TarParser(collector);
	for await (const chunk of decompress(chunks)) {
		parser.push(chunk);
		yield* collector.batches.take();
	}
	parser.end();
	collector.end();
	yield* collector.batches.take();
}
// src/cache/download.ts
/** 4 MiB: large enough that a request's latency counts for little, small enough that eight of them in flight are 32 MiB. */
const rangeBytes = 4194304;
/**
* The bytes of an object in order, fetched as ranges of one version with several requests in flight.
* Throws `OBJECT_CHANGED` when the object is replaced meanwhile.
*/
function download(store, object, { signal, concurrency, onBytes }) {
	const inFlight = Math.min(concurrency, 8);
	return pMapIterable(rangesOf(object.size), async (range) => {
		const answer = await store.get(object.key, {
			range,
			etag: object.etag,
			signal
		});
		if (answer === void 0) throw new LarderError("OBJECT_CHANGED", `${object.key} was removed while it was being read.`);
		onBytes(answer.body.length);
		return answer.body;
	}, {
		concurrency: inFlight,
		backpressure: inFlight
	});
}
function* rangesOf(size) {
	for (let first = 0; first < size; first += rangeBytes) yield {
		first,
		last: Math.min(first + rangeBytes, size) - 1
	};
}
// src/cache/restore-archive.ts
/**
* Batches of 4 MiB that are being written. No more tasks than this also means no more threads, because the pool starts one only for a
* task; one thread that reads the archive cannot keep more than these busy.
*/
const mostBatches = 8;
/**
* Puts an archive into the workspace: fetched in ranges, decompressed and written as it arrives, without a copy of it on disk. Throws, with
* the workspace as it was, what `readArchive` throws, `MOUNT_NOT_IN_CACHE`, `NO_SPACE`, and what the store and the writer throw.
*/
async function restoreArchive(object, config, tools) {
	const { workspace, concurrency, mounts, maxSize } = config;
	let transferred = 0;
	const chunks = download(tools.store, object, {
		signal: tools.signal,
		concurrency,
		onBytes: (count) => {
			transferred += count;
			tools.report({
				type: "progress",
				work: "receiving",
				done: transferred,
				total: object.size,
				entries: 0
			});
		}
	});
	assertSpace([{
		directory: workspace,
		bytes: object.size
	}]);
	const reading = readArchive(chunks, {
		places: config,
		wanted: mounts.length === 0 ? void 0 : mountFilter(mounts, config),
		maxBytes: Math.min(maxSize ?? 1e400, mostFree(config))
	});
	return inStagings(workspace, tools, async (open) => {
		const trees = await writeBatches(reading, open, tools);
		if (trees.length === 0) throw noMountLeft(reading.leftOut());
		tellLeftOut(reading, config, tools);
		return {
			trees,
			result: {
				entries: trees.reduce((sum, { table }) => sum + table.length, 0),
				bytes: trees.reduce((sum, { table }) => sum + contentOf(table), 0),
				transferred,
				kept: 0
			}
		};
	});
}
/** What the archive grows to is only known at its end; more than the roomier of two places has can never fit. */
function mostFree({ workspace, home }) {
	return Math.max(freeBytes(workspace), freeBytes(home));
}
async function writeBatches(reading, open, { pool, signal }) {
	const trees = [];
	const prepare = () => {
		for (const { mount, table } of reading.mounts.slice(trees.length)) trees.push({
			staging: open(mount),
			table,
			made: 0
		});
		for (const tree of trees) {
			makeDirectories(tree.staging.root, tree.table, void 0, tree.made);
			tree.made = tree.table.length;
		}
	};
	async function* prepared() {
		for await (const batch of reading.batches) {
			signal.throwIfAborted();
			prepare();
			yield batch;
		}
		prepare();
	}
	await forEachAtOnce(prepared(), Math.min(pool.size * 2, mostBatches), async ({ mount, pieces, data }) => {
		await pool.run("writePieces", {
			root: trees[mount].staging.root,
			pieces,
			data
		}, { transfer: [data.buffer] });
	});
	await Promise.all(trees.map(({ staging: { root }, table }) => pool.run("finishTree", {
		root,
		columns: table.share()
	})));
	return trees;
}
function tellLeftOut(reading, { mounts }, { report }) {
	const leftOut = reading.leftOut();
	if (leftOut.length > 0 && mounts.length === 0) report({
		type: "notice",
		message: `Left out because it lies outside the workspace: ${leftOut.join(", ")}. Name it as \`mount\` to have it.`
	});
	const skipped = reading.skipped();
	if (skipped > 0) report({
		type: "warning",
		message: `Left out ${skipped} pipes or devices of the archive.`
	});
}
function contentOf(table) {
	let bytes = 0;
	for (let i = 0; i < table.length; i++) bytes += table.size(i);
	return bytes;
}
export { restoreArchive };
