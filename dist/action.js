import { age, createReport, detectBuild, diskFiles, duration, foundExactly, freedBytes, githubOutputs, hasTotals, number, rate, redacted, redactor, renderError, size, version } from "./create-report.js";
import { execute } from "./compose.js";
import { LarderError, messageOf } from "./errors.js";
import { objectName } from "./objects.js";
import { readConfig } from "./read-config.js";
import { secretValues } from "./secrets.js";
import { readFileSync } from "node:fs";
import { availableParallelism, homedir } from "node:os";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants as constants$1, promises as promises$1 } from "fs";
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
	issueCommand(name, {}, message);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises$1;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants$1.R_OK | constants$1.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Gets whether Actions Step Debug is on or not
*/
function isDebug() {
	return process.env["RUNNER_DEBUG"] === "1";
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Begin an output group.
*
* Output until the next `groupEnd` will be foldable in this group
*
* @param name The name of the output group
*/
function startGroup(name) {
	issue("group", name);
}
/**
* End an output group.
*/
function endGroup() {
	issue("endgroup");
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
/**
* Gets the value of an state set by this action's main execution.
*
* @param     name     name of the state to get
* @returns   string
*/
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
// src/inputs/when-saved.ts
/** Why the mounts are not to be saved when the job ends, as the end of a sentence; undefined = they are. */
function whyNotSaved({ build, overwrite }, saveOn, found) {
	if (found === "sound" && overwrite === "missing") return "the exact key was found, so there is nothing new to save";
	const status = build.jobStatus ?? "success";
	if (saveOn === "always" || saveOn === status) return void 0;
	return saveOn === "never" ? "save-on is never" : `the job ended as ${status}, and save-on is ${saveOn}`;
}
// src/report/summary.ts
const fewRows = 20;
/**
* The outcome as Markdown for GITHUB_STEP_SUMMARY: a heading and a table, well below the limit of 1 MiB for a step.
* What others named is written so that neither Markdown nor HTML in it has a meaning.
*/
function summaryMarkdown(told, options) {
	const outcome = redacted(told, options.redact);
	const title = `### larder ${outcome.command}: ${outcome.status}`;
	const removed = outcome.command === "flush" ? removedTable(outcome.removed, options.now) : "";
	return `${title}\n\n${table(["", ""], factsOf(outcome))}${removed}\n`;
}
function factsOf(outcome) {
	return [
		..."key" in outcome ? [
			["Key", code(outcome.key)],
			["Object", code(outcome.object)],
			["Format", outcome.format]
		] : [],
		...ofTotals(outcome),
		...special(outcome),
		["Time", duration(outcome.milliseconds)]
	];
}
function ofTotals(outcome) {
	if (!hasTotals(outcome)) return [];
	const { entries, bytes, transferred, milliseconds } = outcome;
	const speed = rate(bytes, milliseconds);
	const totals = [
		["Entries", number(entries)],
		["Content", size(bytes)],
		["Transferred", size(transferred)]
	];
	return speed === void 0 ? totals : [...totals, ["Rate", speed]];
}
function special(outcome) {
	switch (outcome.command) {
		case "restore": return ofRestore(outcome);
		case "rebuild": {
			if (outcome.status !== "published") return [["Reason", escaped(outcome.reason)]];
			const { segments } = outcome;
			if (segments === void 0) return [];
			return [["Segments", `${number(segments.sent)} sent, ${number(segments.copied)} copied, ${number(segments.present)} already present`]];
		}
		case "flush": return [
			...outcome.reason === void 0 ? [] : [["Reason", escaped(outcome.reason)]],
			["Caches", `${number(outcome.removed.length)} removed, ${number(outcome.kept)} kept`],
			["Segments", `${number(outcome.segments.removed)} removed, ${number(outcome.segments.kept)} kept`],
			["Freed", size(freedBytes(outcome))]
		];
	}
}
function ofRestore(outcome) {
	switch (outcome.status) {
		case "hit":
		case "fallback":
		case "partial": return outcome.lookupOnly ? [["Restored", "nothing, looked up only"]] : [["Already in place", number(outcome.kept)]];
		case "miss": return [...outcome.failure === void 0 ? [] : [["Could not be used", escaped(outcome.failure)]], ["Tried", cut(outcome.tried).map(code).join("<br>") + andMore(outcome.tried)]];
		case "skipped": return [["Reason", escaped(outcome.reason)]];
	}
}
function removedTable(removed, now) {
	if (removed.length === 0) return "";
	const rows = cut(removed).map((cache) => [
		code(cache.object),
		size(cache.size),
		age(now - cache.lastModified.getTime())
	]);
	const more = andMore(removed);
	return `\n${table([
		"Removed",
		"Size",
		"Age"
	], rows)}${more === "" ? "" : `\n${more.trim()}\n`}`;
}
function table(header, rows) {
	return [
		header,
		header.map(() => "---"),
		...rows
	].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
function cut(items) {
	return items.slice(0, fewRows);
}
function andMore(items) {
	return items.length > fewRows ? ` and ${number(items.length - fewRows)} more` : "";
}
function code(text) {
	return `<code>${escaped(text)}</code>`;
}
/** 1,000 characters are enough to recognise anything by, and keep a summary of hostile names small. */
const longest = 1e3;
/** A character written by its number is never markup. */
function escaped(text) {
	return (text.length > longest ? `${text.slice(0, longest)}...` : text).toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").replace(/[^\p{L}\p{N} ,./-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
// src/action.ts
/** What the main step leaves for the post step of the same action. Never a secret: the runner keeps state as plain text. */
const state = {
	main: "larder-main-ran",
	key: "larder-key",
	found: "larder-found"
};
const secrets = secretValues(process.env);
for (const secret of secrets) setSecret(secret);
process.once("uncaughtException", (error) => {
	fail(error);
	exit();
});
try {
	if (getState(state.main) === "") await runMain();
	else await runPost();
} catch (error) {
	fail(error);
}
exit();
/** The main step: what the input `mode` says, which each action.yml sets. */
async function runMain() {
	saveState(state.main, "true");
	const inputs = read(process.env);
	const { config } = inputs;
	if (hasPostStep(inputs)) read(process.env, "rebuild");
	await withReport(config.log, async (report) => {
		for (const message of inputs.notices) report({
			type: "notice",
			message
		});
		describe(inputs, report);
		switch (config.mode) {
			case "restore": return restoreFirst(config, report);
			case "rebuild": return publish(await save(config, report), keyOf(config));
			case "flush": return publish(await perform(config, report), "");
		}
	});
}
/** Only the manifest with a post step hands over the status of the job. */
function hasPostStep({ config }) {
	return config.mode === "restore" && config.build.jobStatus !== void 0;
}
async function restoreFirst(config, report) {
	const outcome = await perform({
		...config,
		failOnMiss: false
	}, report);
	publish(outcome, keyOf(config));
	saveState(state.key, keyOf(config));
	saveState(state.found, foundBy(outcome, config));
	if (outcome.status === "miss" && config.failOnMiss) throw new LarderError("CACHE_MISS", "No cache was restored, and fail-on-cache-miss is set.");
}
function foundBy(outcome, { location }) {
	if (("damaged" in outcome ? outcome.damaged : void 0)?.includes(objectName(location.path, location.object))) return "damaged";
	return foundExactly(outcome) ? "sound" : "nothing";
}
/** The post step: a rebuild by the key of the main step, whatever `hashFiles` would give by now. */
async function runPost() {
	const key = getState(state.key);
	if (key === "") return withReport(usualLevel(), async (report) => skip("the restore did not come to an end", report));
	let inputs;
	try {
		inputs = read({
			...process.env,
			INPUT_KEY: key
		}, "rebuild");
	} catch (error) {
		return withReport(usualLevel(), async (report) => report({
			type: "done",
			outcome: failedSave(error)
		}));
	}
	await withReport(inputs.config.log, (report) => saveAtTheEnd(inputs, getState(state.found), report));
}
async function saveAtTheEnd(inputs, found, report) {
	const { config, saveOn } = inputs;
	if (config.mode !== "rebuild") return;
	describe(inputs, report);
	const reason = whyNotSaved(config, saveOn, found);
	if (reason !== void 0) return skip(reason, report);
	await save(found === "damaged" ? {
		...config,
		overwrite: "always"
	} : config, report);
}
function skip(reason, report) {
	report({
		type: "done",
		outcome: {
			command: "rebuild",
			status: "skipped",
			reason,
			milliseconds: 0
		}
	});
}
/** A build that has done its work does not fail for its cache, unless `strict`. */
async function save(config, report) {
	try {
		return await perform(config, report);
	} catch (error) {
		if (config.strict) throw error;
		const outcome = failedSave(error);
		report({
			type: "done",
			outcome
		});
		await summarise(outcome, report);
		return outcome;
	}
}
function failedSave(error) {
	const hint = error instanceof LarderError ? error.hint : void 0;
	return {
		command: "rebuild",
		status: "failed",
		reason: [messageOf(error), hint].filter(Boolean).join(" "),
		milliseconds: 0
	};
}
async function perform(config, report) {
	const machine = {
		env: process.env,
		report,
		interrupted: untilSignal(),
		cores: availableParallelism()
	};
	const outcome = await execute(config, {
		...machine,
		version: `larder ${version}`
	});
	await summarise(outcome, report);
	return outcome;
}
async function summarise(outcome, report) {
	if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
	try {
		await summary.addRaw(summaryMarkdown(outcome, {
			now: Date.now(),
			redact: redactor(secrets)
		})).write();
	} catch (error) {
		report({
			type: "warning",
			message: `The summary of the job could not be written: ${messageOf(error)}`
		});
	}
}
function publish(outcome, key) {
	for (const [name, value] of Object.entries(githubOutputs(outcome, key))) setOutput(name, value);
}
function keyOf({ location: { object } }) {
	return object.by === "key" ? object.key : object.filename;
}
function describe({ described }, report) {
	for (const message of described) report({
		type: "debug",
		message
	});
}
function read(env, mode) {
	const build = detectBuild(env, diskFiles(process.cwd()));
	return readConfig({
		door: "action",
		env,
		build,
		home: homedir(),
		platform: process.platform,
		readText,
		...mode && { mode }
	});
}
function readText(path) {
	return readFileSync(path, "utf8");
}
function usualLevel() {
	return isDebug() ? "debug" : "info";
}
async function withReport(level, work) {
	const { stdout, stderr } = process;
	const report = await createReport({
		dialect: "github",
		level,
		json: false,
		stdout,
		stderr,
		colour: false,
		now: Date.now,
		secrets,
		github: {
			startGroup,
			endGroup,
			notice,
			warning,
			error
		}
	});
	try {
		await work(report);
	} catch (error) {
		process.exitCode = 1;
		report.fail(error);
	} finally {
		report.close();
	}
}
/** For what goes wrong where there is no report. */
function fail(error) {
	process.exitCode = 1;
	process.stdout.write(renderError(error, "github", {
		debug: isDebug(),
		redact: redactor(secrets),
		colour: false
	}));
}
/** Ends the process as soon as all that it has said is written out. */
function exit() {
	process.stdout.write("", () => process.exit());
}
/** A cancelled job gets SIGINT, which ends the work cleanly, and some seconds later SIGTERM, which ends the process. */
function untilSignal() {
	const controller = new AbortController();
	const signals = ["SIGINT", "SIGTERM"];
	const stop = (signal) => {
		controller.abort(new LarderError("INTERRUPTED", `Stopped by ${signal}.`, { cause: signal }));
		for (const next of signals) process.off(next, stop).once(next, () => process.exit(1));
	};
	for (const signal of signals) process.on(signal, stop);
	return controller.signal;
}
export {};
