import { LarderError } from "./errors.js";
import { readError, storedTime } from "./pieces.js";
import { EntryTable, EntryType, compileExclude, isOwnDirectory, treeLimits } from "./own-names.js";
import { lstatSync, readdirSync, readlinkSync, statSync } from "node:fs";
// src/tree/scan.ts
/** Once a task has found so many entries it descends no further, so that other threads get their share of the tree: about 8 ms. */
const fairShare = 2048;
const slash = 47;
/**
* Reads directories, and what they hold as far as it is a fair share; `ScanAssembly` asks for the rest. Symbolic links are entries and never
* followed, but for a mount that is a link to a directory. Throws `UNREADABLE`, `FILE_CHANGED` (something vanished meanwhile) and `TREE_LIMIT`.
*/
function scanDirectories(request) {
	return new Scan(request).read(request.below);
}
var Scan = class {
	#isExcluded;
	#store;
	/** The path of the entry at hand; every deeper one is written behind its directory. */
	#path;
	#mountLength;
	#table = new EntryTable();
	#unread = [];
	#shared = [];
	#devices = [];
	#skipped = 0;
	constructor({ directory, exclude }) {
		const mount = Buffer.from(directory);
		this.#mountLength = mount.length;
		this.#path = Buffer.allocUnsafeSlow(mount.length + 1 + treeLimits.pathBytes + 1 + treeLimits.nameBytes);
		this.#path.set(mount);
		this.#store = exclude?.store === void 0 ? void 0 : Buffer.from(exclude.store);
		this.#isExcluded = exclude === void 0 || exclude.patterns.length === 0 ? void 0 : compileExclude(exclude);
	}
	read(below) {
		const roots = Uint32Array.from(below, (path) => {
			const root = this.#table.length;
			if (path.length === 0) this.#readMount();
			else this.#readBelow(path);
			return root;
		});
		return {
			columns: this.#table.columns(),
			roots,
			unread: Uint32Array.from(this.#unread),
			shared: Uint32Array.from(this.#shared),
			devices: BigUint64Array.from(this.#devices),
			skipped: this.#skipped
		};
	}
	#readMount() {
		const end = this.#mountLength;
		const stat = this.#read(end, (path) => mountStat(path));
		this.#scanEntry(stat, -1, end, end, 0);
	}
	#readBelow(below) {
		const start = this.#mountLength + 1;
		this.#path[this.#mountLength] = slash;
		this.#path.set(below, start);
		const depth = below.reduce((count, byte) => byte === slash ? count + 1 : count, 1);
		const itself = this.#table.append({
			type: EntryType.directory,
			mode: 0,
			size: 0,
			mtimeNs: 0n,
			parent: -1,
			name: new Uint8Array(0)
		});
		this.#scanDirectory(itself, start + below.length, depth + 1);
	}
	#scanDirectory(index, end, depth) {
		const names = this.#read(end, (path) => readdirSync(path, "latin1")).sort();
		if (names.length === 0) return;
		if (depth > treeLimits.depth) throw this.#beyond(end, `lies more than ${treeLimits.depth} directories deep`);
		const start = end + 1;
		for (const name of names) {
			const childEnd = start + name.length;
			this.#path[end] = slash;
			this.#path.write(name, start, "latin1");
			if (childEnd - this.#mountLength - 1 > treeLimits.pathBytes) throw this.#beyond(childEnd, "is too long a path");
			if (this.#isExcluded?.(this.#path.subarray(this.#mountLength + 1, childEnd)) === true) continue;
			const stat = this.#read(childEnd, (path) => lstatSync(path, { bigint: true }));
			if (stat.isDirectory() && (isOwnDirectory(name) || this.#isStore(childEnd))) continue;
			this.#scanEntry(stat, index, start, childEnd, depth);
		}
	}
	#isStore(end) {
		return this.#store?.equals(this.#path.subarray(this.#mountLength + 1, end)) === true;
	}
	#scanEntry(stat, parent, nameStart, end, depth) {
		const name = this.#path.subarray(nameStart, end);
		if (stat.isFile()) this.#addFile(stat, parent, name);
		else if (stat.isDirectory()) {
			const index = this.#add(EntryType.directory, stat, parent, name);
			if (this.#table.length < fairShare) this.#scanDirectory(index, end, depth + 1);
			else this.#unread.push(index);
		} else if (stat.isSymbolicLink()) {
			const target = this.#read(end, (path) => readlinkSync(path, "buffer"));
			this.#add(EntryType.symlink, stat, parent, name, target);
		} else this.#skipped++;
	}
	#addFile(stat, parent, name) {
		const index = this.#add(EntryType.file, stat, parent, name);
		if (stat.nlink === 1n) return;
		this.#shared.push(index);
		this.#devices.push(stat.dev);
	}
	#add(type, stat, parent, name, target) {
		if (this.#table.length === treeLimits.entries) throw tooMany(this.#path.subarray(0, this.#mountLength));
		return this.#table.append({
			type,
			mode: Number(stat.mode) & 511,
			size: type === EntryType.file ? Number(stat.size) : 0,
			mtimeNs: storedTime(stat.mtimeNs),
			parent,
			name,
			ctimeNs: storedTime(stat.ctimeNs),
			inode: stat.ino,
			...target && { target }
		});
	}
	#read(end, call) {
		const path = this.#path.subarray(0, end);
		try {
			return call(path);
		} catch (error) {
			throw readError(error, path);
		}
	}
	#beyond(end, why) {
		return beyondLimits(this.#path.subarray(0, end), why);
	}
};
function mountStat(path) {
	const stat = lstatSync(path, { bigint: true });
	if (!stat.isSymbolicLink()) return stat;
	const followed = statSync(path, {
		bigint: true,
		throwIfNoEntry: false
	});
	return followed?.isDirectory() === true ? followed : stat;
}
function tooMany(mount) {
	return beyondLimits(mount, `holds more than ${treeLimits.entries} entries`);
}
function beyondLimits(path, why) {
	return new LarderError("TREE_LIMIT", `${Buffer.from(path).toString()} ${why}.`, { hint: "Name a smaller directory, or exclude a part of it with a `!` pattern." });
}
export { scanDirectories, tooMany };
