import { EntryType } from "./own-names.js";
// src/tree/keep.ts
/** One byte an entry: what is done with it when its mount is restored. */
const Keep = {
	/** It is written. */
	write: 0,
	/** What is in place is right in everything, and is not touched. */
	stay: 1,
	/** What is in place has the right content (or is the right directory), and gets its mode and modification time. */
	stamp: 2
};
/**
* Makes what is kept consistent, in place; to be called before anything is staged. Hard links are kept together with their original or
* not at all, and a directory that something is written into is written itself, because that changes its modification time.
*/
function settleKeep(table, keep) {
	settleHardLinks(table, keep);
	for (let i = table.length - 1; i > 0; i--) {
		const parent = table.parent(i);
		if (keep[i] === Keep.write) keep[parent] = Keep.write;
		else if (keep[i] === Keep.stamp && keep[parent] === Keep.stay) keep[parent] = Keep.stamp;
	}
}
function settleHardLinks(table, keep) {
	const links = [];
	for (let i = 0; i < table.length; i++) if (table.type(i) === EntryType.hardlink) links.push(i);
	for (const link of links) if (keep[link] === Keep.write) keep[table.original(link)] = Keep.write;
	for (const link of links) if (keep[table.original(link)] === Keep.write) keep[link] = Keep.write;
}
function isWritten(keep, index) {
	return keep === void 0 || keep[index] === Keep.write;
}
export { Keep, isWritten, settleKeep };
