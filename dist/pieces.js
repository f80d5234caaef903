// src/tree/pieces.ts
/**
* Bytes. A smaller file is never cut, so one piece holds all of it. The writer makes larger files beforehand, so that their slices can be
* written by any thread in any order.
*/
const smallestCutFile = 2 ** 20;
/** The path of one piece, as a view. */
function piecePath({ paths, pathEnd }, index) {
	return paths.subarray(index === 0 ? 0 : pathEnd[index - 1], pathEnd[index]);
}
export { piecePath, smallestCutFile };
