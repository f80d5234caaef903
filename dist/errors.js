// src/errors.ts
/**
* The one error class of larder: what went wrong and where, in a sentence for the user.
* `hint` says what to do about it; `cause` keeps the original. Neither may ever hold a secret.
*/
var LarderError = class extends Error {
	code;
	hint;
	constructor(code, message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.name = "LarderError";
		this.code = code;
		this.hint = options.hint;
	}
};
/** True for a {@link LarderError} with one of these codes. */
function hasCode(error, ...codes) {
	return error instanceof LarderError && codes.includes(error.code);
}
/** The message of anything that was thrown, followed by those of its causes. */
function messageOf(error) {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause === void 0 ? "" : messageOf(error.cause);
	return cause === "" || error.message.includes(cause) ? error.message : `${error.message} (${cause})`;
}
export { LarderError, hasCode, messageOf };
