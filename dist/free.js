// src/free.ts
/**
* Gives memory back at once that nobody will look at again. The collector would let it pile up to some 200 MiB, because to it a large
* buffer is a few bytes. Does nothing to bytes that lie in memory with others.
*/
function free({ buffer, byteLength }) {
	if (buffer.byteLength === byteLength) freeMemory(buffer);
}
/** As `free`, for memory in which nothing else lies though the bytes do not fill it. What threads share stays. */
function freeMemory(memory) {
	if (memory instanceof ArrayBuffer && memory.byteLength > 0) memory.transfer(0);
}
export { free, freeMemory };
