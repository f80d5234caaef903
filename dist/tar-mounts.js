import { LarderError } from "./errors.js";
import { mountName } from "./mount.js";
import { blankPieces } from "./pieces.js";
import { ByteList, limits, unsafe } from "./header.js";
import { sep } from "node:path";
// src/archive/piece-list.ts
/** Pieces while they are being gathered. */
var PieceList = class {
	#paths = new ByteList();
	#pieces = [];
	get length() {
		return this.#pieces.length;
	}
	push({ path, ...piece }) {
		this.#paths.push(path);
		this.#pieces.push(piece);
	}
	take() {
		const { length } = this;
		const { bytes: paths, ends: pathEnd } = this.#paths.take();
		const pieces = blankPieces(length);
		for (let i = 0; i < length; i++) {
			const piece = this.#pieces[i];
			pieces.offset[i] = piece.offset;
			pieces.bytes[i] = piece.bytes;
			pieces.size[i] = piece.size;
			pieces.mode[i] = piece.mode;
			pieces.mtimeNs[i] = piece.mtimeNs;
			pieces.ctimeNs[i] = piece.ctimeNs;
		}
		return {
			...pieces,
			paths,
			pathEnd
		};
	}
};
// src/archive/tar-mounts.ts
/** In the comment of the global PAX header, where git archive puts its commit: which members are which mount. */
const mountsComment = "larder.mounts=";
/**
* Names for the members of each mount, as drone-s3-cache gives them: relative to the workspace, or absolute without the leading slash.
* Throws `MOUNTS_CLASH` when two mounts would get the same names, `MOUNTS_TOO_MANY` above 10,000.
*/
function nameMounts(mounts) {
	if (mounts.length > limits.mounts) throw tooManyMounts(mounts.length);
	const named = mounts.map((mount) => ({
		anchor: mount.anchor,
		path: mount.path,
		name: tarNameOf(mount)
	}));
	const byName = new Map();
	for (const mount of named) {
		const other = byName.get(mount.name);
		if (other !== void 0) throw clashError(other, mount);
		byName.set(mount.name, mount);
	}
	for (const mount of named) {
		const other = outerNames(mount.name).map((name) => byName.get(name)).find((around) => around !== void 0 && around.anchor !== mount.anchor);
		if (other !== void 0) throw clashError(other, mount);
	}
	return named;
}
function encodeMounts(mounts) {
	return mountsComment + JSON.stringify(mounts.map(({ name, anchor, path }) => ({
		name,
		anchor,
		path
	})));
}
/** Undefined when the comment is somebody else's. Throws `ARCHIVE_UNSAFE` when it is ours and names a place that no mount may have. */
function decodeMounts(comment) {
	if (!comment.startsWith(mountsComment)) return void 0;
	const mounts = parseJson(comment.slice(14));
	if (!Array.isArray(mounts) || mounts.length > limits.mounts || !mounts.every(isTarMount)) throw unsafe("its list of mounts is not one that larder writes");
	return mounts;
}
function tarNameOf(mount) {
	if (mount.anchor === "workspace") return mount.path;
	return absoluteTarName(mount.directory);
}
/** `/root/.m2` as `root/.m2`; on Windows `C:\cache` as `C/cache`. */
function absoluteTarName(directory) {
	return (sep === "\\" ? directory.replaceAll("\\", "/").replace(/^([A-Za-z]):/, "$1") : directory).replace(/^\/+/, "").replace(/\/+$/, "");
}
/** `a/b/c` lies in `a/b` and `a`. A workspace that is cached whole has no name, and is not taken to hold what is named for another place. */
function outerNames(name) {
	const components = name.split("/");
	return components.slice(1).map((_, index) => components.slice(0, index + 1).join("/"));
}
function clashError(a, b) {
	return new LarderError("MOUNTS_CLASH", `An archive cannot hold both ${mountName(a)} and ${mountName(b)}: their entries would get the same names.`, { hint: "Use `format: snapshot`, or cache them under two keys." });
}
function tooManyMounts(count) {
	return new LarderError("MOUNTS_TOO_MANY", `An archive cannot hold ${count} mounts; ${limits.mounts} is the most.`, { hint: "Name directories that hold more." });
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function isTarMount(value) {
	if (typeof value !== "object" || value === null) return false;
	const { name, anchor, path } = value;
	return isPlainPath(name) && isPlainPath(path) && (anchor === "workspace" || anchor === "home" || anchor === "root");
}
function isPlainPath(path) {
	if (typeof path !== "string" || path.length > limits.pathBytes || path.includes("\0")) return false;
	return path === "" || path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
export { PieceList, decodeMounts, encodeMounts, nameMounts };
