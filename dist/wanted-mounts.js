import { __toESM } from "./rolldown-runtime.js";
import { LarderError, messageOf } from "./errors.js";
import { mountName, placeMount } from "./mount.js";
import { EntryType, globOptions, isOwnDirectory, isStagingName, require_picomatch, stagingPrefix } from "./own-names.js";
import { fileTime, isSystemError, noSpace, readError, systemCode, unsafePath, writeError } from "./pieces.js";
import { joined } from "./disk-path.js";
import { Keep, isWritten } from "./keep.js";
import { _usingCtx } from "./usingCtx.js";
import { chmodSync, closeSync, constants, existsSync, lstatSync, lutimesSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, realpathSync, renameSync, rmdirSync, statSync, statfsSync, unlinkSync, utimesSync } from "node:fs";
import { platform } from "node:os";
import { basename, dirname, join, parse, relative, sep } from "node:path";
// src/tree/mount-patterns.ts
var import_picomatch = __toESM(require_picomatch(), 1);
/** Lines that begin with `#` are comments, as in actions/cache. */
function parsePatterns(lines, places) {
	return lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => parsePattern(line, places));
}
function parsePattern(line, places) {
	const marks = /^!*/.exec(line)[0].length;
	const excludes = marks % 2 === 1;
	const { base, rest } = split(line.slice(marks).replaceAll(sep, "/"), places);
	const parts = normalise(base, rest, line);
	const glob = parts.names.join("/");
	return {
		text: line,
		excludes,
		home: base === places.home && parts.base === base,
		base: parts.base,
		glob: excludes ? glob : glob.replace(/(^|\/)\*\*(\/\*\*)*$/, "")
	};
}
function split(text, { workspace, home }) {
	if (text === "~" || text.startsWith("~/")) return {
		base: home,
		rest: text.slice(1)
	};
	const { root } = parse(text);
	return root === "" ? {
		base: workspace,
		rest: text
	} : {
		base: root,
		rest: text.slice(root.length)
	};
}
function normalise(base, rest, line) {
	let directory = base;
	const names = [];
	for (const name of rest.split("/")) {
		if (name === "" || name === ".") continue;
		if (name !== "..") names.push(name);
		else if (names.length === 0) directory = dirname(directory);
		else if (isGlob(names.pop())) throw new LarderError("MOUNT_INVALID", `The mount "${line}" has a \`..\` behind a wildcard.`, { hint: "Write the path without `..`." });
	}
	return {
		base: directory,
		names
	};
}
/** The path that a pattern without wildcards names; or one whose wildcard signs are the name of something that exists. */
function literalPath({ base, glob }) {
	const verbatim = join(base, glob);
	if (exists(verbatim)) return verbatim;
	return isGlob(glob) ? void 0 : join(base, glob.replaceAll(/\\(.)/g, "$1"));
}
/**
* The pattern as a glob of absolute paths. An exclude that begins with `**` holds in every mount, wherever that is,
* though other relative patterns begin at the workspace.
*/
function absoluteGlob({ base, glob, excludes }) {
	if (excludes && glob.startsWith("**/")) return `/${withoutGroups(glob)}`;
	const start = escapeGlob(base.replaceAll(sep, "/"));
	return glob === "" ? start : `${start.endsWith("/") ? start : `${start}/`}${withoutGroups(glob)}`;
}
function isGlob(text) {
	return import_picomatch.default.scan(withoutGroups(text), globOptions).isGlob;
}
function exists(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false }) !== void 0;
	} catch (error) {
		if (error instanceof Error && "code" in error) return error.code !== "ENOTDIR";
		throw error;
	}
}
/** Parentheses stand for themselves: `app/(shop)` is a directory of Next.js more often than a group. */
function withoutGroups(glob) {
	return glob.replaceAll(/(?<!\\)[()|]/g, String.raw`\$&`);
}
function escapeGlob(path) {
	return path.replaceAll(/[\\*?[\]{}()|!+@]/g, String.raw`\$&`);
}
// src/tree/glob-walk.ts
/**
* What a glob matches below a directory, as absolute paths in the order of their names. What matches is not looked into, since a mount
* holds all that is below it: so a search for every `node_modules` stops at each of them. Symbolic links match and are not followed.
* Throws `UNREADABLE` for a directory that may hold a match and may not be read.
*/
function walkGlob(base, glob) {
	const pattern = withoutGroups(glob);
	const { base: fixed } = import_picomatch.default.scan(pattern, globOptions);
	const isMatch = (0, import_picomatch.default)(pattern, globOptions);
	const depth = /\*\*|\{/.test(pattern) ? Number.POSITIVE_INFINITY : pattern.split("/").length;
	const start = fixed.replaceAll(/\\(.)/g, "$1");
	const found = [];
	walk(base, start, start === "" ? 0 : start.split("/").length);
	return found;
	function walk(directory, prefix, level) {
		for (const entry of namesIn$1(join(directory, prefix))) {
			const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
			if (entry.isDirectory() && isOwnDirectory(entry.name)) continue;
			if (isMatch(path)) found.push(join(directory, path));
			else if (entry.isDirectory() && level + 1 < depth) walk(directory, path, level + 1);
		}
	}
}
function namesIn$1(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
	} catch (error) {
		if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
		throw readError(error, directory);
	}
}
// src/tree/mounts.ts
/**
* Finds what the user names: paths relative to the workspace, absolute, or behind `~`; the wildcards `*`, `?`, `[..]`, `**` and `{a,b}`,
* which match names with a leading dot too; and excludes behind `!`. As in actions/cache an exclude holds for the mounts before it, but
* it holds below them too, and excludes that come first hold for all. `store` is the directory that holds the caches, which are not put into
* themselves. Throws `MOUNT_INVALID` and `UNREADABLE`.
*/
function expandMounts(lines, places, store) {
	const realStore = store === void 0 ? void 0 : realDirectory(store);
	const patterns = parsePatterns(lines, places);
	const mounts = [];
	const missing = [];
	for (const [index, pattern] of patterns.entries()) {
		if (pattern.excludes) continue;
		const excludes = excludesOf(patterns, index);
		const named = directoriesOf(pattern).filter((directory) => !isExcluded(directory, excludes));
		if (named.length === 0) missing.push(pattern.text);
		const found = named.flatMap((directory) => {
			const inside = realStore === void 0 ? void 0 : pathOfStore(directory, realStore);
			if (inside === "") return [];
			const exclude = {
				base: directory.replaceAll(sep, "/"),
				patterns: excludes,
				...inside !== void 0 && { store: inside }
			};
			return [{
				...pointOf(directory, pattern, places),
				directory,
				exclude
			}];
		});
		if (named.length > 0 && found.length === 0) throw isTheStore(pattern.text);
		mounts.push(...found);
	}
	return {
		mounts: withoutNested(mounts),
		missing
	};
}
function isTheStore(mount) {
	return new LarderError("MOUNT_INVALID", `The mount "${mount}" is the directory that holds the caches.`, { hint: "Keep the caches in another directory, or name another mount." });
}
/** Below the mount, empty for the mount itself; undefined where the store lies elsewhere. */
function pathOfStore(mount, realStore) {
	const real = realDirectory(mount);
	return isInside$1(realStore, real) ? pathBelow(real, realStore) : void 0;
}
/**
* Says of a mount of a cache whether it is one of those the user names, or lies in one: what a restore may write. Nothing has to exist
* for that; so a pattern with wildcards stands for every mount that it matches.
*/
function mountFilter(lines, places) {
	const patterns = parsePatterns(lines, places);
	const rules = patterns.flatMap((pattern, index) => {
		if (pattern.excludes) return [];
		return [{
			verbatim: join(pattern.base, pattern.glob),
			isNamed: matcher([absoluteGlob(pattern)]),
			isLeftOut: matcher(excludesOf(patterns, index))
		}];
	});
	return ({ directory }) => rules.some(({ verbatim, isNamed, isLeftOut }) => (isInside$1(directory, verbatim) || isNamed(directory)) && !isLeftOut(directory));
}
function excludesOf(patterns, index) {
	const firstMount = patterns.findIndex((pattern) => !pattern.excludes);
	return patterns.filter((pattern, i) => pattern.excludes && (i > index || i < firstMount)).map(absoluteGlob);
}
function directoriesOf(pattern) {
	const literal = literalPath(pattern);
	if (literal === void 0) return walkGlob(pattern.base, pattern.glob);
	return exists(literal) ? [literal] : [];
}
function isExcluded(directory, globs) {
	return matcher(globs)(directory);
}
/** Whether a glob matches a path or a directory above it; compiled once, because an archive may have thousands of names to ask about. */
function matcher(globs) {
	if (globs.length === 0) return () => false;
	const isMatch = (0, import_picomatch.default)([...globs], globOptions);
	return (directory) => {
		for (let path = directory;; path = dirname(path)) {
			if (isMatch(path.replaceAll(sep, "/"))) return true;
			if (path === dirname(path)) return false;
		}
	};
}
function pointOf(directory, { home }, places) {
	if (home && isInside$1(directory, places.home)) return {
		anchor: "home",
		path: pathBelow(places.home, directory)
	};
	if (isInside$1(directory, places.workspace)) return {
		anchor: "workspace",
		path: pathBelow(places.workspace, directory)
	};
	return {
		anchor: "root",
		path: directory.split(sep).filter(Boolean).join("/")
	};
}
function pathBelow(base, directory) {
	return relative(base, directory).replaceAll(sep, "/");
}
/** True for the directory itself as well. */
function isInside$1(path, directory) {
	return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}
