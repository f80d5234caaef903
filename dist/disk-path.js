// src/tree/disk-path.ts
const slash = 47;
/**
* Puts paths of entries behind a directory. The answer is a view of one buffer that the next call overwrites, because a buffer for
* every path would cost more than some of the system calls it is used for.
*/
function pathsBelow(directory) {
	const start = Buffer.from(directory);
	let scratch = prefixed(start, 4096);
	return (entry) => {
		if (entry.length === 0) return scratch.subarray(0, start.length);
		const begin = start.length + 1;
		const end = begin + entry.length;
		if (end > scratch.length) scratch = prefixed(start, entry.length);
		scratch.set(entry, begin);
		return scratch.subarray(0, end);
	};
}
function prefixed(start, room) {
	const scratch = Buffer.allocUnsafeSlow(start.length + 1 + room);
	scratch.set(start);
	scratch[start.length] = slash;
	return scratch;
}
/** The path of an entry of a directory, as bytes of its own. */
function joined(directory, name) {
	const path = Buffer.allocUnsafeSlow(directory.length + 1 + name.length);
	path.set(directory);
	path[directory.length] = slash;
	path.set(name, directory.length + 1);
	return path;
}
export { joined, pathsBelow };
