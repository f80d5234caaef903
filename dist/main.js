#!/usr/bin/env node
import { createReport, detectBuild, diskFiles, harnessOutputs, version } from "./create-report.js";
import { LarderError, hasCode } from "./errors.js";
import { modes, parseCommandLine, secretValues, settingGroups, settingOf, spellings } from "./secrets.js";
import { appendFileSync, readFileSync } from "node:fs";
import { availableParallelism, homedir } from "node:os";
import { parseEnv } from "node:util";
// src/inputs/drone-env.ts
/** Where a Drone runner may leave variables for a plugin; what they say wins over the environment. */
const droneEnvFile = "/run/drone/env";
/** The environment with the variables of that file laid over it. */
function withDroneEnv(env, fileText) {
	return fileText === void 0 ? env : {
		...env,
		...parseEnv(fileText)
	};
}
/** True when a CI has handed us the settings of a plugin step. */
function looksLikePlugin(env) {
	return Object.keys(env).some((name) => name.startsWith("PLUGIN_"));
}
// src/inputs/render/help.ts
const purposes = {
	restore: "bring a cache back into the workspace",
	rebuild: "store files and directories as a cache",
	flush: "remove caches that have grown old"
};
const ending = `Every flag can be set as a variable too: --fallback-path is LARDER_FALLBACK_PATH.
Exit codes: 0 when it is done, also if a restore found no cache; 1 when settings are wrong or the
command failed; 2 when nothing was found and --fail-on-miss is set; 130 and 143 when it was stopped
by SIGINT and SIGTERM.
`;
/** The text of `--help`: for one command with all its flags, or for larder as a whole. */
function renderHelp(mode) {
	return mode === void 0 ? generalHelp() : commandHelp(mode);
}
function generalHelp() {
	return `larder, the cache step for every CI

${modes.map((mode) => `  larder ${mode.padEnd(9)}${purposes[mode]}`).join("\n")}
  larder --version

Run \`larder <command> --help\` for the flags of a command.
${ending}`;
}
function commandHelp(mode) {
	const groups = Object.entries(settingGroups).flatMap(([title, settings]) => {
		const rows = Object.keys(settings).flatMap((name) => settingLines(name, mode));
		return rows.length > 0 ? [`${title}\n${rows.join("\n")}\n`] : [];
	});
	return `larder ${mode}: ${purposes[mode]}

Usage: larder ${mode} [flags]

${groups.join("\n")}
${ending}`;
}
function settingLines(name, mode) {
	const { kind, doc, modes: readIn } = settingOf(name);
	const [flag] = spellings.flag(name);
	const [variable] = kind.secret ? spellings.variable(name) : [];
	if ((flag ?? variable) === void 0 || readIn?.includes(mode) === false) return [];
	return [`  ${flag && kind.shape !== "flag" ? `${flag} <${kind.label}>` : `${flag ?? variable}`}`, ...wrap(`${doc}${defaultOf(name)}`).map((line) => `      ${line}`)];
}
function defaultOf(name) {
	const text = defaultText(name);
	return text === void 0 ? "" : ` Default: ${text}.`;
}
/** What a setting holds when nothing is written, as text; undefined = nothing, or false. */
function defaultText(name) {
	const setting = settingOf(name);
	if (setting.defaultDoc !== void 0) return setting.defaultDoc;
	return setting.default === void 0 || setting.default === false ? void 0 : `\`${String(setting.default)}\``;
}
const lineWidth = 94;
function wrap(text) {
	return text.split(" ").reduce((lines, word) => {
		const line = lines.at(-1);
		if (line === void 0 || line.length + 1 + word.length > lineWidth) lines.push(word);
		else lines[lines.length - 1] = `${line} ${word}`;
		return lines;
	}, []);
}
// src/main.ts
const signalCodes = {
	SIGINT: 130,
	SIGTERM: 143
};
/** The first with zstd built in. */
const oldestNode = [22, 15];
for (const output of [process.stdout, process.stderr]) output.on("error", () => void 0);
/** 0 done, a miss included; 1 wrong settings or a failure; 2 a miss with `fail-on-miss`; 130 and 143 stopped by SIGINT and SIGTERM. */
process.exitCode = isTooOld(process.versions.node) ? refuseNode() : await main(process.argv.slice(2));
setTimeout(() => process.exit(), 1e3).unref();
function isTooOld(version) {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	return major < oldestNode[0] || major === oldestNode[0] && minor < oldestNode[1];
}
function refuseNode() {
	process.stderr.write(`larder needs Node ${oldestNode.join(".")} or newer, and this is ${process.versions.node}.\n`);
	return 1;
}
async function main(argv) {
	if (argv.length === 0 && isPluginStep()) return runCommand("plugin", void 0);
	const commandLine = readCommandLine(argv);
	switch (commandLine.type) {
		case "help":
			process.stdout.write(renderHelp(commandLine.mode));
			return 0;
		case "version":
			process.stdout.write(`larder ${version}\n`);
			return 0;
		case "run": return runCommand("command", commandLine);
		case "wrong": return refuse(commandLine.error, { json: argv.includes("--json") });
	}
}
/** A step of a host of plugins, also one whose settings are missing altogether. */
function isPluginStep() {
	return looksLikePlugin(process.env) || [
		"drone",
		"woodpecker",
		"harness"
	].includes(detectBuild(process.env, diskFiles(process.cwd())).host);
}
/** Says by the rules of the host why the words are not a command. */
async function refuse(error, { json }) {
	const report = await openReport(detectBuild(process.env, diskFiles(process.cwd())), process.env, {
		json,
		level: "info"
	});
	report.fail(error);
	report.close();
	return exitCodeOf(error);
}
function readCommandLine(argv) {
	try {
		return parseCommandLine(argv);
	} catch (error) {
		if (hasCode(error, "BAD_INPUT")) return {
			type: "wrong",
			error
		};
		throw error;
	}
}
async function runCommand(door, commandLine) {
	const files = diskFiles(process.cwd());
	const env = door === "plugin" ? withDroneEnv(process.env, files.readText(droneEnvFile)) : process.env;
	const detected = detectBuild(env, files);
	const build = door === "command" ? {
		...detected,
		workspace: process.cwd()
	} : detected;
	let report = await openReport(build, env, {
		json: asksForJson(commandLine, env),
		level: "info"
	});
	try {
		const surroundings = {
			env,
			build,
			home: homedir(),
			platform: process.platform,
			readText: (path) => readFileSync(path, "utf8")
		};
		const { readConfig } = await import("./read-config2.js");
		const { config, notices, described } = readConfig({
			door,
			...surroundings,
			...commandLine && { commandLine }
		});
		report = await openReport(build, env, {
			json: config.json,
			level: config.log
		});
		for (const message of notices) report({
			type: "notice",
			message
		});
		for (const message of described) report({
			type: "debug",
			message
		});
		const { execute } = await import("./compose2.js");
		const cores = availableParallelism();
		writeHostOutputs(await execute(config, {
			env,
			report,
			interrupted: untilSignal(),
			cores,
			version: `larder ${version}`
		}), env);
		return 0;
	} catch (error) {
		report.fail(error);
		return exitCodeOf(error);
	} finally {
		report.close();
	}
}
/** What is known of it before the settings are read, so that a machine reads of their mistakes too. */
function asksForJson(commandLine, env) {
	const flag = commandLine?.flags.findLast(({ name }) => name === "json");
	return flag === void 0 ? env["LARDER_JSON"] === "true" : flag.value !== "false";
}
function openReport(build, env, { json, level }) {
	return createReport({
		dialect: build.dialect,
		level,
		json,
		stdout: process.stdout,
		stderr: process.stderr,
		colour: wantsColour(env),
		now: Date.now,
		secrets: secretValues(env)
	});
}
/** The conventions of no-color.org and force-color.org. */
function wantsColour({ NO_COLOR: no, FORCE_COLOR: force }) {
	if (force !== void 0 && force !== "") return force !== "0";
	return (no ?? "") === "" && process.stdout.isTTY;
}
/** The first signal ends the work cleanly: uploads are aborted, what was written is removed. The second ends the process. */
function untilSignal() {
	const controller = new AbortController();
	for (const [signal, code] of Object.entries(signalCodes)) process.once(signal, () => {
		controller.abort(new LarderError("INTERRUPTED", `Stopped by ${signal}.`, { cause: signal }));
		process.once(signal, () => process.exit(code));
	});
	return controller.signal;
}
function exitCodeOf(error) {
	if (hasCode(error, "CACHE_MISS")) return 2;
	if (hasCode(error, "INTERRUPTED")) return error.cause === "SIGINT" ? signalCodes.SIGINT : signalCodes.SIGTERM;
	return 1;
}
/** Harness reads what a step found out from a file it names. */
function writeHostOutputs(outcome, { DRONE_OUTPUT: drone, HARNESS_OUTPUT_FILE: harness }) {
	const file = drone ?? harness;
	if (file !== void 0 && file !== "") appendFileSync(file, harnessOutputs(outcome, file));
}
export {};
