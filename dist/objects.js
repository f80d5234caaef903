// src/inputs/paths.ts
const controlCharacters = /\p{Cc}/u;
/**
* A path as the user wrote it without empty and `.` components, so that it may begin and end with any number of slashes.
* A text in `wrong` tells what was expected instead.
*/
function cleanPath(written) {
	const components = written.split("/").filter((component) => component !== "" && component !== ".");
	if (components.includes("..")) return { wrong: "a path without \"..\" components" };
	if (components.some((component) => component.startsWith(".segments"))) return { wrong: "a path without components that begin with \".segments\"" };
	if (written.includes("\\") || controlCharacters.test(written)) return { wrong: "a path separated by \"/\", without backslashes and control characters" };
	return { path: components.join("/") };
}
/** Paths one below the other, where any may be empty. */
function joinPaths(...paths) {
	return paths.filter((path) => path !== "").join("/");
}
/** True for `path` itself and everything below it; whole components, so `owner/repo` does not hold `owner/repo2`. */
function isAtOrBelow(path, inner) {
	return path === "" || inner === path || inner.startsWith(`${path}/`);
}
/**
* What the build says of itself (a branch may have almost any name) as path components that stay where they are put.
* The names that people use stay as they are, since drone-s3-cache used them as they are.
*/
function pathFromBuild(name) {
	return name.split("/").filter((component) => component !== "" && component !== ".").map((component) => component === ".." || component.startsWith(".segments") ? `%2E${encodeName(component.slice(1))}` : encodeName(component)).join("/");
}
function encodeName(component) {
	return component.toWellFormed().replaceAll(/[^\p{L}\p{M}\p{N} .,_+@=~!#$&'();-]/gu, encodeBytes);
}
/** `%` and two hex digits for each byte of UTF-8. */
function encodeBytes(characters) {
	return [...new TextEncoder().encode(characters)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
// src/inputs/objects.ts
/** How the names of objects end, by format; the first is the one we write. */
const extensions = {
	snapshot: [".snapshot"],
	tar: [".tar"],
	"tar.gz": [".tar.gz", ".tgz"],
	"tar.zst": [".tar.zst"]
};
const endings = Object.entries(extensions).flatMap(([format, each]) => each.map((extension) => ({
	format,
	extension
}))).sort((a, b) => b.extension.length - a.extension.length);
/** The object that holds a cache at a path. */
function objectName(path, object) {
	return joinPaths(path, object.by === "filename" ? object.filename : `${encodeKey(object.key)}${extensions[object.format][0]}`);
}
/** Every object at a path that may hold a cache of this key. */
function objectNames(path, key) {
	return endings.map(({ extension }) => joinPaths(path, `${encodeKey(key)}${extension}`));
}
/** By the end of an object's name; undefined = not a cache. */
function formatOf(name) {
	return endings.find(({ extension }) => name.endsWith(extension))?.format;
}
/** A key as one component of a path: only `A-Z a-z 0-9 . _ -` stay, and a dot only where it is not the first. */
function encodeKey(key) {
	return key.toWellFormed().replaceAll(/[^A-Za-z0-9._-]|^\./gu, encodeBytes);
}
/** The key of an object by its name, with or without the path before it; undefined = not a cache. */
function decodeKey(name) {
	const base = name.slice(name.lastIndexOf("/") + 1);
	const ending = endings.find(({ extension }) => base.endsWith(extension));
	return ending && decoded(base.slice(0, -ending.extension.length));
}
/** Another tool may have put a name with a stray `%` beside ours, which is then its own key. */
function decoded(encoded) {
	try {
		return decodeURIComponent(encoded);
	} catch {
		return encoded;
	}
}
export { cleanPath, decodeKey, encodeKey, extensions, formatOf, isAtOrBelow, joinPaths, objectName, objectNames, pathFromBuild };
