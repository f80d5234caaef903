import { LarderError, hasCode } from "./errors.js";
import { aborted, compareKeys, createLimiter, untilAborted } from "./until-aborted.js";
import { _usingCtx } from "./usingCtx.js";
import { constants } from "node:fs";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { appendFile, copyFile, lstat, mkdir, open, readdir, realpath, rename, rm, rmdir, stat, unlink } from "node:fs/promises";
// src/storage/filesystem/failure.ts
/** True for an error of the operating system with one of these names. */
function hasErrno(error, ...names) {
	const code = error?.code;
	return typeof code === "string" && names.includes(code);
}
/** Runs a step on the directory and turns its failure into an error of the contract. */
async function onDisk(doing, step) {
	try {
		return await step();
	} catch (error) {
		throw error instanceof LarderError ? error : diskError(doing, error);
	}
}
function diskError(doing, cause) {
	const code = hasErrno(cause, "EACCES", "EPERM", "EROFS") ? "STORAGE_DENIED" : "STORAGE_FAILED";
	const hint = hintFor(cause);
	return new LarderError(code, `${doing} failed.`, hint === void 0 ? { cause } : {
		hint,
		cause
	});
}
function hintFor(error) {
	if (hasErrno(error, "EACCES", "EPERM")) return "Let the user that runs this step read and write the cache directory.";
	if (hasErrno(error, "EROFS")) return "The cache directory is mounted read-only.";
	if (hasErrno(error, "ENOSPC", "EDQUOT")) return "The disk of the cache directory is full: flush older caches, or give it more room.";
	if (hasErrno(error, "ENOTDIR", "EISDIR", "EEXIST", "ENOTEMPTY")) return "A directory cannot hold both an object `a` and an object `a/b`: choose another path.";
	if (hasErrno(error, "ENAMETOOLONG")) return "A name in the path is too long for this file system: choose a shorter key or path.";
}
// src/storage/filesystem/place.ts
/** Where objects are written before they are published: on the same file system, so that publishing is a rename. */
const incoming = ".incoming";
/** The path of an object below `root`. Throws for a key that is no path, or that would lead out of the directory. */
function pathOf(root, key) {
	if (!isPath(key) || key.startsWith(`.incoming/`) || key === ".incoming") throw new LarderError("STORAGE_FAILED", `"${key}" cannot be the name of an object in ${root}.`);
	return path.join(root, ...key.split("/"));
}
/** True if every component names a file or directory below the one before. */
function isPath(key) {
	return !key.split("/").some((component) => isOddName(component));
}
function isOddName(component) {
	return component === "" || component === "." || component === ".." || component.includes("\0") || path.sep === "\\" && /[\\:]/.test(component);
}
/**
* Follows the directory of `target` to where it really is; undefined if it does not exist.
* Throws if links lead it out of `root`: whoever may write in the directory must not choose what we read and remove elsewhere.
*/
async function confined(root, target) {
	try {
		const [base, directory] = await Promise.all([realpath(root), realpath(path.dirname(target))]);
		if (directory !== base && !directory.startsWith(base.endsWith(path.sep) ? base : base + path.sep)) throw leadsOut(root, target);
		return path.join(directory, path.basename(target));
	} catch (error) {
		if (hasErrno(error, "ENOTDIR")) await assertNoFile(root);
		if (hasErrno(error, "ENOENT", "ENOTDIR")) return void 0;
		throw error;
	}
}
/** Throws if a file is in the place of the cache directory, or of one above it. */
async function assertNoFile(root) {
	for (let at = root;; at = path.dirname(at)) try {
		if ((await stat(at)).isDirectory()) return;
		throw new LarderError("STORAGE_FAILED", `Caches are to be kept in ${root}, but ${at === root ? "that" : at} is a file.`, { hint: "Name a directory, or one that can be made." });
	} catch (error) {
		if (!hasErrno(error, "ENOENT", "ENOTDIR") || at === path.dirname(at)) throw error;
	}
}
function leadsOut(root, target) {
	return new LarderError("STORAGE_DENIED", `${path.dirname(target)} leads out of the cache directory ${root} by a symbolic link.`, { hint: "Remove the link; the cache directory itself may be one." });
}
// src/storage/filesystem/publish.ts
/**
* Makes an object appear in one step: `fill` writes a new file aside, which is forced to the disk and then renamed into place.
* Whoever reads sees the old object or the new, also after a crash.
*/
async function publish(root, key, fill) {
	const target = pathOf(root, key);
	await withFileAside(root, key, async (file) => {
		await fill(file);
		await onDisk(`Writing ${target}`, async () => {
			await sync(file);
			await insisting(root, path.dirname(target), async () => rename(file, await placeFor(root, target)));
			await syncDirectory(path.dirname(target));
		});
	});
}
/** Makes an empty file on the file system of the directory, for `use` to fill, move away or leave to be removed. */
async function withFileAside(root, key, use) {
	const file = path.join(root, incoming, ...key.split("/"), randomUUID());
	const doing = `Writing ${file}`;
	try {
		await onDisk(doing, () => insisting(root, path.dirname(file), () => create(root, file)));
		return await use(file);
	} finally {
		await onDisk(doing, async () => {
			await removeIfThere(file);
			await prune(path.dirname(file), root);
		});
	}
}
async function removeIfThere(file) {
	try {
		await unlink(file);
	} catch (error) {
		if (!hasErrno(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM", "EROFS", "ENAMETOOLONG")) throw error;
	}
}
async function create(root, aside) {
	await (await open(await placeFor(root, aside), "wx")).close();
}
async function placeFor(root, target) {
	const place = await confined(root, target);
	if (place === void 0) throw Object.assign(new Error(`${path.dirname(target)} is gone`), { code: "ENOENT" });
	return place;
}
const tries = 50;
async function insisting(root, directory, act) {
	for (let failures = 0;; failures++) try {
		await mkdir(directory, { recursive: true });
		return await act();
	} catch (error) {
		if (hasErrno(error, "ENOTDIR", "EEXIST")) await assertNoFile(root);
		if (!hasErrno(error, "ENOENT") || failures >= tries) throw error;
	}
}
async function sync(file) {
	try {
		var _usingCtx$3 = _usingCtx();
		await _usingCtx$3.a(await open(file, "r+")).sync();
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
async function syncDirectory(directory) {
	try {
		try {
			var _usingCtx3 = _usingCtx();
			await _usingCtx3.a(await open(directory, "r")).sync();
		} catch (_) {
			_usingCtx3.e = _;
		} finally {
			await _usingCtx3.d();
		}
	} catch (error) {
		if (!hasErrno(error, "EPERM", "EISDIR", "EINVAL", "ENOTSUP", "ENOENT")) throw error;
	}
}
/** Removes `directory` and those above it that are empty, up to but not including `root`. */
async function prune(directory, root) {
	for (let at = directory; at !== root && at.startsWith(root); at = path.dirname(at)) try {
		await rmdir(at);
	} catch (error) {
		if (hasErrno(error, "ENOTEMPTY", "EEXIST", "EPERM", "EBUSY", "EACCES", "EROFS", "ENOTDIR", "ENAMETOOLONG")) return;
		if (!hasErrno(error, "ENOENT")) throw error;
	}
}
/** The file of an unfinished upload. */
function asideOf(root, key, id) {
	pathOf(root, key);
	if (!/^[0-9a-f-]{36}$/.test(id)) throw new LarderError("STORAGE_FAILED", `"${id}" is no unfinished upload of ${root}.`);
	return path.join(root, incoming, ...key.split("/"), id);
}
// src/storage/filesystem/read.ts
/** What a file tells as an object. Every publishing makes a new inode, so the ETag changes even within one tick of the clock. */
function objectOf(key, facts) {
	return {
		key,
		size: Number(facts.size),
		lastModified: new Date(Number(facts.mtimeNs / 1000000n)),
		etag: `${facts.size}-${facts.mtimeNs}-${facts.ino}`
	};
}
/** Reads an object, or a range of it; undefined if there is none. A replacement meanwhile does not disturb: the old file stays open. */
async function readObject(root, key, options) {
	try {
		var _usingCtx$2 = _usingCtx();
		const place = await confined(root, pathOf(root, key));
		const opened = place === void 0 ? void 0 : await openFile(place);
		if (opened === void 0) return void 0;
		const file = _usingCtx$2.a(opened);
		const facts = await file.stat({ bigint: true });
		if (!facts.isFile()) return void 0;
		const object = objectOf(key, facts);
		const { first, last } = wantedBytes(object, options);
		return {
			object,
			body: await readBytes(file, first, last - first + 1, key)
		};
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
async function openFile(place) {
	try {
		return await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	} catch (error) {
		if (hasErrno(error, "ENOENT", "ENOTDIR", "ELOOP", "ENXIO", "EISDIR")) return void 0;
		throw error;
	}
}
function wantedBytes({ key, size, etag }, options) {
	const { first, last } = options.range ?? {
		first: 0,
		last: size - 1
	};
	if (options.etag !== void 0 && options.etag !== etag) throw new LarderError("OBJECT_CHANGED", `The object ${key} was replaced while it was read.`);
	if (last >= size || first > last + 1) throw new LarderError("STORAGE_FAILED", `Of ${key} the bytes ${first}-${last} were asked for, but it has only ${size}.`);
	const length = last - first + 1;
	if (options.maxBytes !== void 0 && length > options.maxBytes) throw new LarderError("OBJECT_TOO_LARGE", `The object ${key} has ${length} bytes, and at most ${options.maxBytes} are read.`);
	return {
		first,
		last
	};
}
async function readBytes(file, first, length, key) {
	const body = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
	for (let filled = 0; filled < length;) {
		const { bytesRead } = await file.read(body, filled, length - filled, first + filled);
		if (bytesRead === 0) throw new LarderError("STORAGE_FAILED", `The object ${key} ended after ${first + filled} bytes while it was read.`);
		filled += bytesRead;
	}
	return body;
}
// src/storage/filesystem/walk.ts
const statsAtOnce = 64;
/**
* The files whose key begins with `prefix`, in byte order of whole keys, as S3 lists them. What vanishes meanwhile is left out, and so
* are links and devices.
*/
async function* walk(root, prefix) {
	const slash = prefix.lastIndexOf("/") + 1;
	yield* walkDirectory(root, prefix.slice(0, slash), prefix.slice(slash));
}
async function* walkDirectory(root, front, namePrefix) {
	const wanted = (await entriesOf(path.join(root, front))).filter((entry) => (entry.isDirectory() || entry.isFile()) && entry.name.startsWith(namePrefix));
	const files = wanted.filter((entry) => entry.isFile()).map((entry) => entry.name);
	const facts = await factsOf(path.join(root, front), files);
	for (const name of inKeyOrder(wanted)) {
		if (name.endsWith("/")) yield* walkDirectory(root, front + name, "");
		const found = facts.get(name);
		if (found !== void 0) yield {
			key: front + name,
			facts: found
		};
	}
}
async function entriesOf(directory) {
	try {
		return await readdir(directory, { withFileTypes: true });
	} catch (error) {
		if (hasErrno(error, "ENOENT", "ENOTDIR")) return [];
		throw error;
	}
}
function inKeyOrder(entries) {
	return entries.map((entry) => entry.isDirectory() ? `${entry.name}/` : entry.name).sort(compareKeys);
}
async function factsOf(directory, names) {
	const facts = new Map();
	for (let at = 0; at < names.length; at += statsAtOnce) {
		const some = names.slice(at, at + statsAtOnce);
		await Promise.all(some.map(async (name) => {
			const found = await factsOfFile(path.join(directory, name));
			if (found !== void 0) facts.set(name, found);
		}));
	}
	return facts;
}
/** Undefined unless there is a regular file at this path. */
async function factsOfFile(file) {
	try {
		const facts = await lstat(file, { bigint: true });
		return facts.isFile() ? facts : void 0;
	} catch (error) {
		if (hasErrno(error, "ENOENT", "ENOTDIR")) return void 0;
		throw error;
	}
}
// src/storage/filesystem.ts
/**
* Objects as files of a directory, which may be a network share that many machines use at once. A file is written aside in `.incoming`
* and renamed into place. An object `a` and an object `a/b` cannot both be.
*/
function directoryStore(root, { concurrency }) {
	const limited = createLimiter(concurrency);
	const run = (doing, step, signal) => limited(() => onDisk(doing, step), signal);
	return {
		name: root,
		head: (key, { signal } = {}) => run(`Looking for ${key} in ${root}`, () => headObject(root, key), signal),
		get: (key, options = {}) => run(`Reading ${key} in ${root}`, () => readObject(root, key, options), options.signal),
		put: (key, body, { signal } = {}) => limited(() => putObject(root, key, body), signal),
		putStream: (key, chunks, { signal } = {}) => putStream(root, key, chunks, signal),
		copy: (from, to, { signal } = {}) => limited(() => copyObject(root, from, to), signal),
		list: (prefix, { signal } = {}) => listObjects(root, prefix, signal),
		remove: (key, { signal } = {}) => run(`Removing ${key} in ${root}`, () => removeObject(root, key), signal),
		abandonedUploads: (prefix, { signal } = {}) => abandonedUploads(root, prefix, signal),
		abortUpload: ({ key, id }) => run(`Removing an unfinished upload of ${key} in ${root}`, () => removeAside(root, key, id)),
		now: () => run(`Asking ${root} for the time`, () => timeOf(root)),
		close: () => void 0
	};
}
async function headObject(root, key) {
	const place = await confined(root, pathOf(root, key));
	const facts = place === void 0 ? void 0 : await factsOfFile(place);
	return facts === void 0 ? void 0 : objectOf(key, facts);
}
function putObject(root, key, body) {
	return publish(root, key, (file) => onDisk(`Writing ${key} in ${root}`, () => appendFile(file, body)));
}
async function putStream(root, key, chunks, signal) {
	signal?.throwIfAborted();
	let size = 0;
	await publish(root, key, async (file) => {
		try {
			var _usingCtx$1 = _usingCtx();
			const doing = `Writing ${key} in ${root}`;
			const handle = _usingCtx$1.a(await onDisk(doing, () => open(file, "a")));
			for await (const chunk of untilAborted(chunks, signal)) {
				await onDisk(doing, () => handle.appendFile(chunk));
				size += chunk.length;
			}
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	});
	return { size };
}
async function copyObject(root, from, to) {
	const doing = `Copying ${from} to ${to} in ${root}`;
	const source = await onDisk(doing, async () => confined(root, pathOf(root, from)));
	const isThere = async () => source !== void 0 && await onDisk(doing, () => factsOfFile(source)) !== void 0;
	if (source === void 0 || !await isThere()) return false;
	try {
		await publish(root, to, (file) => onDisk(doing, () => copyFile(source, file, constants.COPYFILE_FICLONE)));
		return true;
	} catch (error) {
		if (await isThere()) throw error;
		return false;
	}
}
async function* listObjects(root, prefix, signal) {
	for await (const { key, facts } of walkConfined(root, root, prefix)) {
		if (signal?.aborted === true) throw aborted(signal);
		if (!key.startsWith(`.incoming/`)) yield objectOf(key, facts);
	}
}
async function* abandonedUploads(root, prefix, signal) {
	for await (const found of walkConfined(root, path.join(root, incoming), prefix)) {
		if (signal?.aborted === true) throw aborted(signal);
		const slash = found.key.lastIndexOf("/");
		const key = found.key.slice(0, slash);
		const startedAt = objectOf(found.key, found.facts).lastModified;
		if (slash > 0 && key.startsWith(prefix)) yield {
			key,
			id: found.key.slice(slash + 1),
			startedAt
		};
	}
}
async function* walkConfined(root, start, prefix) {
	const directory = prefix.slice(0, prefix.lastIndexOf("/") + 1);
	if (!isPath(`${directory}x`)) return;
	const doing = `Listing ${prefix} in ${root}`;
	await onDisk(doing, () => assertNoFile(root));
	if (await onDisk(doing, () => confined(root, path.join(start, directory, "x"))) === void 0) return;
	const files = walk(start, prefix)[Symbol.asyncIterator]();
	for (;;) {
		const next = await onDisk(doing, () => files.next());
		if (next.done === true) return;
		yield next.value;
	}
}
async function removeObject(root, key) {
	await removeFile(root, pathOf(root, key));
}
async function removeAside(root, key, id) {
	await removeFile(root, asideOf(root, key, id));
}
async function removeFile(root, file) {
	const place = await confined(root, file);
	if (place === void 0 || await factsOfFile(place) === void 0) return;
	await rm(place, { force: true });
	await prune(path.dirname(file), root);
}
/** What the machine of the directory says: on a network share the dates of files come from the server. */
async function timeOf(root) {
	try {
		return await withFileAside(root, "clock", async (file) => (await stat(file)).mtime);
	} catch (error) {
		if (hasCode(error, "STORAGE_DENIED")) return new Date();
		throw error;
	}
}
export { directoryStore };
