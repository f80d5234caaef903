// src/free.ts
/**
* Gives memory back at once that nobody will look at again. The collector would let it pile up to some 200 MiB, because to it a large
* buffer is a few bytes. Does nothing to bytes that lie in memory with others.
*/
function free({ buffer, byteLength }) {
	if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && byteLength > 0) buffer.transfer(0);
}
export { free };
