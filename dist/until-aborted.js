import { LarderError } from "./errors.js";
// src/storage/aborted.ts
/** What a store throws once its caller's signal has fired; the reason of the signal is the cause. */
function aborted(signal) {
	return new LarderError("ABORTED", "The request was given up because the command is ending.", { cause: signal?.reason });
}
// src/storage/key-order.ts
/**
* Compares two keys as stores list them: by the bytes of their UTF-8 form, which is the order of code points.
* JavaScript's own `<` compares UTF-16 units and puts U+10000 before U+E000.
*/
function compareKeys(a, b) {
	const length = Math.min(a.length, b.length);
	for (let at = 0; at < length; at++) {
		const left = a.charCodeAt(at);
		const right = b.charCodeAt(at);
		if (left !== right) return codePointRank(left) - codePointRank(right);
	}
	return a.length - b.length;
}
function codePointRank(unit) {
	if (unit < 55296) return unit;
	return unit < 57344 ? unit + 8192 : unit - 2048;
}
// src/storage/limiter.ts
function createLimiter(limit) {
	const waiting = new Set();
	let free = limit;
	function enter(signal) {
		if (free > 0) {
			free -= 1;
			return Promise.resolve();
		}
		return new Promise((resolve, reject) => {
			const leave = () => {
				waiting.delete(start);
				reject(aborted(signal));
			};
			const start = () => {
				waiting.delete(start);
				signal?.removeEventListener("abort", leave);
				resolve();
			};
			waiting.add(start);
			signal?.addEventListener("abort", leave, { once: true });
		});
	}
	function exit() {
		const [next] = waiting;
		if (next === void 0) free += 1;
		else next();
	}
	return async (task, signal) => {
		if (signal?.aborted === true) throw aborted(signal);
		await enter(signal);
		try {
			return await task();
		} finally {
			exit();
		}
	};
}
// src/storage/until-aborted.ts
/** The chunks of a producer; throws the reason of the signal when it fires, also while the next chunk does not come. */
async function* untilAborted(chunks, signal) {
	const iterator = chunks[Symbol.asyncIterator]();
	const stopped = Promise.withResolvers();
	stopped.promise.catch(() => void 0);
	const stop = () => {
		stopped.reject(signal?.reason);
	};
	signal?.addEventListener("abort", stop, { once: true });
	let isOver = false;
	try {
		for (;;) {
			signal?.throwIfAborted();
			const next = await Promise.race([iterator.next(), stopped.promise]);
			if (next.done === true) {
				isOver = true;
				return;
			}
			yield next.value;
		}
	} finally {
		signal?.removeEventListener("abort", stop);
		if (!isOver) Promise.resolve(iterator.return?.()).catch(() => void 0);
	}
}
export { aborted, compareKeys, createLimiter, untilAborted };