function withoutNested(mounts) {
	const kept = new Set();
	const around = [];
	for (const mount of mounts.toSorted(outerFirst)) {
		while (around.length > 0 && !isInside$1(mount.directory, around.at(-1).directory)) around.pop();
		if (around.some((outer) => holdsAllOf(outer, mount))) continue;
		kept.add(mount);
		around.push(mount);
	}
	return mounts.filter((mount) => kept.has(mount));
}
/** By path; of the same path the one with fewer excludes first. */
function outerFirst(a, b) {
	const [left, right] = [a.directory + sep, b.directory + sep];
	if (left === right) return a.exclude.patterns.length - b.exclude.patterns.length;
	return left < right ? -1 : 1;
}
function holdsAllOf(outer, inner) {
	const leftOut = new Set(inner.exclude.patterns);
	return outer.exclude.patterns.every((pattern) => leftOut.has(pattern)) && !isExcluded(inner.directory, outer.exclude.patterns) && isReached(outer.directory, inner.directory);
}
/** False when a symbolic link lies between them, which a scan of the outer one does not follow. */
function isReached(outer, inner) {
	if (outer === inner) return true;
	return realDirectory(dirname(inner)) === join(realDirectory(outer), relative(outer, dirname(inner)));
}
/** Also of what is yet to be made. */
function realDirectory(directory) {
	try {
		return realpathSync(directory);
	} catch (error) {
		const parent = dirname(directory);
		if (parent !== directory && isSystemError(error, "ENOENT", "ELOOP")) return join(realDirectory(parent), basename(directory));
		throw readError(error, directory);
	}
}
// src/tree/space.ts
/** Throws `NO_SPACE` unless every file system has free for us what is needed in all the directories that lie on it. */
function assertSpace(needs) {
	const byDevice = Map.groupBy(needs, ({ directory }) => existing(directory, (path) => statSync(path).dev));
	for (const together of byDevice.values()) {
		const { directory } = together[0];
		const bytes = together.reduce((sum, need) => sum + need.bytes, 0);
		const free = freeBytes(directory);
		if (free < bytes) throw noSpace(`The file system of ${directory} has ${free} bytes free, and ${bytes} are needed.`);
	}
}
/** What the file system of a directory, which may not exist yet, has free for us. */
function freeBytes(directory) {
	return existing(directory, (path) => {
		const { bavail, bsize } = statfsSync(path);
		return bavail * bsize;
	});
}
/** Asks about a directory, or the nearest one above it that exists. */
function existing(directory, ask) {
	try {
		return ask(directory);
	} catch (error) {
		if (isSystemError(error, "ENOENT", "ENOTDIR") && dirname(directory) !== directory) return existing(dirname(directory), ask);
		throw readError(error, directory);
	}
}
// src/cache/for-each-at-once.ts
/**
* Works on several items at a time. After a failure, of the work or of the items, nothing new is begun and no item is taken any more, and it is
* thrown when everything that was under way has ended: whoever cleans up then knows that nobody still writes.
*/
async function forEachAtOnce(items, concurrency, work) {
	const running = new Set();
	let failure;
	const begin = (item, index) => {
		const task = work(item, index).catch((error) => {
			failure ??= { error };
		}).finally(() => running.delete(task));
		running.add(task);
	};
	try {
		let index = 0;
		for await (const item of items) {
			if (failure !== void 0) break;
			begin(item, index++);
			if (running.size >= concurrency) await Promise.race(running);
		}
	} finally {
		await Promise.all(running);
	}
	if (failure !== void 0) throw failure.error;
}
// src/tree/children.ts
/** The entries of each directory of a table, in the order of the table. */
var Children = class {
	#first;
	#next;
	constructor(table) {
		this.#first = new Int32Array(table.length).fill(-1);
		this.#next = new Int32Array(table.length).fill(-1);
		for (let i = table.length - 1; i > 0; i--) {
			const parent = table.parent(i);
			this.#next[i] = this.#first[parent];
			this.#first[parent] = i;
		}
	}
	*of(directory) {
		for (let i = this.#first[directory]; i >= 0; i = this.#next[i]) yield i;
	}
};
// src/tree/held-directory.ts
const byDescriptor = platform() === "linux" && existsSync("/proc/self/fd");
const pathOnly = 2097152;
/** Walks to a directory by its real, absolute path, one component at a time. Throws `UNSAFE_PATH` when one is a symbolic link by now. */
function holdDirectory(path) {
	const bytes = Buffer.from(path);
	if (!byDescriptor) return holdByPath(bytes);
	let held = holdByDescriptor(Buffer.from("/"), bytes);
	for (const name of bytes.toString("latin1").split("/").filter(Boolean)) try {
		var _usingCtx$7 = _usingCtx();
		held = holdByDescriptor(_usingCtx$7.u(held).at(Buffer.from(name, "latin1")), bytes);
	} catch (_) {
		_usingCtx$7.e = _;
	} finally {
		_usingCtx$7.d();
	}
	return held;
}
/** `shown` is its path for messages. */
function holdChild(parent, name, shown) {
	return byDescriptor ? holdByDescriptor(parent.at(name), shown) : holdByPath(parent.at(name));
}
/** Something that is not a directory, reached without following it; `self` is for system calls that would follow a symbolic link. */
function holdFile(parent, name) {
	const path = parent.at(name);
	if (!byDescriptor) return {
		self: path,
		[Symbol.dispose]: () => void 0
	};
	const descriptor = openSync(path, pathOnly | constants.O_NOFOLLOW);
	return {
		self: Buffer.from(`/proc/self/fd/${descriptor}`),
		[Symbol.dispose]: () => closeSync(descriptor)
	};
}
function holdByDescriptor(path, shown) {
	const descriptor = openWithoutFollowing(path, shown);
	const self = Buffer.from(`/proc/self/fd/${descriptor}`);
	return {
		self,
		at: (name) => joined(self, name),
		[Symbol.dispose]: () => closeSync(descriptor)
	};
}
function openWithoutFollowing(path, shown) {
	try {
		return openSync(path, pathOnly | constants.O_DIRECTORY | constants.O_NOFOLLOW);
	} catch (error) {
		if (isSystemError(error, "ENOTDIR", "ELOOP")) throw notDirectory(shown, error);
		throw error;
	}
}
/** The next best thing: a check of the last component. */
function holdByPath(path) {
	if (!lstatSync(path).isDirectory()) throw notDirectory(path);
	return {
		self: path,
		at: (name) => joined(path, name),
		[Symbol.dispose]: () => void 0
	};
}
function notDirectory(path, cause) {
	return unsafePath(`${Buffer.from(path).toString()} was a directory and is none now.`, cause);
}
// src/tree/stamp.ts
/** Gives an entry its mode and modification time, without ever following it. */
function stampEntry(parent, name, stamp) {
	switch (stamp.kind) {
		case "directory": try {
			var _usingCtx$6 = _usingCtx();
			return stampIfOurs(_usingCtx$6.u(holdChild(parent, name, parent.at(name))), stamp);
		} catch (_) {
			_usingCtx$6.e = _;
		} finally {
			_usingCtx$6.d();
		}
		case "file": try {
			var _usingCtx3 = _usingCtx();
			const held = _usingCtx3.u(holdFile(parent, name));
			if (!statHeld(held).isFile()) throw unsafePath(`${Buffer.from(name).toString()} was a file and is none now.`);
			return stampHeld(held, stamp);
		} catch (_) {
			_usingCtx3.e = _;
		} finally {
			_usingCtx3.d();
		}
		case "symlink": return lutimesSync(parent.at(name), Date.now() / 1e3, fileTime(stamp.mtimeNs));
	}
}
/** A directory that we may write into and that belongs to somebody else, such as the root of a volume, stays as it is. */
function stampIfOurs(held, stamp) {
	try {
		stampHeld(held, stamp);
	} catch (error) {
		if (!isSystemError(error, "EPERM")) throw error;
	}
}
function stampHeld({ self }, { mode, mtimeNs }) {
	chmodSync(self, mode);
	utimesSync(self, Date.now() / 1e3, fileTime(mtimeNs));
}
/** What an entry is, and how it is stamped now; undefined for what no cache can hold. */
function stampOf(stat) {
	const kind = stat.isDirectory() ? "directory" : stat.isFile() ? "file" : stat.isSymbolicLink() ? "symlink" : void 0;
	return kind && {
		kind,
		mode: Number(stat.mode) & 4095,
		mtimeNs: stat.mtimeNs
	};
}
/** Where a directory is held by its descriptor, its path is a link to it. */
function statHeld({ self }) {
	return self.indexOf("/proc/self/fd/") === 0 ? statSync(self, { bigint: true }) : lstatSync(self, { bigint: true });
}
// src/tree/move-away.ts
/** Moves what is at a spot to `aside`, and records how to take that back. */
function moveAway(spot, existing, aside, steps) {
	if (existing.isDirectory()) makeMovable(spot, steps);
	try {
		renameSync(spot.parent.at(spot.name), aside);
		steps.push({
			type: "moved-away",
			path: spot.path,
			aside
		});
	} catch (error) {
		if (!existing.isDirectory() || !isSystemError(error, "EXDEV")) throw error;
		moveApart(spot, aside, steps);
	}
}
/** A directory can be moved elsewhere only by who may write to it. */
function makeMovable({ parent, name, path }, steps) {
	try {
		var _usingCtx$5 = _usingCtx();
		const held = _usingCtx$5.u(holdChild(parent, name, path));
		const stamp = stampOf(statHeld(held));
		if (stamp === void 0 || (stamp.mode & 192) === 192) return;
		steps.push({
			type: "stamped",
			path,
			stamp
		});
		chmodSync(held.self, stamp.mode | 448);
	} catch (_) {
		_usingCtx$5.e = _;
	} finally {
		_usingCtx$5.d();
	}
}
function moveApart({ parent, name, path }, aside, steps) {
	mkdirSync(aside, 448);
	steps.push({
		type: "made",
		path,
		aside
	});
	try {
		var _usingCtx3 = _usingCtx();
		const held = _usingCtx3.u(holdChild(parent, name, path));
		const stamp = stampOf(statHeld(held));
		steps.push({
			type: "stamped",
			path,
			stamp
		});
		for (const child of readdirSync(held.self, "buffer")) {
			const existing = lstatSync(held.at(child), { bigint: true });
			moveAway({
				parent: held,
				name: child,
				path: joined(path, child)
			}, existing, joined(aside, child), steps);
		}
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		_usingCtx3.d();
	}
	rmdirSync(parent.at(name));
	steps.push({
		type: "removed",
		path
	});
}
// src/tree/merge.ts
const ownerWrites = 192;
/**
* Puts one entry of the staged tree where it belongs. A directory onto a directory is merged; a directory onto nothing is moved whole;
* anything else takes the place of what is there, which is moved away and never followed or written through.
*/
function putEntry(merge, index, spot) {
	try {
		if (merge.keep?.[index] === Keep.stay) return;
		const existing = lstatSync(spot.parent.at(spot.name), {
			bigint: true,
			throwIfNoEntry: false
		});
		const isDirectory = merge.table.type(index) === EntryType.directory;
		if (isDirectory && existing?.isDirectory() === true) mergeChild(merge, index, spot);
		else if (!isWritten(merge.keep, index)) stampKept(merge, index, spot, existing && stampOf(existing));
		else {
			if (isDirectory) assertNothingKept(merge, index, spot.path);
			if (existing !== void 0) moveAway(spot, existing, merge.aside(), merge.steps);
			moveIn(merge, index, spot);
		}
	} catch (error) {
		throw writeError(error, spot.path);
	}
}
function mergeChild(merge, index, { parent, name, path }) {
	try {
		var _usingCtx$4 = _usingCtx();
		mergeDirectory(merge, index, _usingCtx$4.u(holdChild(parent, name, path)), path);
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		_usingCtx$4.d();
	}
}
/** Puts what a staged directory holds into one that exists, which stays itself and gets the staged one's mode and time. */
function mergeDirectory(merge, index, held, path) {
	const { table, steps } = merge;
	const before = stampOf(statHeld(held));
	steps.push({
		type: "stamped",
		path,
		stamp: before
	});
	if ((before.mode & ownerWrites) !== ownerWrites) chmodSync(held.self, before.mode | 448);
	if (isWritten(merge.keep, index) && (table.mode(index) & ownerWrites) !== ownerWrites) chmodSync(stagedPath(merge, index), 448);
	for (const child of merge.children.of(index)) {
		const name = table.name(child);
		putEntry(merge, child, {
			parent: held,
			name,
			path: joined(path, name)
		});
	}
	steps.push({
		type: "stamped",
		path,
		stamp: {
			...before,
			mode: before.mode | 448
		}
	});
	stampIfOurs(held, {
		kind: "directory",
		mode: before.mode & 3584 | table.mode(index),
		mtimeNs: table.mtimeNs(index)
	});
}
function moveIn({ table, steps, ...merge }, index, { parent, name, path }) {
	const aside = stagedPath({
		...merge,
		table,
		steps
	}, index);
	const mode = table.mode(index);
	const isReadOnly = table.type(index) === EntryType.directory && (mode & ownerWrites) !== ownerWrites;
	if (isReadOnly) chmodSync(aside, mode | 448);
	renameSync(aside, parent.at(name));
	steps.push({
		type: "placed",
		path,
		aside
	});
	if (!isReadOnly) return;
	const stamp = {
		kind: "directory",
		mode,
		mtimeNs: table.mtimeNs(index)
	};
	steps.push({
		type: "stamped",
		path,
		stamp: {
			...stamp,
			mode: mode | 448
		}
	});
	stampEntry(parent, name, stamp);
}
/** What is kept was there when the restore began; `before` is what is there now. */
function stampKept({ table, steps }, index, { parent, name, path }, before) {
	const kind = kinds[table.type(index)];
	if (before?.kind !== kind) throw vanished(path);
	steps.push({
		type: "stamped",
		path,
		stamp: before
	});
	stampEntry(parent, name, {
		kind,
		mode: table.mode(index),
		mtimeNs: table.mtimeNs(index)
	});
}
const kinds = {
	[EntryType.directory]: "directory",
	[EntryType.file]: "file",
	[EntryType.hardlink]: "file",
	[EntryType.symlink]: "symlink"
};
function assertNothingKept(merge, index, path) {
	if (merge.keep === void 0) return;
	for (const child of merge.children.of(index)) {
		if (!isWritten(merge.keep, child)) throw vanished(path);
		if (merge.table.type(child) === EntryType.directory) assertNothingKept(merge, child, path);
	}
}
function vanished(path) {
	return new LarderError("WRITE_FAILED", `${path.toString()} was in place when the restore began, and is not there any more.`, { hint: "Let nothing else write to the mount during the restore." });
}
function stagedPath({ staged, table }, index) {
	return index === 0 ? staged : joined(staged, table.path(index));
}
// src/tree/remove-tree.ts
/** Removes a tree, read-only directories and names that are not UTF-8 included. Follows no symbolic link; what is not there is no matter. */
function removeTree(path) {
	const start = Buffer.from(path);
	const stat = lstatSync(start, { throwIfNoEntry: false });
	if (stat === void 0) return;
	if (!stat.isDirectory()) return unlinkSync(start);
	removeDirectory(start);
	rmdirSync(start);
}
function removeDirectory(path) {
	for (const entry of entriesOf(path)) {
		const child = joined(path, entry.name);
		if (entry.isDirectory()) removeDirectoryIn(child, path);
		else actIn(path, () => unlinkSync(child));
	}
}
function removeDirectoryIn(path, directory) {
	removeDirectory(path);
	actIn(directory, () => rmdirSync(path));
}
function entriesOf(path) {
	return actIn(path, () => readdirSync(path, {
		withFileTypes: true,
		encoding: "buffer"
	}));
}
/** Makes a directory of the tree writable if something in it cannot be removed without. */
function actIn(directory, act) {
	try {
		return act();
	} catch (error) {
		if (!isSystemError(error, "EACCES", "EPERM")) throw error;
		chmodSync(directory, 448);
		return act();
	}
}
// src/tree/staging-removal.ts
const dayNs = 86400000000000n;
/** Where a staging keeps what was in the way, until everything is in place. */
function replacedIn(staging) {
	return join(staging, "replaced");
}
/**
* Removes a staging directory. False when it has to stay, because it holds what was in the workspace and could not be put back, or
* because something in it cannot be removed.
*/
function removeStaging(staging) {
	try {
		if (holdsOriginals(staging)) return false;
		removeTree(staging);
		return true;
	} catch (error) {
		if (systemCode(error) === void 0) throw error;
		return false;
	}
}
/**
* Removes a staging whose tree is in place, with what it replaced; false when something cannot be removed. What was replaced is renamed
* first, so that a run which is killed now leaves nothing that looks like the user's.
*/
function removeCommitted(staging) {
	try {
		renameSync(replacedIn(staging), join(staging, "discarded"));
	} catch (error) {
		if (systemCode(error) === void 0) throw error;
		return false;
	}
	return removeStaging(staging);
}
/** Removes other stagings beside this one that are ours, a day old by the clock of the file system, and hold nothing of the user's. */
function removeStaleStagings(staging) {
	const mine = lstatSync(staging, { bigint: true });
	for (const name of namesIn(dirname(staging))) {
		if (!isStagingName(name)) continue;
		const path = join(dirname(staging), name);
		const stat = lstatSync(path, {
			bigint: true,
			throwIfNoEntry: false
		});
		if (stat !== void 0 && isStale(stat, mine)) removeStaging(path);
	}
}
function namesIn(directory) {
	try {
		return readdirSync(directory);
	} catch (error) {
		if (isSystemError(error, "EACCES", "EPERM")) return [];
		throw error;
	}
}
function isStale(stat, mine) {
	return stat.isDirectory() && stat.uid === mine.uid && mine.mtimeNs - stat.mtimeNs > dayNs;
}
function holdsOriginals(staging) {
	try {
		return readdirSync(replacedIn(staging)).length > 0;
	} catch (error) {
		if (isSystemError(error, "ENOENT")) return false;
		throw error;
	}
}
// src/tree/undo.ts
const slash = 47;
/**
* Takes steps back, the last one first, and goes on where one cannot be: the error to throw is the cause, which then says what was left.
*/
function undo(steps, cause) {
	const failures = [];
	for (const step of steps.toReversed()) try {
		undoStep(step);
	} catch (error) {
		failures.push(`${step.path.toString()}: ${messageOf(error)}`);
	}
	if (failures.length === 0) return cause;
	return new LarderError("UNDO_FAILED", `${messageOf(cause)} What had been moved could not all be put back: ${failures.slice(0, 3).join("; ")}.`, {
		hint: "What was replaced is kept in a directory named `.larder-staging-…` beside the mount.",
		cause
	});
}
function undoStep(step) {
	try {
		var _usingCtx$3 = _usingCtx();
		const cut = step.path.lastIndexOf(slash);
		const name = step.path.subarray(cut + 1);
		const parent = _usingCtx$3.u(holdDirectory(step.path.subarray(0, cut)));
		switch (step.type) {
			case "placed": return renameSync(parent.at(name), step.aside);
			case "moved-away": return renameSync(step.aside, parent.at(name));
			case "made": return rmdirSync(step.aside);
			case "removed": return mkdirSync(parent.at(name), 448);
			case "stamped": return stampEntry(parent, name, step.stamp);
		}
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		_usingCtx$3.d();
	}
}
// src/tree/commit.ts
/**
* Moves trees into the workspace: all of them, or, when any step fails, none. Extra files in the workspace stay. What was replaced is
* deleted at the end; gives the stagings that could not be removed. Throws `WRITE_FAILED`, `NO_SPACE` or `UNSAFE_PATH` with the workspace
* as it was, and `UNDO_FAILED` if it could not be made so.
*/
function commitStagings(trees) {
	const steps = [];
	try {
		for (const tree of trees) moveIntoPlace(tree, steps);
	} catch (error) {
		throw undo(steps, error);
	}
	return trees.map(({ staging }) => staging.directory).filter((directory) => !removeUnnoticed(directory));
}
function moveIntoPlace({ staging, table, keep }, steps) {
	if (keep?.[0] === Keep.stay) return;
	const isDirectory = table.type(0) === EntryType.directory;
	const path = isDirectory ? staging.target : staging.place;
	const replaced = Buffer.from(replacedIn(staging.directory));
	let count = 0;
	const aside = () => joined(replaced, Buffer.from(String(count++)));
	const merge = {
		table,
		children: new Children(table),
		keep,
		staged: Buffer.from(staging.root.path),
		aside,
		steps
	};
	try {
		if (isDirectory && dirname(staging.directory) === path) try {
			var _usingCtx$2 = _usingCtx();
			mergeDirectory(merge, 0, _usingCtx$2.u(holdDirectory(path)), Buffer.from(path));
		} catch (_) {
			_usingCtx$2.e = _;
		} finally {
			_usingCtx$2.d();
		}
		else try {
			var _usingCtx3 = _usingCtx();
			putEntry(merge, 0, {
				parent: _usingCtx3.u(holdDirectory(dirname(path))),
				name: Buffer.from(basename(path)),
				path: Buffer.from(path)
			});
		} catch (_) {
			_usingCtx3.e = _;
		} finally {
			_usingCtx3.d();
		}
	} catch (error) {
		throw writeError(error, path);
	}
}
/** A staging may lie in a directory that was just restored: its going must not show in that directory's mode and modification time. */
function removeUnnoticed(directory) {
	const above = dirname(directory);
	const { mode, mtimeNs } = statSync(above, { bigint: true });
	const isReadOnly = (Number(mode) & 128) === 0;
	if (isReadOnly) chmodSync(above, 448);
	const isRemoved = removeCommitted(directory);
	if (isReadOnly) chmodSync(above, Number(mode) & 4095);
	try {
		utimesSync(above, Date.now() / 1e3, fileTime(mtimeNs));
	} catch (error) {
		if (systemCode(error) !== "EPERM") throw error;
	}
	return isRemoved;
}
// src/tree/mount-point.ts
/** Whether a file system is mounted at a directory, given by its real path: then nothing beside it can be renamed into its place. */
function isMountPoint(directory) {
	return statSync(directory).dev !== statSync(dirname(directory)).dev || isBindMount(directory);
}
/** A directory mounted a second time is on the same device as its parent, and yet nothing can be renamed across. */
function isBindMount(directory) {
	if (platform() !== "linux") return false;
	return readMountInfo().split("\n").some((line) => unescapeOctal(line.split(" ")[4] ?? "") === directory);
}
function readMountInfo() {
	try {
		return readFileSync("/proc/self/mountinfo", "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
		throw error;
	}
}
function unescapeOctal(text) {
	return text.replaceAll(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
}
// src/tree/staging.ts
/**
* Makes a staging directory beside a mount, or in it where the mount is a file system of its own, the workspace itself, or lies in a
* directory that we may not write to. Makes missing directories above the mount. Removes stagings of killed runs, a day old, if they hold
* nothing of the user's. Throws `UNSAFE_PATH` when a symbolic link leads a mount of the workspace out of it.
*/
function openStaging(mount, { workspace }) {
	try {
		return open(mount, workspace);
	} catch (error) {
		throw writeError(error, mount.directory);
	}
}
function open(mount, workspace) {
	if (dirname(mount.directory) === mount.directory) throw unsafePath("The whole file system cannot be a mount.");
	const realWorkspace = resolve(workspace);
	const parent = resolve(dirname(mount.directory));
	const isAnchor = mount.anchor === "workspace" && mount.path === "";
	if (mount.anchor === "workspace" && !isAnchor && !isInside(parent.path, realWorkspace.path)) throw unsafePath(`The mount ${mountName(mount)} lies behind a symbolic link that leads out of the workspace, to ${parent.path}.`);
	const place = join(parent.path, basename(mount.directory));
	const target = followed(place, (path) => mount.anchor !== "workspace" || isAnchor || isInside(path, realWorkspace.path));
	const madeParents = parent.missing;
	try {
		makeDirectories(madeParents);
		const directory = makeStaging(target, mount.path === "");
		removeStaleStagings(directory);
		return {
			mount,
			directory,
			root: probe(directory),
			target,
			place,
			madeParents
		};
	} catch (error) {
		removeEmpty(madeParents);
		throw error;
	}
}
/** Removes exactly what was written and made, whether or not it was finished. Gives the stagings that had to stay. */
function discardStagings(stagings) {
	const left = [];
	for (const { directory, madeParents } of stagings.toReversed()) {
		if (!removeStaging(directory)) left.push(directory);
		removeEmpty(madeParents);
	}
	return left;
}
/** The real path of a directory that may not exist yet, and those of its components that do not. */
function resolve(directory) {
	const real = realpathOf(directory);
	if (real !== void 0) return {
		path: real,
		missing: []
	};
	if (lstatSync(directory, { throwIfNoEntry: false }) !== void 0) throw unsafePath(`${directory} is a symbolic link that leads nowhere, so nothing can be written below it.`);
	const above = resolve(dirname(directory));
	const path = join(above.path, basename(directory));
	return {
		path,
		missing: [...above.missing, path]
	};
}
/** Where a mount's symbolic link to a directory leads, if it may be followed. */
function followed(place, mayFollow) {
	if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return place;
	const real = realpathOf(place);
	return real !== void 0 && mayFollow(real) && lstatSync(real).isDirectory() ? real : place;
}
function realpathOf(path) {
	try {
		return realpathSync.native(path);
	} catch (error) {
		if (isSystemError(error, "ENOENT")) return void 0;
		throw error;
	}
}
function makeDirectories(paths) {
	for (const path of paths) try {
		var _usingCtx$1 = _usingCtx();
		const parent = _usingCtx$1.u(holdDirectory(dirname(path)));
		mkdirSync(parent.at(Buffer.from(basename(path))));
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
function makeStaging(target, within) {
	const isDirectory = lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
	if (isDirectory && (within || isMountPoint(target))) return makeIn(target);
	try {
		return makeIn(dirname(target));
	} catch (error) {
		if (isDirectory && isSystemError(error, "EACCES", "EPERM", "EROFS")) return makeIn(target);
		throw error;
	}
}
function makeIn(directory) {
	const made = mkdtempSync(join(directory, stagingPrefix));
	if (realpathSync.native(made) === made) return made;
	rmdirSync(made);
	throw unsafePath(`${directory} became a symbolic link while it was being looked at.`);
}
function probe(directory) {
	const replaced = replacedIn(directory);
	mkdirSync(replaced);
	const umask = ~statSync(replaced).mode & 511;
	const sameName = join(directory, basename(replaced).toUpperCase());
	return {
		path: join(directory, "tree"),
		umask,
		foldsCase: lstatSync(sameName, { throwIfNoEntry: false }) !== void 0
	};
}
function removeEmpty(directories) {
	for (const directory of directories.toReversed()) try {
		rmdirSync(directory);
	} catch (error) {
		if (!isSystemError(error, "ENOTEMPTY", "EEXIST", "ENOENT")) throw writeError(error, directory);
	}
}
function isInside(path, directory) {
	return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}
// src/cache/in-stagings.ts
/**
* Lets `write` write trees aside, then moves them into the workspace in one go. When it throws, or the signal fires before, exactly what was
* written is removed and the workspace is as it was. `write` must not settle while anybody still writes.
*/
async function inStagings(workspace, { signal, report }, write) {
	const stagings = [];
	const open = (mount) => {
		const staging = openStaging(mount, { workspace });
		stagings.push(staging);
		return staging;
	};
	const tellLeft = (left) => {
		if (left.length > 0) report({
			type: "warning",
			message: `Could not remove ${left.join(", ")}.`
		});
	};
	try {
		const { trees, result } = await write(open);
		signal.throwIfAborted();
		tellLeft(commitStagings(trees));
		return result;
	} catch (error) {
		tellLeft(discardStagings(stagings));
		throw error;
	}
}
// src/cache/wanted-mounts.ts
/**
* The mounts of a cache that a restore may write: those the user names; where none is named, those inside the workspace. Whoever wrote the
* cache never chooses where in a home directory it lands. Throws `MOUNT_NOT_IN_CACHE` when nothing is left.
*/
function wantedMounts(cached, config, report) {
	const placed = cached.map((each) => ({
		mount: placeMount(each.point, config),
		cached: each
	}));
	const isNamed = config.mounts.length === 0 ? ({ anchor }) => anchor === "workspace" : mountFilter(config.mounts, config);
	const wanted = placed.filter(({ mount }) => isNamed(mount));
	const leftOut = placed.filter(({ mount }) => !isNamed(mount)).map(({ mount }) => mountName(mount));
	if (wanted.length === 0) throw noMountLeft(leftOut);
	if (leftOut.length > 0 && config.mounts.length === 0) report({
		type: "notice",
		message: `Left out because it lies outside the workspace: ${leftOut.join(", ")}. Name it as \`mount\` to have it.`
	});
	return wanted;
}
function noMountLeft(leftOut) {
	return new LarderError("MOUNT_NOT_IN_CACHE", `The cache holds ${leftOut.join(", ") || "nothing"}, and none of it may be restored here.`, { hint: "Name what you want as `mount`." });
}
export { assertSpace, expandMounts, forEachAtOnce, freeBytes, inStagings, mountFilter, noMountLeft, wantedMounts };
