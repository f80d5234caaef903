// src/tree/entries.ts
/** What an entry is. A hard link names an earlier file entry of the same table. */
const EntryType = {
	directory: 0,
	file: 1,
	symlink: 2,
	hardlink: 3
};
const slash = 47;
/**
* The tree below one mount as columns: about 50 bytes an entry plus its name, so that a million entries fit where objects would not.
* Entry 0 is the mount itself (a directory, or a single file); a directory stands before what it holds.
*/
var EntryTable = class EntryTable {
	length = 0;
	#type = new Uint8Array(64);
	#mode = new Uint16Array(64);
	#size = new Float64Array(64);
	#mtimeNs = new BigInt64Array(64);
	#ctimeNs = new BigInt64Array(64);
	#inode = new BigUint64Array(64);
	#parent = new Int32Array(64);
	#link = new Int32Array(64);
	#nameEnd = new Uint32Array(64);
	#names = new Uint8Array(1024);
	#targets = [];
	static from(columns) {
		const table = new EntryTable();
		table.length = columns.length;
		table.#type = columns.type;
		table.#mode = columns.mode;
		table.#size = columns.size;
		table.#mtimeNs = columns.mtimeNs;
		table.#ctimeNs = columns.ctimeNs;
		table.#inode = columns.inode;
		table.#parent = columns.parent;
		table.#link = columns.link;
		table.#nameEnd = columns.nameEnd;
		table.#names = columns.names;
		table.#targets = [...columns.targets];
		return table;
	}
	/** Adds an entry and gives its index. */
	append(entry) {
		const index = this.length;
		this.#reserve(index + 1);
		this.#type[index] = entry.type;
		this.#mode[index] = entry.mode;
		this.#size[index] = entry.size;
		this.#mtimeNs[index] = entry.mtimeNs;
		this.#ctimeNs[index] = entry.ctimeNs ?? 0n;
		this.#inode[index] = entry.inode ?? 0n;
		this.#parent[index] = entry.parent;
		this.#link[index] = entry.original ?? (entry.target === void 0 ? -1 : this.#targets.push(new Uint8Array(entry.target)) - 1);
		this.#appendName(index, entry.name);
		this.length++;
		return index;
	}
	/** Adds entries whose parents and originals are already counted from the start of this table; their targets are their own. */
	appendColumns(batch) {
		const { length } = this;
		this.#reserve(length + batch.length);
		this.#type.set(batch.type, length);
		this.#mode.set(batch.mode, length);
		this.#size.set(batch.size, length);
		this.#mtimeNs.set(batch.mtimeNs, length);
		this.#ctimeNs.set(batch.ctimeNs, length);
		this.#inode.set(batch.inode, length);
		this.#parent.set(batch.parent, length);
		this.#link.set(batch.link, length);
		this.#appendNames(batch);
		this.#appendTargets(batch);
		this.length += batch.length;
	}
	/** Gives an entry another mode and time: of a directory, an archive may tell them after what it holds. */
	amend(index, { mode, mtimeNs }) {
		this.#mode[index] = mode;
		this.#mtimeNs[index] = mtimeNs;
	}
	type(index) {
		return this.#type[index];
	}
	mode(index) {
		return this.#mode[index];
	}
	size(index) {
		return this.#size[index];
	}
	mtimeNs(index) {
		return this.#mtimeNs[index];
	}
	ctimeNs(index) {
		return this.#ctimeNs[index];
	}
	inode(index) {
		return this.#inode[index];
	}
	parent(index) {
		return this.#parent[index];
	}
	name(index) {
		return this.#names.subarray(index === 0 ? 0 : this.#nameEnd[index - 1], this.#nameEnd[index]);
	}
	/** Of a symbolic link. */
	target(index) {
		return this.#targets[this.#link[index]];
	}
	/** Of a hard link: the entry that holds the content. */
	original(index) {
		return this.#link[index];
	}
	/** Relative to the mount, components joined by `/`; empty for the mount itself. */
	path(index) {
		let length = -1;
		for (let i = index; i > 0; i = this.#parent[i]) length += this.name(i).length + 1;
		if (length < 0) return Buffer.alloc(0);
		const path = Buffer.allocUnsafeSlow(length);
		let end = length;
		for (let i = index; i > 0; i = this.#parent[i]) {
			const name = this.name(i);
			end -= name.length;
			path.set(name, end);
			if (end > 0) path[--end] = slash;
		}
		return path;
	}
	/** Forgets what is not needed; the arrays fit exactly and share nothing with the table. */
	columns() {
		const { length } = this;
		return {
			length,
			type: this.#type.slice(0, length),
			mode: this.#mode.slice(0, length),
			size: this.#size.slice(0, length),
			mtimeNs: this.#mtimeNs.slice(0, length),
			ctimeNs: this.#ctimeNs.slice(0, length),
			inode: this.#inode.slice(0, length),
			parent: this.#parent.slice(0, length),
			link: this.#link.slice(0, length),
			nameEnd: this.#nameEnd.slice(0, length),
			names: this.#names.slice(0, length === 0 ? 0 : this.#nameEnd[length - 1]),
			targets: this.#targets
		};
	}
	#appendName(index, name) {
		const start = index === 0 ? 0 : this.#nameEnd[index - 1];
		const end = start + name.length;
		this.#reserveNames(end);
		this.#names.set(name, start);
		this.#nameEnd[index] = end;
	}
	#appendNames({ names, nameEnd, length }) {
		const start = this.length === 0 ? 0 : this.#nameEnd[this.length - 1];
		this.#reserveNames(start + names.length);
		this.#names.set(names, start);
		for (let i = 0; i < length; i++) this.#nameEnd[this.length + i] = start + nameEnd[i];
	}
	#appendTargets({ type, targets, length }) {
		const before = this.#targets.length;
		if (targets.length === 0) return;
		for (const target of targets) this.#targets.push(target);
		for (let i = 0; i < length; i++) if (type[i] === EntryType.symlink) this.#link[this.length + i] += before;
	}
	#reserveNames(length) {
		if (length > this.#names.length) this.#names = enlarged(this.#names, Math.max(length, this.#names.length * 2));
	}
	#reserve(length) {
		if (length <= this.#type.length) return;
		const size = Math.max(length, this.#type.length * 2);
		this.#type = enlarged(this.#type, size);
		this.#mode = enlarged(this.#mode, size);
		this.#size = enlarged(this.#size, size);
		this.#mtimeNs = enlarged(this.#mtimeNs, size);
		this.#ctimeNs = enlarged(this.#ctimeNs, size);
		this.#inode = enlarged(this.#inode, size);
		this.#parent = enlarged(this.#parent, size);
		this.#link = enlarged(this.#link, size);
		this.#nameEnd = enlarged(this.#nameEnd, size);
	}
};
function enlarged(column, length) {
	const larger = new column.constructor(length);
	larger.set(column);
	return larger;
}
export { EntryTable, EntryType };
