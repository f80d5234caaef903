import { AwsSdkSigV4ASigner, AwsSdkSigV4Signer, BinaryDecisionDiagram, Client, Crc32Node, DEFAULT_RETRY_MODE, DefaultIdentityProviderConfig, EndpointCache, HttpBindingProtocol, HttpInterceptingShapeDeserializer, HttpInterceptingShapeSerializer, HttpRequest, HttpResponse, NODE_APP_ID_CONFIG_OPTIONS, NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, NODE_MAX_ATTEMPT_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS, NODE_RETRY_MODE_CONFIG_OPTIONS, NODE_SIGV4A_CONFIG_OPTIONS, NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, NoOpLogger, NodeHttpHandler, NormalizedSchema, NumericValue, ProtocolLib, SelectorType as SelectorType$1, SerdeContextConfig, ServiceException, Sha256Node, SignatureV4MultiRegion, TypeRegistry, XmlShapeDeserializer, awsEndpointFunctions, booleanSelector, calculateBodyLength, createBufferedReadable, createChecksumStream, createDefaultUserAgentProvider, customEndpointFunctions, dateToUtcString, decideEndpoint, defaultProvider, determineTimestampFormat, emitWarningIfUnsupportedVersion, emitWarningIfUnsupportedVersion$1, eventStreamSerdeProvider, extendedEncodeURIComponent, fromBase64, fromUtf8, generateIdempotencyToken, getAwsChunkedEncodingStream, getAwsRegionExtensionConfiguration, getContentLengthPlugin, getDefaultExtensionConfiguration, getEndpointFromInstructions, getEndpointPlugin, getHostHeaderPlugin, getHttpAuthSchemeEndpointRuleSetPlugin, getHttpHandlerExtensionConfiguration, getHttpSigningPlugin, getLoggerPlugin, getRecursionDetectionPlugin, getRetryPlugin, getSchemaSerdePlugin, getSmithyContext, getUserAgentPlugin, httpSigningMiddlewareOptions, isArrayBuffer, loadConfig, loadConfigsForDefaultMode, makeBuilder, normalizeProvider, parseRfc7231DateTime, parseUrl, resolveAwsRegionExtensionConfiguration, resolveAwsSdkSigV4AConfig, resolveAwsSdkSigV4Config, resolveDefaultRuntimeConfig, resolveDefaultsModeConfig, resolveEndpointConfig, resolveEventStreamSerdeConfig, resolveHostHeaderConfig, resolveHttpHandlerRuntimeConfig, resolveParams, resolveRegionConfig, resolveRetryConfig, resolveUserAgentConfig, sdkStreamMixin, setFeature, streamCollector, toBase64, toEndpointV1, toUint8Array, toUtf8 } from "./aws-sdk.js";
import { LarderError, hasCode, messageOf } from "./errors.js";
import { free, freeMemory } from "./free.js";
import { aborted, compareKeys, createLimiter, untilAborted } from "./until-aborted.js";
import { http, init_plain_http } from "./plain-http2.js";
import { ReadStream, statSync } from "node:fs";
import { EventEmitter } from "events";
import net from "node:net";
import { Readable, Writable } from "node:stream";
import tls from "node:tls";
import { createHash, createHmac } from "node:crypto";
import https from "node:https";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { Buffer as Buffer$1 } from "buffer";
import { Readable as Readable$1 } from "stream";
// node_modules/@aws-sdk/xml-builder/dist-es/escape-attribute.js
const ATTR_ESCAPE_RE = /[&<>"]/g;
const ATTR_ESCAPE_MAP = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;"
};
function escapeAttribute(value) {
	return value.replace(ATTR_ESCAPE_RE, (ch) => ATTR_ESCAPE_MAP[ch]);
}
// node_modules/@aws-sdk/xml-builder/dist-es/escape-element.js
const ELEMENT_ESCAPE_RE = /[&"'<>\r\n\u0085\u2028]/g;
const ELEMENT_ESCAPE_MAP = {
	"&": "&amp;",
	"\"": "&quot;",
	"'": "&apos;",
	"<": "&lt;",
	">": "&gt;",
	"\r": "&#x0D;",
	"\n": "&#x0A;",
	"": "&#x85;",
	"\u2028": "&#x2028;"
};
function escapeElement(value) {
	return value.replace(ELEMENT_ESCAPE_RE, (ch) => ELEMENT_ESCAPE_MAP[ch]);
}
// node_modules/@aws-sdk/xml-builder/dist-es/XmlText.js
var XmlText = class {
	value;
	constructor(value) {
		this.value = value;
	}
	toString() {
		return escapeElement("" + this.value);
	}
};
// node_modules/@aws-sdk/xml-builder/dist-es/XmlNode.js
var XmlNode = class XmlNode {
	name;
	children;
	attributes = {};
	static of(name, childText, withName) {
		const node = new XmlNode(name);
		if (childText !== void 0) node.addChildNode(new XmlText(childText));
		if (withName !== void 0) node.withName(withName);
		return node;
	}
	constructor(name, children = []) {
		this.name = name;
		this.children = children;
	}
	withName(name) {
		this.name = name;
		return this;
	}
	addAttribute(name, value) {
		this.attributes[name] = value;
		return this;
	}
	addChildNode(child) {
		this.children.push(child);
		return this;
	}
	removeAttribute(name) {
		delete this.attributes[name];
		return this;
	}
	n(name) {
		this.name = name;
		return this;
	}
	c(child) {
		this.children.push(child);
		return this;
	}
	a(name, value) {
		if (value != null) this.attributes[name] = value;
		return this;
	}
	cc(input, field, withName = field) {
		if (input[field] != null) {
			const node = XmlNode.of(field, input[field]).withName(withName);
			this.c(node);
		}
	}
	l(input, listName, memberName, valueProvider) {
		if (input[listName] != null) valueProvider().map((node) => {
			node.withName(memberName);
			this.c(node);
		});
	}
	lc(input, listName, memberName, valueProvider) {
		if (input[listName] != null) {
			const nodes = valueProvider();
			const containerNode = new XmlNode(memberName);
			nodes.map((node) => {
				containerNode.c(node);
			});
			this.c(containerNode);
		}
	}
	toString() {
		const hasChildren = Boolean(this.children.length);
		let xmlText = `<${this.name}`;
		const attributes = this.attributes;
		for (const attributeName of Object.keys(attributes)) {
			const attribute = attributes[attributeName];
			if (attribute != null) xmlText += ` ${attributeName}="${escapeAttribute("" + attribute)}"`;
		}
		return xmlText += !hasChildren ? "/>" : `>${this.children.map((c) => c.toString()).join("")}</${this.name}>`;
	}
};
// node_modules/@aws-sdk/core/dist-es/submodules/protocols/xml/parseXmlBody.js
const loadRestXmlErrorCode = (output, data) => {
	if (data?.Error?.Code !== void 0) return data.Error.Code;
	if (data?.Code !== void 0) return data.Code;
	if (output.statusCode == 404) return "NotFound";
};
// node_modules/@aws-sdk/core/dist-es/submodules/protocols/xml/XmlShapeSerializer.js
var XmlShapeSerializer = class extends SerdeContextConfig {
	settings;
	stringBuffer;
	byteBuffer;
	buffer;
	constructor(settings) {
		super();
		this.settings = settings;
	}
	write(schema, value) {
		const ns = NormalizedSchema.of(schema);
		if (ns.isStringSchema() && typeof value === "string") this.stringBuffer = value;
		else if (ns.isBlobSchema()) this.byteBuffer = "byteLength" in value ? value : (this.serdeContext?.base64Decoder ?? fromBase64)(value);
		else {
			this.buffer = this.writeStruct(ns, value, void 0);
			const traits = ns.getMergedTraits();
			if (traits.httpPayload && !traits.xmlName) this.buffer.withName(ns.getName());
		}
	}
	flush() {
		if (this.byteBuffer !== void 0) {
			const bytes = this.byteBuffer;
			delete this.byteBuffer;
			return bytes;
		}
		if (this.stringBuffer !== void 0) {
			const str = this.stringBuffer;
			delete this.stringBuffer;
			return str;
		}
		const buffer = this.buffer;
		if (this.settings.xmlNamespace) {
			if (!buffer?.attributes?.["xmlns"]) buffer.addAttribute("xmlns", this.settings.xmlNamespace);
		}
		delete this.buffer;
		return buffer.toString();
	}
	writeStruct(ns, value, parentXmlns) {
		const traits = ns.getMergedTraits();
		const name = ns.isMemberSchema() && !traits.httpPayload ? ns.getMemberTraits().xmlName ?? ns.getMemberName() : traits.xmlName ?? ns.getName();
		if (!name || !ns.isStructSchema()) throw new Error(`@aws-sdk/core/protocols - xml serializer, cannot write struct with empty name or non-struct, schema=${ns.getName(true)}.`);
		const structXmlNode = XmlNode.of(name);
		const [xmlnsAttr, xmlns] = this.getXmlnsAttribute(ns, parentXmlns);
		for (const [memberName, memberSchema] of ns.structIterator()) {
			const val = value[memberName];
			if (val != null || memberSchema.isIdempotencyToken()) {
				if (memberSchema.getMergedTraits().xmlAttribute) {
					structXmlNode.addAttribute(memberSchema.getMergedTraits().xmlName ?? memberName, this.writeSimple(memberSchema, val));
					continue;
				}
				if (memberSchema.isListSchema()) this.writeList(memberSchema, val, structXmlNode, xmlns);
				else if (memberSchema.isMapSchema()) this.writeMap(memberSchema, val, structXmlNode, xmlns);
				else if (memberSchema.isStructSchema()) structXmlNode.addChildNode(this.writeStruct(memberSchema, val, xmlns));
				else {
					const memberNode = XmlNode.of(memberSchema.getMergedTraits().xmlName ?? memberSchema.getMemberName());
					this.writeSimpleInto(memberSchema, val, memberNode, xmlns);
					structXmlNode.addChildNode(memberNode);
				}
			}
		}
		const { $unknown } = value;
		if ($unknown && ns.isUnionSchema() && Array.isArray($unknown) && Object.keys(value).length === 1) {
			const [k, v] = $unknown;
			const node = XmlNode.of(k);
			if (typeof v !== "string") {
				if (value instanceof XmlNode || value instanceof XmlText) structXmlNode.addChildNode(value);
				else throw new Error("@aws-sdk - $unknown union member in XML requires value of type string, @aws-sdk/xml-builder::XmlNode or XmlText.");
			}
			this.writeSimpleInto(0, v, node, xmlns);
			structXmlNode.addChildNode(node);
		}
		if (xmlns) structXmlNode.addAttribute(xmlnsAttr, xmlns);
		return structXmlNode;
	}
	writeList(listMember, array, container, parentXmlns) {
		if (!listMember.isMemberSchema()) throw new Error(`@aws-sdk/core/protocols - xml serializer, cannot write non-member list: ${listMember.getName(true)}`);
		const listTraits = listMember.getMergedTraits();
		const listValueSchema = listMember.getValueSchema();
		const listValueTraits = listValueSchema.getMergedTraits();
		const sparse = !!listValueTraits.sparse;
		const flat = !!listTraits.xmlFlattened;
		const [xmlnsAttr, xmlns] = this.getXmlnsAttribute(listMember, parentXmlns);
		const writeItem = (container, value) => {
			if (listValueSchema.isListSchema()) this.writeList(listValueSchema, Array.isArray(value) ? value : [value], container, xmlns);
			else if (listValueSchema.isMapSchema()) this.writeMap(listValueSchema, value, container, xmlns);
			else if (listValueSchema.isStructSchema()) {
				const struct = this.writeStruct(listValueSchema, value, xmlns);
				container.addChildNode(struct.withName(flat ? listTraits.xmlName ?? listMember.getMemberName() : listValueTraits.xmlName ?? "member"));
			} else {
				const listItemNode = XmlNode.of(flat ? listTraits.xmlName ?? listMember.getMemberName() : listValueTraits.xmlName ?? "member");
				this.writeSimpleInto(listValueSchema, value, listItemNode, xmlns);
				container.addChildNode(listItemNode);
			}
		};
		if (flat) {
			for (const value of array) if (sparse || value != null) writeItem(container, value);
		} else {
			const listNode = XmlNode.of(listTraits.xmlName ?? listMember.getMemberName());
			if (xmlns) listNode.addAttribute(xmlnsAttr, xmlns);
			for (const value of array) if (sparse || value != null) writeItem(listNode, value);
			container.addChildNode(listNode);
		}
	}
	writeMap(mapMember, map, container, parentXmlns, containerIsMap = false) {
		if (!mapMember.isMemberSchema()) throw new Error(`@aws-sdk/core/protocols - xml serializer, cannot write non-member map: ${mapMember.getName(true)}`);
		const mapTraits = mapMember.getMergedTraits();
		const mapKeySchema = mapMember.getKeySchema();
		const keyTag = mapKeySchema.getMergedTraits().xmlName ?? "key";
		const mapValueSchema = mapMember.getValueSchema();
		const mapValueTraits = mapValueSchema.getMergedTraits();
		const valueTag = mapValueTraits.xmlName ?? "value";
		const sparse = !!mapValueTraits.sparse;
		const flat = !!mapTraits.xmlFlattened;
		const [xmlnsAttr, xmlns] = this.getXmlnsAttribute(mapMember, parentXmlns);
		const addKeyValue = (entry, key, val) => {
			const keyNode = XmlNode.of(keyTag, key);
			const [keyXmlnsAttr, keyXmlns] = this.getXmlnsAttribute(mapKeySchema, xmlns);
			if (keyXmlns) keyNode.addAttribute(keyXmlnsAttr, keyXmlns);
			entry.addChildNode(keyNode);
			let valueNode = XmlNode.of(valueTag);
			if (mapValueSchema.isListSchema()) this.writeList(mapValueSchema, val, valueNode, xmlns);
			else if (mapValueSchema.isMapSchema()) this.writeMap(mapValueSchema, val, valueNode, xmlns, true);
			else if (mapValueSchema.isStructSchema()) valueNode = this.writeStruct(mapValueSchema, val, xmlns);
			else this.writeSimpleInto(mapValueSchema, val, valueNode, xmlns);
			entry.addChildNode(valueNode);
		};
		if (flat) for (const key in map) {
			const val = map[key];
			if (sparse || val != null) {
				const entry = XmlNode.of(mapTraits.xmlName ?? mapMember.getMemberName());
				addKeyValue(entry, key, val);
				container.addChildNode(entry);
			}
		}
		else {
			let mapNode;
			if (!containerIsMap) {
				mapNode = XmlNode.of(mapTraits.xmlName ?? mapMember.getMemberName());
				if (xmlns) mapNode.addAttribute(xmlnsAttr, xmlns);
				container.addChildNode(mapNode);
			}
			for (const key in map) {
				const val = map[key];
				if (sparse || val != null) {
					const entry = XmlNode.of("entry");
					addKeyValue(entry, key, val);
					(containerIsMap ? container : mapNode).addChildNode(entry);
				}
			}
		}
	}
	writeSimple(_schema, value) {
		if (null === value) throw new Error("@aws-sdk/core/protocols - (XML serializer) cannot write null value.");
		const ns = NormalizedSchema.of(_schema);
		let nodeContents = null;
		if (value && typeof value === "object") {
			if (ns.isBlobSchema()) nodeContents = (this.serdeContext?.base64Encoder ?? toBase64)(value);
			else if (ns.isTimestampSchema() && value instanceof Date) switch (determineTimestampFormat(ns, this.settings)) {
				case 5:
					nodeContents = value.toISOString().replace(".000Z", "Z");
					break;
				case 6:
					nodeContents = dateToUtcString(value);
					break;
				case 7:
					nodeContents = String(value.getTime() / 1e3);
					break;
				default:
					console.warn("Missing timestamp format, using http date", value);
					nodeContents = dateToUtcString(value);
			}
			else if (ns.isBigDecimalSchema() && value) {
				if (value instanceof NumericValue) return value.string;
				return String(value);
			} else if (ns.isMapSchema() || ns.isListSchema()) throw new Error("@aws-sdk/core/protocols - xml serializer, cannot call _write() on List/Map schema, call writeList or writeMap() instead.");
			else throw new Error(`@aws-sdk/core/protocols - xml serializer, unhandled schema type for object value and schema: ${ns.getName(true)}`);
		}
		if (ns.isBooleanSchema() || ns.isNumericSchema() || ns.isBigIntegerSchema() || ns.isBigDecimalSchema()) nodeContents = String(value);
		if (ns.isStringSchema()) {
			if (value === void 0 && ns.isIdempotencyToken()) nodeContents = generateIdempotencyToken();
			else nodeContents = String(value);
		}
		if (nodeContents === null) throw new Error(`Unhandled schema-value pair ${ns.getName(true)}=${value}`);
		return nodeContents;
	}
	writeSimpleInto(_schema, value, into, parentXmlns) {
		const nodeContents = this.writeSimple(_schema, value);
		const ns = NormalizedSchema.of(_schema);
		const content = new XmlText(nodeContents);
		const [xmlnsAttr, xmlns] = this.getXmlnsAttribute(ns, parentXmlns);
		if (xmlns) into.addAttribute(xmlnsAttr, xmlns);
		into.addChildNode(content);
	}
	getXmlnsAttribute(ns, parentXmlns) {
		const [prefix, xmlns] = ns.getMergedTraits().xmlNamespace ?? [];
		if (xmlns && xmlns !== parentXmlns) return [prefix ? `xmlns:${prefix}` : "xmlns", xmlns];
		return [void 0, void 0];
	}
};
// node_modules/@aws-sdk/core/dist-es/submodules/protocols/xml/XmlCodec.js
var XmlCodec = class extends SerdeContextConfig {
	settings;
	constructor(settings) {
		super();
		this.settings = settings;
	}
	createSerializer() {
		const serializer = new XmlShapeSerializer(this.settings);
		serializer.setSerdeContext(this.serdeContext);
		return serializer;
	}
	createDeserializer() {
		const deserializer = new XmlShapeDeserializer(this.settings);
		deserializer.setSerdeContext(this.serdeContext);
		return deserializer;
	}
};
// node_modules/@aws-sdk/core/dist-es/submodules/protocols/xml/AwsRestXmlProtocol.js
var AwsRestXmlProtocol = class extends HttpBindingProtocol {
	codec;
	serializer;
	deserializer;
	mixin = new ProtocolLib();
	constructor(options) {
		super(options);
		const settings = {
			timestampFormat: {
				useTrait: true,
				default: 5
			},
			httpBindings: true,
			xmlNamespace: options.xmlNamespace,
			serviceNamespace: options.defaultNamespace
		};
		this.codec = new XmlCodec(settings);
		this.serializer = new HttpInterceptingShapeSerializer(this.codec.createSerializer(), settings);
		this.deserializer = new HttpInterceptingShapeDeserializer(this.codec.createDeserializer(), settings);
	}
	getPayloadCodec() {
		return this.codec;
	}
	getShapeId() {
		return "aws.protocols#restXml";
	}
	async serializeRequest(operationSchema, input, context) {
		const request = await super.serializeRequest(operationSchema, input, context);
		const inputSchema = NormalizedSchema.of(operationSchema.input);
		if (!request.headers["content-type"]) {
			const contentType = this.mixin.resolveRestContentType(this.getDefaultContentType(), inputSchema);
			if (contentType) request.headers["content-type"] = contentType;
		}
		if (typeof request.body === "string" && request.headers["content-type"] === this.getDefaultContentType() && !request.body.startsWith("<?xml ") && !this.hasUnstructuredPayloadBinding(inputSchema)) request.body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + request.body;
		return request;
	}
	async deserializeResponse(operationSchema, context, response) {
		return super.deserializeResponse(operationSchema, context, response);
	}
	async handleError(operationSchema, context, response, dataObject, metadata) {
		const errorIdentifier = loadRestXmlErrorCode(response, dataObject) ?? "Unknown";
		this.mixin.compose(this.compositeErrorRegistry, errorIdentifier, this.options.defaultNamespace);
		if (dataObject.Error && typeof dataObject.Error === "object") for (const key of Object.keys(dataObject.Error)) {
			dataObject[key] = dataObject.Error[key];
			if (key.toLowerCase() === "message") dataObject.message = dataObject.Error[key];
		}
		if (dataObject.RequestId && !metadata.requestId) metadata.requestId = dataObject.RequestId;
		const { errorSchema, errorMetadata } = await this.mixin.getErrorSchemaOrThrowBaseException(errorIdentifier, this.options.defaultNamespace, response, dataObject, metadata);
		const ns = NormalizedSchema.of(errorSchema);
		const message = dataObject.Error?.message ?? dataObject.Error?.Message ?? dataObject.message ?? dataObject.Message ?? "UnknownError";
		const exception = new ((this.compositeErrorRegistry.getErrorCtor(errorSchema)) ?? Error)({});
		await this.deserializeHttpMessage(errorSchema, context, response, dataObject);
		const output = {};
		const errorDeserializer = this.codec.createDeserializer();
		for (const [name, member] of ns.structIterator()) {
			const target = member.getMergedTraits().xmlName ?? name;
			const value = dataObject.Error?.[target] ?? dataObject[target];
			output[name] = errorDeserializer.readSchema(member, value);
		}
		throw this.mixin.decorateServiceException(Object.assign(exception, errorMetadata, {
			$fault: ns.getMergedTraits().error,
			message
		}, output), dataObject);
	}
	getDefaultContentType() {
		return "application/xml";
	}
	hasUnstructuredPayloadBinding(ns) {
		for (const [, member] of ns.structIterator()) if (member.getMergedTraits().httpPayload) return !(member.isStructSchema() || member.isMapSchema() || member.isListSchema());
		return false;
	}
};
// node_modules/@smithy/core/dist-es/submodules/checksum/hash-stream-node/HashCalculator.js
var HashCalculator = class extends Writable {
	hash;
	constructor(hash, options) {
		super(options);
		this.hash = hash;
	}
	_write(chunk, encoding, callback) {
		try {
			this.hash.update(toUint8Array(chunk));
		} catch (err) {
			return callback(err);
		}
		callback();
	}
};
// node_modules/@smithy/core/dist-es/submodules/checksum/hash-stream-node/readableStreamHasher.js
const readableStreamHasher = (hashCtor, readableStream) => {
	if (readableStream.readableFlowing !== null) throw new Error("Unable to calculate hash for flowing readable stream");
	const hash = new hashCtor();
	const hashCalculator = new HashCalculator(hash);
	readableStream.pipe(hashCalculator);
	return new Promise((resolve, reject) => {
		readableStream.on("error", (err) => {
			hashCalculator.end();
			reject(err);
		});
		hashCalculator.on("error", reject);
		hashCalculator.on("finish", () => {
			hash.digest().then(resolve).catch(reject);
		});
	});
};
// node_modules/@smithy/core/dist-es/submodules/checksum/md5/Md5Js.js
var Md5Js = class {
	digestLength = 16;
	state = Uint32Array.from(INIT$1);
	writeBuffer = new DataView(new ArrayBuffer(64));
	bufferLength = 0;
	bytesHashed = 0;
	update(sourceData) {
		const data = toUint8Array(sourceData);
		let pos = 0;
		let len = data.byteLength;
		this.bytesHashed += len;
		while (len > 0) {
			this.writeBuffer.setUint8(this.bufferLength++, data[pos++]);
			--len;
			if (this.bufferLength === 64) {
				compress(this.state, this.writeBuffer);
				this.bufferLength = 0;
			}
		}
	}
	async digest() {
		const state = Uint32Array.from(this.state);
		const buf = new DataView(this.writeBuffer.buffer.slice(0));
		let bufLen = this.bufferLength;
		const bits = this.bytesHashed * 8;
		buf.setUint8(bufLen++, 128);
		if (this.bufferLength % 64 >= 56) {
			for (let i = bufLen; i < 64; ++i) buf.setUint8(i, 0);
			compress(state, buf);
			bufLen = 0;
		}
		for (let i = bufLen; i < 56; ++i) buf.setUint8(i, 0);
		buf.setUint32(56, bits >>> 0, true);
		buf.setUint32(60, Math.floor(bits / 2 ** 32), true);
		compress(state, buf);
		const out = new Uint8Array(16);
		const view = new DataView(out.buffer);
		for (let i = 0; i < 4; ++i) view.setUint32(i * 4, state[i], true);
		return out;
	}
	reset() {
		this.state.set(INIT$1);
		this.writeBuffer = new DataView(new ArrayBuffer(64));
		this.bufferLength = 0;
		this.bytesHashed = 0;
	}
};
const INIT$1 = [
	1732584193,
	4023233417,
	2562383102,
	271733878
];
const M$1 = 4294967295;
const S$1 = Uint8Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21);
const T$2 = Array.from({ length: 64 }, (_, i) => Math.abs(Math.sin(i + 1)) * 2 ** 32 >>> 0);
function compress(state, block) {
	let a = state[0], b = state[1], c = state[2], d = state[3];
	for (let i = 0; i < 64; ++i) {
		let f, g;
		if (i < 16) {
			f = b & c | ~b & d;
			g = i;
		} else if (i < 32) {
			f = d & b | c & ~d;
			g = (5 * i + 1) % 16;
		} else if (i < 48) {
			f = b ^ c ^ d;
			g = (3 * i + 5) % 16;
		} else {
			f = c ^ (b | ~d);
			g = 7 * i % 16;
		}
		const x = block.getUint32(g * 4, true);
		const tmp = d;
		d = c;
		c = b;
		const s = S$1[(i >> 4) * 4 + (i & 3)];
		const sum = (a + f & M$1) + (x + T$2[i] & M$1) & M$1;
		b = b + ((sum << s | sum >>> 32 - s) >>> 0) & M$1;
		a = tmp;
	}
	state[0] = state[0] + a & M$1;
	state[1] = state[1] + b & M$1;
	state[2] = state[2] + c & M$1;
	state[3] = state[3] + d & M$1;
}
const Md5Node = (() => {
	try {
		createHash("md5");
		return true;
	} catch {
		return false;
	}
})() ? buildNativeClass$1() : Md5Js;
function buildNativeClass$1() {
	return class Md5Node {
		digestLength = 16;
		hash = createHash("md5");
		update(data) {
			this.hash.update(toUint8Array(data));
		}
		async digest() {
			const buf = this.hash.copy().digest();
			return new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength);
		}
		reset() {
			this.hash = createHash("md5");
		}
	};
}
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/constants.js
const RequestChecksumCalculation = {
	WHEN_SUPPORTED: "WHEN_SUPPORTED",
	WHEN_REQUIRED: "WHEN_REQUIRED"
};
const DEFAULT_REQUEST_CHECKSUM_CALCULATION = RequestChecksumCalculation.WHEN_SUPPORTED;
const ResponseChecksumValidation = {
	WHEN_SUPPORTED: "WHEN_SUPPORTED",
	WHEN_REQUIRED: "WHEN_REQUIRED"
};
const DEFAULT_RESPONSE_CHECKSUM_VALIDATION = RequestChecksumCalculation.WHEN_SUPPORTED;
var ChecksumAlgorithm$1;
(function(ChecksumAlgorithm) {
	ChecksumAlgorithm["MD5"] = "MD5";
	ChecksumAlgorithm["CRC32"] = "CRC32";
	ChecksumAlgorithm["CRC32C"] = "CRC32C";
	ChecksumAlgorithm["CRC64NVME"] = "CRC64NVME";
	ChecksumAlgorithm["SHA1"] = "SHA1";
	ChecksumAlgorithm["SHA256"] = "SHA256";
})(ChecksumAlgorithm$1 || (ChecksumAlgorithm$1 = {}));
var ChecksumLocation;
(function(ChecksumLocation) {
	ChecksumLocation["HEADER"] = "header";
	ChecksumLocation["TRAILER"] = "trailer";
})(ChecksumLocation || (ChecksumLocation = {}));
const DEFAULT_CHECKSUM_ALGORITHM = ChecksumAlgorithm$1.CRC32;
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/stringUnionSelector.js
var SelectorType;
(function(SelectorType) {
	SelectorType["ENV"] = "env";
	SelectorType["CONFIG"] = "shared config entry";
})(SelectorType || (SelectorType = {}));
const stringUnionSelector = (obj, key, union, type) => {
	if (!(key in obj)) return;
	const value = obj[key].toUpperCase();
	if (!Object.values(union).includes(value)) throw new TypeError(`Cannot load ${type} '${key}'. Expected one of ${Object.values(union)}, got '${obj[key]}'.`);
	return value;
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/NODE_REQUEST_CHECKSUM_CALCULATION_CONFIG_OPTIONS.js
const ENV_REQUEST_CHECKSUM_CALCULATION = "AWS_REQUEST_CHECKSUM_CALCULATION";
const CONFIG_REQUEST_CHECKSUM_CALCULATION = "request_checksum_calculation";
const NODE_REQUEST_CHECKSUM_CALCULATION_CONFIG_OPTIONS = {
	environmentVariableSelector: (env) => stringUnionSelector(env, ENV_REQUEST_CHECKSUM_CALCULATION, RequestChecksumCalculation, SelectorType.ENV),
	configFileSelector: (profile) => stringUnionSelector(profile, CONFIG_REQUEST_CHECKSUM_CALCULATION, RequestChecksumCalculation, SelectorType.CONFIG),
	default: DEFAULT_REQUEST_CHECKSUM_CALCULATION
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/NODE_RESPONSE_CHECKSUM_VALIDATION_CONFIG_OPTIONS.js
const ENV_RESPONSE_CHECKSUM_VALIDATION = "AWS_RESPONSE_CHECKSUM_VALIDATION";
const CONFIG_RESPONSE_CHECKSUM_VALIDATION = "response_checksum_validation";
const NODE_RESPONSE_CHECKSUM_VALIDATION_CONFIG_OPTIONS = {
	environmentVariableSelector: (env) => stringUnionSelector(env, ENV_RESPONSE_CHECKSUM_VALIDATION, ResponseChecksumValidation, SelectorType.ENV),
	configFileSelector: (profile) => stringUnionSelector(profile, CONFIG_RESPONSE_CHECKSUM_VALIDATION, ResponseChecksumValidation, SelectorType.CONFIG),
	default: DEFAULT_RESPONSE_CHECKSUM_VALIDATION
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/getChecksumAlgorithmForRequest.js
const getChecksumAlgorithmForRequest = (input, { requestChecksumRequired, requestAlgorithmMember, requestChecksumCalculation }) => {
	if (!requestAlgorithmMember) return requestChecksumCalculation === RequestChecksumCalculation.WHEN_SUPPORTED || requestChecksumRequired ? DEFAULT_CHECKSUM_ALGORITHM : void 0;
	if (!input[requestAlgorithmMember]) return;
	return input[requestAlgorithmMember];
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/getChecksumLocationName.js
const getChecksumLocationName = (algorithm) => algorithm === ChecksumAlgorithm$1.MD5 ? "content-md5" : `x-amz-checksum-${algorithm.toLowerCase()}`;
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/hasHeader.js
const hasHeader = (header, headers) => {
	const soughtHeader = header.toLowerCase();
	for (const headerName of Object.keys(headers)) if (soughtHeader === headerName.toLowerCase()) return true;
	return false;
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/hasHeaderWithPrefix.js
const hasHeaderWithPrefix = (headerPrefix, headers) => {
	const soughtHeaderPrefix = headerPrefix.toLowerCase();
	for (const headerName of Object.keys(headers)) if (headerName.toLowerCase().startsWith(soughtHeaderPrefix)) return true;
	return false;
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/isStreaming.js
const isStreaming = (body) => body !== void 0 && typeof body !== "string" && !ArrayBuffer.isView(body) && !isArrayBuffer(body);
// node_modules/@aws-sdk/checksums/dist-es/submodules/crc/crc32c/Crc32cJs.js
const T$1 = new Uint32Array(256);
for (let i = 0; i < 256; ++i) {
	let c = i;
	for (let j = 0; j < 8; ++j) c = c & 1 ? 2197175160 ^ c >>> 1 : c >>> 1;
	T$1[i] = c >>> 0;
}
var Crc32cJs = class {
	digestLength = 4;
	crc = 4294967295;
	update(data) {
		let crc = this.crc;
		for (let i = 0; i < data.length; ++i) crc = crc >>> 8 ^ T$1[(crc ^ data[i]) & 255];
		this.crc = crc;
	}
	async digest() {
		const value = (this.crc ^ 4294967295) >>> 0;
		const out = new Uint8Array(4);
		out[0] = value >>> 24;
		out[1] = value >>> 16 & 255;
		out[2] = value >>> 8 & 255;
		out[3] = value & 255;
		return out;
	}
	reset() {
		this.crc = 4294967295;
	}
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/crc/crc32c/Crc32cNode.js
const Crc32cNode = Crc32cJs;
// node_modules/@aws-sdk/checksums/dist-es/submodules/crc/crc64-nvme/crc64-nvme-crt-container.js
const crc64NvmeCrtContainer = { CrtCrc64Nvme: null };
// node_modules/@aws-sdk/checksums/dist-es/submodules/crc/crc64-nvme/Crc64NvmeJs.js
const generateCRC64NVMETable = () => {
	const sliceLength = 8;
	const tables = new Array(sliceLength);
	for (let slice = 0; slice < sliceLength; slice++) {
		const table = new Array(512);
		for (let i = 0; i < 256; i++) {
			let crc = BigInt(i);
			for (let j = 0; j < 8 * (slice + 1); j++) if (crc & 1n) crc = crc >> 1n ^ 11127430586519243189n;
			else crc = crc >> 1n;
			table[i * 2] = Number(crc >> 32n & 4294967295n);
			table[i * 2 + 1] = Number(crc & 4294967295n);
		}
		tables[slice] = new Uint32Array(table);
	}
	return tables;
};
let CRC64_NVME_REVERSED_TABLE;
let t0;
let t1;
let t2;
let t3;
let t4;
let t5;
let t6;
let t7;
const ensureTablesInitialized = () => {
	if (!CRC64_NVME_REVERSED_TABLE) {
		CRC64_NVME_REVERSED_TABLE = generateCRC64NVMETable();
		[t0, t1, t2, t3, t4, t5, t6, t7] = CRC64_NVME_REVERSED_TABLE;
	}
};
var Crc64NvmeJs = class {
	c1 = 0;
	c2 = 0;
	constructor() {
		ensureTablesInitialized();
		this.reset();
	}
	update(data) {
		const len = data.length;
		let i = 0;
		let crc1 = this.c1;
		let crc2 = this.c2;
		while (i + 8 <= len) {
			const idx0 = ((crc2 ^ data[i++]) & 255) << 1;
			const idx1 = ((crc2 >>> 8 ^ data[i++]) & 255) << 1;
			const idx2 = ((crc2 >>> 16 ^ data[i++]) & 255) << 1;
			const idx3 = ((crc2 >>> 24 ^ data[i++]) & 255) << 1;
			const idx4 = ((crc1 ^ data[i++]) & 255) << 1;
			const idx5 = ((crc1 >>> 8 ^ data[i++]) & 255) << 1;
			const idx6 = ((crc1 >>> 16 ^ data[i++]) & 255) << 1;
			const idx7 = ((crc1 >>> 24 ^ data[i++]) & 255) << 1;
			crc1 = t7[idx0] ^ t6[idx1] ^ t5[idx2] ^ t4[idx3] ^ t3[idx4] ^ t2[idx5] ^ t1[idx6] ^ t0[idx7];
			crc2 = t7[idx0 + 1] ^ t6[idx1 + 1] ^ t5[idx2 + 1] ^ t4[idx3 + 1] ^ t3[idx4 + 1] ^ t2[idx5 + 1] ^ t1[idx6 + 1] ^ t0[idx7 + 1];
		}
		while (i < len) {
			const idx = ((crc2 ^ data[i]) & 255) << 1;
			crc2 = (crc2 >>> 8 | (crc1 & 255) << 24) >>> 0;
			crc1 = crc1 >>> 8 ^ t0[idx];
			crc2 ^= t0[idx + 1];
			++i;
		}
		this.c1 = crc1;
		this.c2 = crc2;
	}
	async digest() {
		const c1 = this.c1 ^ 4294967295;
		const c2 = this.c2 ^ 4294967295;
		return new Uint8Array([
			c1 >>> 24,
			c1 >>> 16 & 255,
			c1 >>> 8 & 255,
			c1 & 255,
			c2 >>> 24,
			c2 >>> 16 & 255,
			c2 >>> 8 & 255,
			c2 & 255
		]);
	}
	reset() {
		this.c1 = 4294967295;
		this.c2 = 4294967295;
	}
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/crc/crc64-nvme/Crc64Nvme.js
var Crc64Nvme = class {
	impl;
	constructor() {
		const Crt = crc64NvmeCrtContainer.CrtCrc64Nvme;
		this.impl = Crt ? new Crt() : new Crc64NvmeJs();
	}
	update(data) {
		this.impl.update(data);
	}
	async digest() {
		return this.impl.digest();
	}
	reset() {
		this.impl.reset();
	}
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/types.js
const CLIENT_SUPPORTED_ALGORITHMS = [
	ChecksumAlgorithm$1.CRC32,
	ChecksumAlgorithm$1.CRC32C,
	ChecksumAlgorithm$1.CRC64NVME,
	ChecksumAlgorithm$1.SHA1,
	ChecksumAlgorithm$1.SHA256
];
const PRIORITY_ORDER_ALGORITHMS = [
	ChecksumAlgorithm$1.SHA256,
	ChecksumAlgorithm$1.SHA1,
	ChecksumAlgorithm$1.CRC32,
	ChecksumAlgorithm$1.CRC32C,
	ChecksumAlgorithm$1.CRC64NVME
];
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/selectChecksumAlgorithmFunction.js
const selectChecksumAlgorithmFunction = (checksumAlgorithm, config) => {
	const { checksumAlgorithms = {} } = config;
	switch (checksumAlgorithm) {
		case ChecksumAlgorithm$1.MD5: return checksumAlgorithms?.MD5 ?? config.md5;
		case ChecksumAlgorithm$1.CRC32: return checksumAlgorithms?.CRC32 ?? Crc32Node;
		case ChecksumAlgorithm$1.CRC32C: return checksumAlgorithms?.CRC32C ?? Crc32cNode;
		case ChecksumAlgorithm$1.CRC64NVME: return checksumAlgorithms?.CRC64NVME ?? Crc64Nvme;
		case ChecksumAlgorithm$1.SHA1: return checksumAlgorithms?.SHA1 ?? config.sha1;
		case ChecksumAlgorithm$1.SHA256: return checksumAlgorithms?.SHA256 ?? config.sha256;
		default:
			if (checksumAlgorithms?.[checksumAlgorithm]) return checksumAlgorithms[checksumAlgorithm];
			throw new Error(`The checksum algorithm "${checksumAlgorithm}" is not supported by the client. Select one of ${CLIENT_SUPPORTED_ALGORITHMS}, or provide an implementation to  the client constructor checksums field.`);
	}
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/stringHasher.js
const stringHasher = (checksumAlgorithmFn, body) => {
	const hash = new checksumAlgorithmFn();
	hash.update(toUint8Array(body || ""));
	return hash.digest();
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/flexibleChecksumsMiddleware.js
const flexibleChecksumsMiddlewareOptions = {
	name: "flexibleChecksumsMiddleware",
	step: "build",
	tags: ["BODY_CHECKSUM"],
	override: true
};
const flexibleChecksumsMiddleware = (config, middlewareConfig) => (next, context) => async (args) => {
	if (!HttpRequest.isInstance(args.request)) return next(args);
	if (hasHeaderWithPrefix("x-amz-checksum-", args.request.headers)) return next(args);
	const { request, input } = args;
	const { body: requestBody, headers } = request;
	const { base64Encoder, streamHasher } = config;
	const { requestChecksumRequired, requestAlgorithmMember } = middlewareConfig;
	const requestChecksumCalculation = await config.requestChecksumCalculation();
	const requestAlgorithmMemberName = requestAlgorithmMember?.name;
	const requestAlgorithmMemberHttpHeader = requestAlgorithmMember?.httpHeader;
	if (requestAlgorithmMemberName && !input[requestAlgorithmMemberName]) {
		if (requestChecksumCalculation === RequestChecksumCalculation.WHEN_SUPPORTED || requestChecksumRequired) {
			input[requestAlgorithmMemberName] = DEFAULT_CHECKSUM_ALGORITHM;
			if (requestAlgorithmMemberHttpHeader) headers[requestAlgorithmMemberHttpHeader] = DEFAULT_CHECKSUM_ALGORITHM;
		}
	}
	const checksumAlgorithm = getChecksumAlgorithmForRequest(input, {
		requestChecksumRequired,
		requestAlgorithmMember: requestAlgorithmMember?.name,
		requestChecksumCalculation
	});
	let updatedBody = requestBody;
	let updatedHeaders = headers;
	if (checksumAlgorithm) {
		switch (checksumAlgorithm) {
			case ChecksumAlgorithm$1.CRC32:
				setFeature(context, "FLEXIBLE_CHECKSUMS_REQ_CRC32", "U");
				break;
			case ChecksumAlgorithm$1.CRC32C:
				setFeature(context, "FLEXIBLE_CHECKSUMS_REQ_CRC32C", "V");
				break;
			case ChecksumAlgorithm$1.CRC64NVME:
				setFeature(context, "FLEXIBLE_CHECKSUMS_REQ_CRC64", "W");
				break;
			case ChecksumAlgorithm$1.SHA1:
				setFeature(context, "FLEXIBLE_CHECKSUMS_REQ_SHA1", "X");
				break;
			case ChecksumAlgorithm$1.SHA256: setFeature(context, "FLEXIBLE_CHECKSUMS_REQ_SHA256", "Y");
		}
		const checksumLocationName = getChecksumLocationName(checksumAlgorithm);
		const checksumAlgorithmFn = selectChecksumAlgorithmFunction(checksumAlgorithm, config);
		if (isStreaming(requestBody)) {
			const { getAwsChunkedEncodingStream, bodyLengthChecker } = config;
			updatedBody = getAwsChunkedEncodingStream(typeof config.requestStreamBufferSize === "number" && config.requestStreamBufferSize >= 8192 ? createBufferedReadable(requestBody, config.requestStreamBufferSize, context.logger) : requestBody, {
				base64Encoder,
				bodyLengthChecker,
				checksumLocationName,
				checksumAlgorithmFn,
				streamHasher
			});
			updatedHeaders = {
				...headers,
				"content-encoding": headers["content-encoding"] ? `${headers["content-encoding"]},aws-chunked` : "aws-chunked",
				"transfer-encoding": "chunked",
				"x-amz-decoded-content-length": headers["content-length"],
				"x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
				"x-amz-trailer": checksumLocationName
			};
			delete updatedHeaders["content-length"];
		} else if (!hasHeader(checksumLocationName, headers)) {
			const rawChecksum = await stringHasher(checksumAlgorithmFn, requestBody);
			updatedHeaders = {
				...headers,
				[checksumLocationName]: base64Encoder(rawChecksum)
			};
		}
	}
	try {
		return await next({
			...args,
			request: {
				...request,
				headers: updatedHeaders,
				body: updatedBody
			}
		});
	} catch (e) {
		if (e instanceof Error && e.name === "InvalidChunkSizeError") try {
			if (!e.message.endsWith(".")) e.message += ".";
			e.message += " Set [requestStreamBufferSize=number e.g. 65_536] in client constructor to instruct AWS SDK to buffer your input stream.";
		} catch (ignored) {}
		throw e;
	}
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/flexibleChecksumsInputMiddleware.js
const flexibleChecksumsInputMiddlewareOptions = {
	name: "flexibleChecksumsInputMiddleware",
	toMiddleware: "serializerMiddleware",
	relation: "before",
	tags: ["BODY_CHECKSUM"],
	override: true
};
const flexibleChecksumsInputMiddleware = (config, middlewareConfig) => (next, context) => async (args) => {
	const input = args.input;
	const { requestValidationModeMember } = middlewareConfig;
	const requestChecksumCalculation = await config.requestChecksumCalculation();
	const responseChecksumValidation = await config.responseChecksumValidation();
	switch (requestChecksumCalculation) {
		case RequestChecksumCalculation.WHEN_REQUIRED:
			setFeature(context, "FLEXIBLE_CHECKSUMS_REQ_WHEN_REQUIRED", "a");
			break;
		case RequestChecksumCalculation.WHEN_SUPPORTED: setFeature(context, "FLEXIBLE_CHECKSUMS_REQ_WHEN_SUPPORTED", "Z");
	}
	switch (responseChecksumValidation) {
		case ResponseChecksumValidation.WHEN_REQUIRED:
			setFeature(context, "FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED", "c");
			break;
		case ResponseChecksumValidation.WHEN_SUPPORTED: setFeature(context, "FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED", "b");
	}
	if (requestValidationModeMember && !input[requestValidationModeMember]) {
		if (responseChecksumValidation === ResponseChecksumValidation.WHEN_SUPPORTED) input[requestValidationModeMember] = "ENABLED";
	}
	return next(args);
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/getChecksumAlgorithmListForResponse.js
const getChecksumAlgorithmListForResponse = (responseAlgorithms = []) => {
	const validChecksumAlgorithms = [];
	let i = PRIORITY_ORDER_ALGORITHMS.length;
	for (const algorithm of responseAlgorithms) {
		const priority = PRIORITY_ORDER_ALGORITHMS.indexOf(algorithm);
		if (priority !== -1) validChecksumAlgorithms[priority] = algorithm;
		else validChecksumAlgorithms[i++] = algorithm;
	}
	return validChecksumAlgorithms.filter(Boolean);
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/isChecksumWithPartNumber.js
const isChecksumWithPartNumber = (checksum) => {
	const lastHyphenIndex = checksum.lastIndexOf("-");
	if (lastHyphenIndex !== -1) {
		const numberPart = checksum.slice(lastHyphenIndex + 1);
		if (!numberPart.startsWith("0")) {
			const number = parseInt(numberPart, 10);
			if (!isNaN(number) && number >= 1 && number <= 1e4) return true;
		}
	}
	return false;
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/getChecksum.js
const getChecksum = async (body, { checksumAlgorithmFn, base64Encoder }) => base64Encoder(await stringHasher(checksumAlgorithmFn, body));
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/validateChecksumFromResponse.js
const validateChecksumFromResponse = async (response, { config, responseAlgorithms, logger }) => {
	const checksumAlgorithms = getChecksumAlgorithmListForResponse(responseAlgorithms);
	const { body: responseBody, headers: responseHeaders } = response;
	for (const algorithm of checksumAlgorithms) {
		const responseHeader = getChecksumLocationName(algorithm);
		const checksumFromResponse = responseHeaders[responseHeader];
		if (checksumFromResponse) {
			let checksumAlgorithmFn;
			try {
				checksumAlgorithmFn = selectChecksumAlgorithmFunction(algorithm, config);
			} catch (error) {
				if (algorithm === ChecksumAlgorithm$1.CRC64NVME) {
					logger?.warn(`Skipping ${ChecksumAlgorithm$1.CRC64NVME} checksum validation: ${error.message}`);
					continue;
				}
				throw error;
			}
			const { base64Encoder } = config;
			if (isStreaming(responseBody)) {
				response.body = createChecksumStream({
					expectedChecksum: checksumFromResponse,
					checksumSourceLocation: responseHeader,
					checksum: new checksumAlgorithmFn(),
					source: responseBody,
					base64Encoder
				});
				return;
			}
			const checksum = await getChecksum(responseBody, {
				checksumAlgorithmFn,
				base64Encoder
			});
			if (checksum === checksumFromResponse) break;
			throw new Error(`Checksum mismatch: expected "${checksum}" but received "${checksumFromResponse}" in response header "${responseHeader}".`);
		}
	}
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/flexibleChecksumsResponseMiddleware.js
const flexibleChecksumsResponseMiddlewareOptions = {
	name: "flexibleChecksumsResponseMiddleware",
	toMiddleware: "deserializerMiddleware",
	relation: "after",
	tags: ["BODY_CHECKSUM"],
	override: true
};
const flexibleChecksumsResponseMiddleware = (config, middlewareConfig) => (next, context) => async (args) => {
	if (!HttpRequest.isInstance(args.request)) return next(args);
	const input = args.input;
	const result = await next(args);
	const response = result.response;
	const { requestValidationModeMember, responseAlgorithms } = middlewareConfig;
	if (requestValidationModeMember && input[requestValidationModeMember] === "ENABLED") {
		const { clientName, commandName } = context;
		const customChecksumAlgorithms = Object.keys(config.checksumAlgorithms ?? {}).filter((algorithm) => {
			const responseHeader = getChecksumLocationName(algorithm);
			return response.headers[responseHeader] !== void 0;
		});
		const algoList = getChecksumAlgorithmListForResponse([...responseAlgorithms ?? [], ...customChecksumAlgorithms]);
		if (clientName === "S3Client" && commandName === "GetObjectCommand" && algoList.every((algorithm) => {
			const responseHeader = getChecksumLocationName(algorithm);
			const checksumFromResponse = response.headers[responseHeader];
			return !checksumFromResponse || isChecksumWithPartNumber(checksumFromResponse);
		})) return result;
		await validateChecksumFromResponse(response, {
			config,
			responseAlgorithms: algoList,
			logger: context.logger
		});
	}
	return result;
};
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/getFlexibleChecksumsPlugin.js
const getFlexibleChecksumsPlugin = (config, middlewareConfig) => ({ applyToStack: (clientStack) => {
	clientStack.add(flexibleChecksumsMiddleware(config, middlewareConfig), flexibleChecksumsMiddlewareOptions);
	clientStack.addRelativeTo(flexibleChecksumsInputMiddleware(config, middlewareConfig), flexibleChecksumsInputMiddlewareOptions);
	clientStack.addRelativeTo(flexibleChecksumsResponseMiddleware(config, middlewareConfig), flexibleChecksumsResponseMiddlewareOptions);
} });
// node_modules/@aws-sdk/checksums/dist-es/submodules/flexible-checksums/resolveFlexibleChecksumsConfig.js
const resolveFlexibleChecksumsConfig = (input) => {
	const { requestChecksumCalculation, responseChecksumValidation, requestStreamBufferSize } = input;
	return Object.assign(input, {
		requestChecksumCalculation: normalizeProvider(requestChecksumCalculation ?? DEFAULT_REQUEST_CHECKSUM_CALCULATION),
		responseChecksumValidation: normalizeProvider(responseChecksumValidation ?? DEFAULT_RESPONSE_CHECKSUM_VALIDATION),
		requestStreamBufferSize: Number(requestStreamBufferSize ?? 0),
		checksumAlgorithms: input.checksumAlgorithms ?? {}
	});
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-check-content-length-header/check-content-length-header.js
const CONTENT_LENGTH_HEADER = "content-length";
const DECODED_CONTENT_LENGTH_HEADER = "x-amz-decoded-content-length";
function checkContentLengthHeader() {
	return (next, context) => async (args) => {
		const { request } = args;
		if (HttpRequest.isInstance(request)) {
			if (!(CONTENT_LENGTH_HEADER in request.headers) && !(DECODED_CONTENT_LENGTH_HEADER in request.headers)) {
				const message = `Are you using a Stream of unknown length as the Body of a PutObject request? Consider using Upload instead from @aws-sdk/lib-storage.`;
				if (typeof context?.logger?.warn === "function" && !(context.logger instanceof NoOpLogger)) context.logger.warn(message);
				else console.warn(message);
			}
		}
		return next({ ...args });
	};
}
const checkContentLengthHeaderMiddlewareOptions = {
	step: "finalizeRequest",
	tags: ["CHECK_CONTENT_LENGTH_HEADER"],
	name: "getCheckContentLengthHeaderPlugin",
	override: true
};
const getCheckContentLengthHeaderPlugin = (unused) => ({ applyToStack: (clientStack) => {
	clientStack.add(checkContentLengthHeader(), checkContentLengthHeaderMiddlewareOptions);
} });
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-region-redirect/region-redirect-endpoint-middleware.js
const regionRedirectEndpointMiddleware = (config) => {
	return (next, context) => async (args) => {
		const originalRegion = await config.region();
		const regionProviderRef = config.region;
		let unlock = () => {};
		if (context.__s3RegionRedirect) {
			Object.defineProperty(config, "region", {
				writable: false,
				value: async () => {
					return context.__s3RegionRedirect;
				}
			});
			unlock = () => Object.defineProperty(config, "region", {
				writable: true,
				value: regionProviderRef
			});
		}
		try {
			const result = await next(args);
			if (context.__s3RegionRedirect) {
				unlock();
				if (originalRegion !== await config.region()) throw new Error("Region was not restored following S3 region redirect.");
			}
			return result;
		} catch (e) {
			unlock();
			throw e;
		}
	};
};
const regionRedirectEndpointMiddlewareOptions = {
	tags: ["REGION_REDIRECT", "S3"],
	name: "regionRedirectEndpointMiddleware",
	override: true,
	relation: "before",
	toMiddleware: "endpointV2Middleware"
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-region-redirect/region-redirect-middleware.js
function regionRedirectMiddleware(clientConfig) {
	return (next, context) => async (args) => {
		try {
			return await next(args);
		} catch (err) {
			if (clientConfig.followRegionRedirects) {
				const statusCode = err?.$metadata?.httpStatusCode;
				const isHeadBucket = context.commandName === "HeadBucketCommand";
				const bucketRegionHeader = err?.$response?.headers?.["x-amz-bucket-region"];
				if (bucketRegionHeader) {
					if (statusCode === 301 || statusCode === 400 && (err?.name === "IllegalLocationConstraintException" || isHeadBucket)) {
						try {
							const actualRegion = bucketRegionHeader;
							context.logger?.debug(`Redirecting from ${await clientConfig.region()} to ${actualRegion}`);
							context.__s3RegionRedirect = actualRegion;
							setFeature(context, "S3_REGION_REDIRECT", "Ah");
						} catch (e) {
							throw new Error("Region redirect failed: " + e);
						}
						return next(args);
					}
				}
			}
			throw err;
		}
	};
}
const regionRedirectMiddlewareOptions = {
	step: "initialize",
	tags: ["REGION_REDIRECT", "S3"],
	name: "regionRedirectMiddleware",
	override: true
};
const getRegionRedirectMiddlewarePlugin = (clientConfig) => ({ applyToStack: (clientStack) => {
	clientStack.add(regionRedirectMiddleware(clientConfig), regionRedirectMiddlewareOptions);
	clientStack.addRelativeTo(regionRedirectEndpointMiddleware(clientConfig), regionRedirectEndpointMiddlewareOptions);
} });
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-express/classes/S3ExpressIdentityCache.js
var S3ExpressIdentityCache = class S3ExpressIdentityCache {
	data;
	lastPurgeTime = Date.now();
	static EXPIRED_CREDENTIAL_PURGE_INTERVAL_MS = 3e4;
	constructor(data = {}) {
		this.data = data;
	}
	get(key) {
		const entry = this.data[key];
		if (!entry) return;
		return entry;
	}
	set(key, entry) {
		this.data[key] = entry;
		return entry;
	}
	delete(key) {
		delete this.data[key];
	}
	clear() {
		this.data = {};
	}
	async purgeExpired() {
		const now = Date.now();
		if (this.lastPurgeTime + S3ExpressIdentityCache.EXPIRED_CREDENTIAL_PURGE_INTERVAL_MS > now) return;
		const data = this.data;
		for (const key in data) {
			const entry = data[key];
			if (!entry.isRefreshing) {
				const credential = await entry.identity;
				if (credential.expiration) {
					if (credential.expiration.getTime() < now && data[key] === entry) delete data[key];
				}
			}
		}
	}
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-express/classes/S3ExpressIdentityCacheEntry.js
var S3ExpressIdentityCacheEntry = class {
	_identity;
	isRefreshing;
	accessed;
	constructor(_identity, isRefreshing = false, accessed = Date.now()) {
		this._identity = _identity;
		this.isRefreshing = isRefreshing;
		this.accessed = accessed;
	}
	get identity() {
		this.accessed = Date.now();
		return this._identity;
	}
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-express/classes/S3ExpressIdentityProviderImpl.js
var S3ExpressIdentityProviderImpl = class S3ExpressIdentityProviderImpl {
	createSessionFn;
	cache;
	static REFRESH_WINDOW_MS = 6e4;
	accessKeyId;
	cacheGeneration = 0;
	constructor(createSessionFn, cache = new S3ExpressIdentityCache()) {
		this.createSessionFn = createSessionFn;
		this.cache = cache;
	}
	async getS3ExpressIdentity(awsIdentity, identityProperties) {
		const bucket = identityProperties.Bucket;
		const { cache } = this;
		if (awsIdentity.accessKeyId !== this.accessKeyId) {
			this.accessKeyId = awsIdentity.accessKeyId;
			this.cacheGeneration++;
			cache.clear();
		}
		const cacheGeneration = this.cacheGeneration;
		const entry = cache.get(bucket);
		if (entry) return entry.identity.then((identity) => {
			if ((identity.expiration?.getTime() ?? 0) < Date.now()) return cache.set(bucket, new S3ExpressIdentityCacheEntry(this.getIdentity(bucket))).identity;
			if ((identity.expiration?.getTime() ?? 0) < Date.now() + S3ExpressIdentityProviderImpl.REFRESH_WINDOW_MS && !entry.isRefreshing) {
				entry.isRefreshing = true;
				this.getIdentity(bucket).then((id) => {
					if (cacheGeneration === this.cacheGeneration) cache.set(bucket, new S3ExpressIdentityCacheEntry(Promise.resolve(id)));
				});
			}
			return identity;
		});
		return cache.set(bucket, new S3ExpressIdentityCacheEntry(this.getIdentity(bucket))).identity;
	}
	async getIdentity(bucket) {
		await this.cache.purgeExpired().catch((error) => {
			console.warn("Error while clearing expired entries in S3ExpressIdentityCache: \n" + error);
		});
		const session = await this.createSessionFn(bucket);
		if (!session.Credentials?.AccessKeyId || !session.Credentials?.SecretAccessKey) throw new Error("s3#createSession response credential missing AccessKeyId or SecretAccessKey.");
		return {
			accessKeyId: session.Credentials.AccessKeyId,
			secretAccessKey: session.Credentials.SecretAccessKey,
			sessionToken: session.Credentials.SessionToken,
			expiration: session.Credentials.Expiration ? new Date(session.Credentials.Expiration) : void 0
		};
	}
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-configuration/s3Configuration.js
const resolveS3Config = (input, { session }) => {
	const [s3ClientProvider, CreateSessionCommandCtor] = session;
	const { forcePathStyle, useAccelerateEndpoint, disableMultiregionAccessPoints, followRegionRedirects, s3ExpressIdentityProvider, bucketEndpoint, expectContinueHeader } = input;
	return Object.assign(input, {
		forcePathStyle: forcePathStyle ?? false,
		useAccelerateEndpoint: useAccelerateEndpoint ?? false,
		disableMultiregionAccessPoints: disableMultiregionAccessPoints ?? false,
		followRegionRedirects: followRegionRedirects ?? false,
		s3ExpressIdentityProvider: s3ExpressIdentityProvider ?? new S3ExpressIdentityProviderImpl(async (key) => s3ClientProvider().send(new CreateSessionCommandCtor({ Bucket: key }))),
		bucketEndpoint: bucketEndpoint ?? false,
		expectContinueHeader: expectContinueHeader ?? 2097152
	});
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-expires/s3-expires-middleware.js
const s3ExpiresMiddleware = (config) => {
	return (next, context) => async (args) => {
		const result = await next(args);
		const { response } = result;
		if (HttpResponse.isInstance(response)) {
			if (response.headers.expires) {
				response.headers.expiresstring = response.headers.expires;
				try {
					parseRfc7231DateTime(response.headers.expires);
				} catch (e) {
					context.logger?.warn(`AWS SDK Warning for ${context.clientName}::${context.commandName} response parsing (${response.headers.expires}): ${e}`);
					delete response.headers.expires;
				}
			}
		}
		return result;
	};
};
const s3ExpiresMiddlewareOptions = {
	tags: ["S3"],
	name: "s3ExpiresMiddleware",
	override: true,
	relation: "after",
	toMiddleware: "deserializerMiddleware"
};
const getS3ExpiresMiddlewarePlugin = (clientConfig) => ({ applyToStack: (clientStack) => {
	clientStack.addRelativeTo(s3ExpiresMiddleware(clientConfig), s3ExpiresMiddlewareOptions);
} });
const S3_EXPRESS_AUTH_SCHEME = "sigv4-s3express";
const SESSION_TOKEN_HEADER = "X-Amz-S3session-Token".toLowerCase();
const NODE_DISABLE_S3_EXPRESS_SESSION_AUTH_ENV_NAME = "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH";
const NODE_DISABLE_S3_EXPRESS_SESSION_AUTH_INI_NAME = "s3_disable_express_session_auth";
const NODE_DISABLE_S3_EXPRESS_SESSION_AUTH_OPTIONS = {
	environmentVariableSelector: (env) => booleanSelector(env, NODE_DISABLE_S3_EXPRESS_SESSION_AUTH_ENV_NAME, SelectorType$1.ENV),
	configFileSelector: (profile) => booleanSelector(profile, NODE_DISABLE_S3_EXPRESS_SESSION_AUTH_INI_NAME, SelectorType$1.CONFIG),
	default: false
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-express/functions/s3ExpressMiddleware.js
const s3ExpressMiddleware = (options) => {
	return (next, context) => async (args) => {
		if (context.endpointV2) {
			const endpoint = context.endpointV2;
			const isS3ExpressAuth = endpoint.properties?.authSchemes?.[0]?.name === S3_EXPRESS_AUTH_SCHEME;
			if (endpoint.properties?.backend === "S3Express" || endpoint.properties?.bucketType === "Directory") {
				setFeature(context, "S3_EXPRESS_BUCKET", "J");
				context.isS3ExpressBucket = true;
			}
			if (isS3ExpressAuth) {
				const requestBucket = args.input.Bucket;
				if (requestBucket) {
					const s3ExpressIdentity = await options.s3ExpressIdentityProvider.getS3ExpressIdentity(await options.credentials(), { Bucket: requestBucket });
					context.s3ExpressIdentity = s3ExpressIdentity;
					if (HttpRequest.isInstance(args.request) && s3ExpressIdentity.sessionToken) args.request.headers[SESSION_TOKEN_HEADER] = s3ExpressIdentity.sessionToken;
				}
			}
		}
		return next(args);
	};
};
const s3ExpressMiddlewareOptions = {
	name: "s3ExpressMiddleware",
	step: "build",
	tags: ["S3", "S3_EXPRESS"],
	override: true
};
const getS3ExpressPlugin = (options) => ({ applyToStack: (clientStack) => {
	clientStack.add(s3ExpressMiddleware(options), s3ExpressMiddlewareOptions);
} });
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-express/functions/signS3Express.js
const signS3Express = async (s3ExpressIdentity, signingOptions, request, sigV4MultiRegionSigner) => {
	const signedRequest = await sigV4MultiRegionSigner.signWithCredentials(request, s3ExpressIdentity, {});
	if (signedRequest.headers["X-Amz-Security-Token"] || signedRequest.headers["x-amz-security-token"]) throw new Error("X-Amz-Security-Token must not be set for s3-express requests.");
	return signedRequest;
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-s3-express/functions/s3ExpressHttpSigningMiddleware.js
const defaultErrorHandler = (signingProperties) => (error) => {
	throw error;
};
const defaultSuccessHandler = (httpResponse, signingProperties) => {};
const s3ExpressHttpSigningMiddleware = (config) => (next, context) => async (args) => {
	if (!HttpRequest.isInstance(args.request)) return next(args);
	const scheme = getSmithyContext(context).selectedHttpAuthScheme;
	if (!scheme) throw new Error(`No HttpAuthScheme was selected: unable to sign request`);
	const { httpAuthOption: { signingProperties = {} }, identity, signer } = scheme;
	let request;
	if (context.s3ExpressIdentity) request = await signS3Express(context.s3ExpressIdentity, signingProperties, args.request, await config.signer());
	else request = await signer.sign(args.request, identity, signingProperties);
	const output = await next({
		...args,
		request
	}).catch((signer.errorHandler || defaultErrorHandler)(signingProperties));
	(signer.successHandler || defaultSuccessHandler)(output.response, signingProperties);
	return output;
};
const getS3ExpressHttpSigningPlugin = (config) => ({ applyToStack: (clientStack) => {
	clientStack.addRelativeTo(s3ExpressHttpSigningMiddleware(config), httpSigningMiddlewareOptions);
} });
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/to-stream/toStream.js
function toStream(bytes) {
	return Readable.from(Buffer.from(bytes));
}
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-throw-200-exceptions/throw-200-exceptions.js
const THROW_IF_EMPTY_BODY = {
	CopyObjectCommand: true,
	UploadPartCopyCommand: true,
	CompleteMultipartUploadCommand: true
};
const throw200ExceptionsMiddleware = (config) => (next, context) => async (args) => {
	const result = await next(args);
	const { response } = result;
	if (!HttpResponse.isInstance(response)) return result;
	const { statusCode, body } = response;
	if (statusCode < 200 || statusCode >= 300) return result;
	const bodyBytes = await collectBody(body, config);
	response.body = toStream(bodyBytes);
	if (bodyBytes.length === 0 && THROW_IF_EMPTY_BODY[context.commandName]) {
		const err = new Error("S3 aborted request");
		err.$metadata = { httpStatusCode: 503 };
		err.name = "InternalError";
		throw err;
	}
	const bodyStringTail = config.utf8Encoder(bodyBytes.subarray(bodyBytes.length - 16));
	if (bodyStringTail && bodyStringTail.endsWith("</Error>")) response.statusCode = 503;
	return result;
};
const collectBody = (streamBody = new Uint8Array(), context) => {
	if (streamBody instanceof Uint8Array) return Promise.resolve(streamBody);
	return context.streamCollector(streamBody) || Promise.resolve(new Uint8Array());
};
const throw200ExceptionsMiddlewareOptions = {
	relation: "after",
	toMiddleware: "deserializerMiddleware",
	tags: ["THROW_200_EXCEPTIONS", "S3"],
	name: "throw200ExceptionsMiddleware",
	override: true
};
const getThrow200ExceptionsPlugin = (config) => ({ applyToStack: (clientStack) => {
	clientStack.addRelativeTo(throw200ExceptionsMiddleware(config), throw200ExceptionsMiddlewareOptions);
} });
// node_modules/@aws-sdk/core/dist-es/submodules/util/util-arn-parser/arn.js
const validate = (str) => typeof str === "string" && str.indexOf("arn:") === 0 && str.split(":").length >= 6;
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-region-redirect/bucket-endpoint-middleware.js
function bucketEndpointMiddleware(options) {
	return (next, context) => async (args) => {
		if (options.bucketEndpoint) {
			const endpoint = context.endpointV2;
			if (endpoint) {
				const bucket = args.input.Bucket;
				if (typeof bucket === "string") try {
					const bucketEndpointUrl = new URL(bucket);
					context.endpointV2 = {
						...endpoint,
						url: bucketEndpointUrl
					};
				} catch (e) {
					const warning = `@aws-sdk/middleware-sdk-s3: bucketEndpoint=true was set but Bucket=${bucket} could not be parsed as URL.`;
					if (context.logger?.constructor?.name === "NoOpLogger") console.warn(warning);
					else context.logger?.warn?.(warning);
					throw e;
				}
			}
		}
		return next(args);
	};
}
const bucketEndpointMiddlewareOptions = {
	name: "bucketEndpointMiddleware",
	override: true,
	relation: "after",
	toMiddleware: "endpointV2Middleware"
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-validate-bucket-name/validate-bucket-name.js
function validateBucketNameMiddleware({ bucketEndpoint }) {
	return (next) => async (args) => {
		const { input: { Bucket } } = args;
		if (!bucketEndpoint && typeof Bucket === "string" && !validate(Bucket) && Bucket.indexOf("/") >= 0) {
			const err = new Error(`Bucket name shouldn't contain '/', received '${Bucket}'`);
			err.name = "InvalidBucketName";
			throw err;
		}
		return next({ ...args });
	};
}
const validateBucketNameMiddlewareOptions = {
	step: "initialize",
	tags: ["VALIDATE_BUCKET_NAME"],
	name: "validateBucketNameMiddleware",
	override: true
};
const getValidateBucketNamePlugin = (options) => ({ applyToStack: (clientStack) => {
	clientStack.add(validateBucketNameMiddleware(options), validateBucketNameMiddlewareOptions);
	clientStack.addRelativeTo(bucketEndpointMiddleware(options), bucketEndpointMiddlewareOptions);
} });
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/protocol/S3RestXmlProtocol.js
var S3RestXmlProtocol = class extends AwsRestXmlProtocol {
	async serializeRequest(operationSchema, input, context) {
		const request = await super.serializeRequest(operationSchema, input, context);
		const ns = NormalizedSchema.of(operationSchema.input);
		const staticStructureSchema = ns.getSchema();
		let bucketMemberIndex = 0;
		const requiredMemberCount = staticStructureSchema[6] ?? 0;
		if (input && typeof input === "object") for (const [memberName, memberNs] of ns.structIterator()) {
			if (++bucketMemberIndex > requiredMemberCount) break;
			if (memberName === "Bucket") {
				if (!input.Bucket && memberNs.getMergedTraits().httpLabel) throw new Error(`No value provided for input HTTP label: Bucket.`);
				break;
			}
		}
		return request;
	}
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/NodeUseArnRegionConfigOptions.js
const NODE_USE_ARN_REGION_ENV_NAME = "AWS_S3_USE_ARN_REGION";
const NODE_USE_ARN_REGION_INI_NAME = "s3_use_arn_region";
const NODE_USE_ARN_REGION_CONFIG_OPTIONS = {
	environmentVariableSelector: (env) => booleanSelector(env, NODE_USE_ARN_REGION_ENV_NAME, SelectorType$1.ENV),
	configFileSelector: (profile) => booleanSelector(profile, NODE_USE_ARN_REGION_INI_NAME, SelectorType$1.CONFIG),
	default: void 0
};
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-expect-continue/middleware-expect-continue.js
function addExpectContinueMiddleware(options) {
	return (next) => async (args) => {
		const { request } = args;
		if (options.expectContinueHeader !== false && HttpRequest.isInstance(request) && request.body && options.runtime === "node" && options.requestHandler?.constructor?.name !== "FetchHttpHandler") {
			let sendHeader = true;
			if (typeof options.expectContinueHeader === "number") try {
				sendHeader = (Number(request.headers?.["content-length"]) ?? options.bodyLengthChecker?.(request.body) ?? 1e400) >= options.expectContinueHeader;
			} catch (e) {}
			else sendHeader = !!options.expectContinueHeader;
			if (sendHeader) request.headers.Expect = "100-continue";
		}
		return next({
			...args,
			request
		});
	};
}
const addExpectContinueMiddlewareOptions = {
	step: "build",
	tags: ["SET_EXPECT_HEADER", "EXPECT_HEADER"],
	name: "addExpectContinueMiddleware",
	override: true
};
const getAddExpectContinuePlugin = (options) => ({ applyToStack: (clientStack) => {
	clientStack.add(addExpectContinueMiddleware(options), addExpectContinueMiddlewareOptions);
} });
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-location-constraint/middleware-location-constraint.js
function locationConstraintMiddleware(options) {
	return (next) => async (args) => {
		const { CreateBucketConfiguration } = args.input;
		const region = await options.region();
		if (!CreateBucketConfiguration?.LocationConstraint && !CreateBucketConfiguration?.Location) {
			if (region !== "us-east-1") {
				args.input.CreateBucketConfiguration = args.input.CreateBucketConfiguration ?? {};
				args.input.CreateBucketConfiguration.LocationConstraint = region;
			}
		}
		return next(args);
	};
}
const locationConstraintMiddlewareOptions = {
	step: "initialize",
	tags: ["LOCATION_CONSTRAINT", "CREATE_BUCKET_CONFIGURATION"],
	name: "locationConstraintMiddleware",
	override: true
};
const getLocationConstraintPlugin = (config) => ({ applyToStack: (clientStack) => {
	clientStack.add(locationConstraintMiddleware(config), locationConstraintMiddlewareOptions);
} });
// node_modules/@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3/middleware-ssec/middleware-ssec.js
function ssecMiddleware(options) {
	return (next) => async (args) => {
		const input = { ...args.input };
		for (const prop of [{
			target: "SSECustomerKey",
			hash: "SSECustomerKeyMD5"
		}, {
			target: "CopySourceSSECustomerKey",
			hash: "CopySourceSSECustomerKeyMD5"
		}]) {
			const value = input[prop.target];
			if (value) {
				let valueForHash;
				if (typeof value === "string") {
					if (isValidBase64EncodedSSECustomerKey(value, options)) valueForHash = options.base64Decoder(value);
					else {
						valueForHash = options.utf8Decoder(value);
						input[prop.target] = options.base64Encoder(valueForHash);
					}
				} else {
					valueForHash = ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value);
					input[prop.target] = options.base64Encoder(valueForHash);
				}
				const hash = new options.md5();
				hash.update(valueForHash);
				input[prop.hash] = options.base64Encoder(await hash.digest());
			}
		}
		return next({
			...args,
			input
		});
	};
}
const ssecMiddlewareOptions = {
	name: "ssecMiddleware",
	step: "initialize",
	tags: ["SSE"],
	override: true
};
const getSsecPlugin = (config) => ({ applyToStack: (clientStack) => {
	clientStack.add(ssecMiddleware(config), ssecMiddlewareOptions);
} });
function isValidBase64EncodedSSECustomerKey(str, options) {
	if (!/^(?:[A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(str)) return false;
	try {
		return options.base64Decoder(str).length === 32;
	} catch {
		return false;
	}
}
// node_modules/@aws-sdk/client-s3/dist-es/endpoint/bdd.js
const aw = "ref";
const ax = "argv";
const ay = "backend";
const az = "authSchemes";
const aA = "disableDoubleEncoding";
const aB = "signingName";
const aC = "signingRegion";
const aD = "signingRegionSet";
const a = -1;
const b = true;
const c = false;
const d = "isSet";
const e = "booleanEquals";
const f = "stringEquals";
const g = "coalesce";
const h = "substring";
const i = "";
const j = "aws.partition";
const k = "partitionResult";
const l = "accessPointSuffix";
const m = "regionPrefix";
const n = (n) => "outpostId_ssa_" + n + i;
const o = "hardwareType";
const p = "ite";
const q = "isValidHostLabel";
const s = "sigv4";
const t = "aws.isVirtualHostableS3Bucket";
const u = "url";
const v = "getAttr";
const w = "bucketArn";
const x = "--";
const y = "arnType";
const z = "accesspoint";
const A = (n) => "accessPointName_ssa_" + n + i;
const B = "s3-object-lambda";
const C = "s3-outposts";
const D = "bucketPartition";
const E = "us-east-1";
const F = "outpostType";
const G = "name";
const H = "s3";
const I = "{url#scheme}://{Bucket}.{url#authority}{url#path}";
const J = "{url#scheme}://{url#authority}{url#path}";
const K$1 = "{url#scheme}://{url#authority}{url#normalizedPath}{Bucket}";
const L = "https://{Bucket}.s3-accelerate.{partitionResult#dnsSuffix}";
const M = "https://{Bucket}.s3.{partitionResult#dnsSuffix}";
const N = (n) => "{url#scheme}://{accessPointName_ssa_" + n + "}-{bucketArn#accountId}.{url#authority}{url#path}";
const O = (n) => "Invalid ARN: The access point name may only contain a-z, A-Z, 0-9 and `-`. Found: `{accessPointName_ssa_" + n + "}`";
const P = "sigv4a";
const Q = "{url#scheme}://{url#authority}{url#normalizedPath}{uri_encoded_bucket}";
const R = "https://s3.{partitionResult#dnsSuffix}/{uri_encoded_bucket}";
const S = "https://s3.{partitionResult#dnsSuffix}";
const T = { [aw]: "UseFIPS" };
const U = { [aw]: "UseDualStack" };
const V = { [aw]: "Bucket" };
const W = {
	"fn": v,
	[ax]: [{ [aw]: k }, G]
};
const X = { [aw]: u };
const Y = { [aw]: "Region" };
const Z = { [aw]: w };
const aa = { [aw]: y };
const ab = { [aw]: "accessPointName_ssa_1" };
const ac = {
	"fn": v,
	[ax]: [Z, "region"]
};
const ad = { [aw]: o };
const ae = {
	"fn": v,
	[ax]: [Z, "service"]
};
const af = {
	"fn": v,
	[ax]: [Z, "accountId"]
};
const ag = {
	[ay]: "S3Express",
	[az]: [{
		[aA]: true,
		[G]: "{_s3e_auth}",
		[aB]: "s3express",
		[aC]: "{Region}"
	}]
};
const ah = {
	[ay]: "S3Express",
	[az]: [{
		[aA]: true,
		[G]: s,
		[aB]: "s3express",
		[aC]: "{Region}"
	}]
};
const ai = { [az]: [{
	[aA]: true,
	[G]: P,
	[aB]: C,
	[aD]: ["*"]
}, {
	[aA]: true,
	[G]: s,
	[aB]: C,
	[aC]: "{Region}"
}] };
const aj = { [az]: [{
	[aA]: true,
	[G]: s,
	[aB]: H,
	[aC]: E
}] };
const ak = { [az]: [{
	[aA]: true,
	[G]: s,
	[aB]: H,
	[aC]: "{Region}"
}] };
const al = { [az]: [{
	[aA]: true,
	[G]: s,
	[aB]: B,
	[aC]: "{bucketArn#region}"
}] };
const am = { [az]: [{
	[aA]: true,
	[G]: s,
	[aB]: H,
	[aC]: "{bucketArn#region}"
}] };
const an = { [az]: [{
	[aA]: true,
	[G]: P,
	[aB]: C,
	[aD]: ["*"]
}, {
	[aA]: true,
	[G]: s,
	[aB]: C,
	[aC]: "{bucketArn#region}"
}] };
const ao = { [az]: [{
	[aA]: true,
	[G]: s,
	[aB]: B,
	[aC]: "{Region}"
}] };
const ap = [Y];
const aq = [{ [aw]: "Endpoint" }];
const as = [V];
const at = [
	V,
	0,
	7,
	true
];
const au = [Z, "resourceId[1]"];
const av = ["*"];
const _data = {
	conditions: [
		[d, ap],
		[e, [{ [aw]: "Accelerate" }, b]],
		[e, [T, b]],
		[e, [U, b]],
		[d, aq],
		[d, as],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					0,
					6,
					b
				]
			}, i]
		}, "--x-s3"]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: at
			}, i]
		}, "--xa-s3"]],
		[
			j,
			ap,
			k
		],
		[
			h,
			at,
			l
		],
		[f, [{ [aw]: l }, "--op-s3"]],
		[
			h,
			[
				V,
				8,
				12,
				b
			],
			m
		],
		[
			h,
			[
				V,
				32,
				49,
				b
			],
			n(2)
		],
		[
			h,
			[
				V,
				49,
				50,
				b
			],
			o
		],
		[e, [{ [aw]: "ForcePathStyle" }, b]],
		[f, [W, "aws-cn"]],
		[
			p,
			[
				U,
				".dualstack",
				i
			],
			"_s3e_ds"
		],
		[q, [{ [aw]: n(2) }, c]],
		[
			p,
			[
				T,
				"-fips",
				i
			],
			"_s3e_fips"
		],
		[
			p,
			[
				{
					fn: g,
					[ax]: [{ [aw]: "DisableS3ExpressSessionAuth" }, c]
				},
				s,
				"sigv4-s3express"
			],
			"_s3e_auth"
		],
		[t, [V, c]],
		[
			"parseURL",
			aq,
			u
		],
		[e, [{
			fn: g,
			[ax]: [{ [aw]: "UseS3ExpressControlEndpoint" }, c]
		}, b]],
		[t, [V, b]],
		[f, [{
			fn: v,
			[ax]: [X, "scheme"]
		}, "http"]],
		[q, [Y, c]],
		[
			"aws.parseArn",
			as,
			w
		],
		[
			v,
			[{
				fn: "split",
				[ax]: [
					V,
					x,
					0
				]
			}, "[-2]"],
			"s3expressAvailabilityZoneId"
		],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					0,
					4,
					c
				]
			}, i]
		}, "arn:"]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					16,
					18,
					b
				]
			}, i]
		}, x]],
		[e, [{
			fn: v,
			[ax]: [X, "isIp"]
		}, b]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					21,
					23,
					b
				]
			}, i]
		}, x]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					27,
					29,
					b
				]
			}, i]
		}, x]],
		[f, [{ [aw]: m }, "beta"]],
		[
			"uriEncode",
			as,
			"uri_encoded_bucket"
		],
		[q, [Y, b]],
		[e, [{
			fn: g,
			[ax]: [{ [aw]: "UseObjectLambdaEndpoint" }, c]
		}, b]],
		[
			v,
			[Z, "resourceId[0]"],
			y
		],
		[f, [aa, i]],
		[f, [aa, z]],
		[
			v,
			au,
			A(1)
		],
		[f, [ab, i]],
		[f, [ac, i]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					14,
					16,
					b
				]
			}, i]
		}, x]],
		[f, [ad, "e"]],
		[f, [ad, "o"]],
		[f, [Y, "aws-global"]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					19,
					21,
					b
				]
			}, i]
		}, x]],
		[f, [ae, B]],
		[e, [{
			fn: g,
			[ax]: [{ [aw]: "DisableAccessPoints" }, c]
		}, b]],
		[f, [ae, C]],
		[
			j,
			[ac],
			D
		],
		[q, [ab, b]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					26,
					28,
					b
				]
			}, i]
		}, x]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					15,
					17,
					b
				]
			}, i]
		}, x]],
		[v, [Z, "resourceId[4]"]],
		[f, [{
			fn: g,
			[ax]: [{
				fn: h,
				[ax]: [
					V,
					20,
					22,
					b
				]
			}, i]
		}, x]],
		[e, [{ [aw]: "UseGlobalEndpoint" }, b]],
		[f, [Y, E]],
		[
			v,
			au,
			n(1)
		],
		[e, [{
			fn: g,
			[ax]: [{ [aw]: "UseArnRegion" }, b]
		}, b]],
		[q, [{ [aw]: n(1) }, c]],
		[
			v,
			[Z, "resourceId[2]"],
			F
		],
		[f, [Y, ac]],
		[f, [{
			fn: v,
			[ax]: [{ [aw]: D }, G]
		}, W]],
		[e, [{ [aw]: "DisableMultiRegionAccessPoints" }, b]],
		[q, [ac, b]],
		[f, [{
			fn: v,
			[ax]: [Z, "partition"]
		}, W]],
		[f, [af, i]],
		[f, [ae, H]],
		[q, [af, c]],
		[
			v,
			[Z, "resourceId[3]"],
			A(2)
		],
		[q, [ab, c]],
		[f, [{ [aw]: F }, z]],
		[q, [{ [aw]: A(2) }, c]]
	],
	results: [
		[a],
		[a, "Accelerate cannot be used with FIPS"],
		[a, "Cannot set dual-stack in combination with a custom endpoint."],
		[a, "A custom endpoint cannot be combined with FIPS"],
		[a, "A custom endpoint cannot be combined with S3 Accelerate"],
		[a, "Partition does not support FIPS"],
		[a, "S3Express does not support S3 Accelerate."],
		["{url#scheme}://{url#authority}/{uri_encoded_bucket}{url#path}", ag],
		[I, ag],
		[a, "S3Express bucket name is not a valid virtual hostable name."],
		["https://s3express-control{_s3e_fips}{_s3e_ds}.{Region}.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", ah],
		["https://{Bucket}.s3express{_s3e_fips}-{s3expressAvailabilityZoneId}{_s3e_ds}.{Region}.{partitionResult#dnsSuffix}", ag],
		[a, "Unrecognized S3Express bucket name format."],
		[J, ag],
		["https://s3express-control{_s3e_fips}{_s3e_ds}.{Region}.{partitionResult#dnsSuffix}", ah],
		[a, "Expected a endpoint to be specified but no endpoint was found"],
		["https://{Bucket}.ec2.{url#authority}", ai],
		["https://{Bucket}.ec2.s3-outposts.{Region}.{partitionResult#dnsSuffix}", ai],
		["https://{Bucket}.op-{outpostId_ssa_2}.{url#authority}", ai],
		["https://{Bucket}.op-{outpostId_ssa_2}.s3-outposts.{Region}.{partitionResult#dnsSuffix}", ai],
		[a, "Unrecognized hardware type: \"Expected hardware type o or e but got {hardwareType}\""],
		[a, "Invalid Outposts Bucket alias - it must be a valid bucket name."],
		[a, "Invalid ARN: The outpost Id must only contain a-z, A-Z, 0-9 and `-`."],
		[a, "Custom endpoint `{Endpoint}` was not a valid URI"],
		[a, "S3 Accelerate cannot be used in this region"],
		["https://{Bucket}.s3-fips.dualstack.us-east-1.{partitionResult#dnsSuffix}", aj],
		["https://{Bucket}.s3-fips.dualstack.{Region}.{partitionResult#dnsSuffix}", ak],
		["https://{Bucket}.s3-fips.us-east-1.{partitionResult#dnsSuffix}", aj],
		["https://{Bucket}.s3-fips.{Region}.{partitionResult#dnsSuffix}", ak],
		["https://{Bucket}.s3-accelerate.dualstack.us-east-1.{partitionResult#dnsSuffix}", aj],
		["https://{Bucket}.s3-accelerate.dualstack.{partitionResult#dnsSuffix}", ak],
		["https://{Bucket}.s3.dualstack.us-east-1.{partitionResult#dnsSuffix}", aj],
		["https://{Bucket}.s3.dualstack.{Region}.{partitionResult#dnsSuffix}", ak],
		[K$1, aj],
		[I, aj],
		[K$1, ak],
		[I, ak],
		[L, aj],
		[L, ak],
		[M, aj],
		[M, ak],
		["https://{Bucket}.s3.{Region}.{partitionResult#dnsSuffix}", ak],
		[a, "Invalid region: region was not a valid DNS name."],
		[a, "S3 Object Lambda does not support Dual-stack"],
		[a, "S3 Object Lambda does not support S3 Accelerate"],
		[a, "Access points are not supported for this operation"],
		[a, "Invalid configuration: region from ARN `{bucketArn#region}` does not match client region `{Region}` and UseArnRegion is `false`"],
		[a, "Invalid ARN: Missing account id"],
		[N(1), al],
		["https://{accessPointName_ssa_1}-{bucketArn#accountId}.s3-object-lambda-fips.{bucketArn#region}.{bucketPartition#dnsSuffix}", al],
		["https://{accessPointName_ssa_1}-{bucketArn#accountId}.s3-object-lambda.{bucketArn#region}.{bucketPartition#dnsSuffix}", al],
		[a, O(1)],
		[a, "Invalid ARN: The account id may only contain a-z, A-Z, 0-9 and `-`. Found: `{bucketArn#accountId}`"],
		[a, "Invalid region in ARN: `{bucketArn#region}` (invalid DNS name)"],
		[a, "Client was configured for partition `{partitionResult#name}` but ARN (`{Bucket}`) has `{bucketPartition#name}`"],
		[a, "Invalid ARN: The ARN may only contain a single resource component after `accesspoint`."],
		[a, "Invalid ARN: bucket ARN is missing a region"],
		[a, "Invalid ARN: Expected a resource of the format `accesspoint:<accesspoint name>` but no name was provided"],
		[a, "Invalid ARN: Object Lambda ARNs only support `accesspoint` arn types, but found: `{arnType}`"],
		[a, "Access Points do not support S3 Accelerate"],
		["https://{accessPointName_ssa_1}-{bucketArn#accountId}.s3-accesspoint-fips.dualstack.{bucketArn#region}.{bucketPartition#dnsSuffix}", am],
		["https://{accessPointName_ssa_1}-{bucketArn#accountId}.s3-accesspoint-fips.{bucketArn#region}.{bucketPartition#dnsSuffix}", am],
		["https://{accessPointName_ssa_1}-{bucketArn#accountId}.s3-accesspoint.dualstack.{bucketArn#region}.{bucketPartition#dnsSuffix}", am],
		[N(1), am],
		["https://{accessPointName_ssa_1}-{bucketArn#accountId}.s3-accesspoint.{bucketArn#region}.{bucketPartition#dnsSuffix}", am],
		[a, "Invalid ARN: The ARN was not for the S3 service, found: {bucketArn#service}"],
		[a, "S3 MRAP does not support dual-stack"],
		[a, "S3 MRAP does not support FIPS"],
		[a, "S3 MRAP does not support S3 Accelerate"],
		[a, "Invalid configuration: Multi-Region Access Point ARNs are disabled."],
		["https://{accessPointName_ssa_1}.accesspoint.s3-global.{partitionResult#dnsSuffix}", { [az]: [{
			[aA]: b,
			name: P,
			[aB]: H,
			[aD]: av
		}] }],
		[a, "Client was configured for partition `{partitionResult#name}` but bucket referred to partition `{bucketArn#partition}`"],
		[a, "Invalid Access Point Name"],
		[a, "S3 Outposts does not support Dual-stack"],
		[a, "S3 Outposts does not support FIPS"],
		[a, "S3 Outposts does not support S3 Accelerate"],
		[a, "Invalid Arn: Outpost Access Point ARN contains sub resources"],
		["https://{accessPointName_ssa_2}-{bucketArn#accountId}.{outpostId_ssa_1}.{url#authority}", an],
		["https://{accessPointName_ssa_2}-{bucketArn#accountId}.{outpostId_ssa_1}.s3-outposts.{bucketArn#region}.{bucketPartition#dnsSuffix}", an],
		[a, O(2)],
		[a, "Expected an outpost type `accesspoint`, found {outpostType}"],
		[a, "Invalid ARN: expected an access point name"],
		[a, "Invalid ARN: Expected a 4-component resource"],
		[a, "Invalid ARN: The outpost Id may only contain a-z, A-Z, 0-9 and `-`. Found: `{outpostId_ssa_1}`"],
		[a, "Invalid ARN: The Outpost Id was not set"],
		[a, "Invalid ARN: Unrecognized format: {Bucket} (type: {arnType})"],
		[a, "Invalid ARN: No ARN type specified"],
		[a, "Invalid ARN: `{Bucket}` was not a valid ARN"],
		[a, "Path-style addressing cannot be used with ARN buckets"],
		["https://s3-fips.dualstack.us-east-1.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", aj],
		["https://s3-fips.dualstack.{Region}.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", ak],
		["https://s3-fips.us-east-1.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", aj],
		["https://s3-fips.{Region}.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", ak],
		["https://s3.dualstack.us-east-1.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", aj],
		["https://s3.dualstack.{Region}.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", ak],
		[Q, aj],
		[Q, ak],
		[R, aj],
		[R, ak],
		["https://s3.{Region}.{partitionResult#dnsSuffix}/{uri_encoded_bucket}", ak],
		[a, "Path-style addressing cannot be used with S3 Accelerate"],
		[J, ao],
		["https://s3-object-lambda-fips.{Region}.{partitionResult#dnsSuffix}", ao],
		["https://s3-object-lambda.{Region}.{partitionResult#dnsSuffix}", ao],
		["https://s3-fips.dualstack.us-east-1.{partitionResult#dnsSuffix}", aj],
		["https://s3-fips.dualstack.{Region}.{partitionResult#dnsSuffix}", ak],
		["https://s3-fips.us-east-1.{partitionResult#dnsSuffix}", aj],
		["https://s3-fips.{Region}.{partitionResult#dnsSuffix}", ak],
		["https://s3.dualstack.us-east-1.{partitionResult#dnsSuffix}", aj],
		["https://s3.dualstack.{Region}.{partitionResult#dnsSuffix}", ak],
		[J, aj],
		[J, ak],
		[S, aj],
		[S, ak],
		["https://s3.{Region}.{partitionResult#dnsSuffix}", ak],
		[a, "A region must be set when sending requests to S3."]
	]
};
const root = 2;
const nodes = new Int32Array([
	-1,
	1,
	-1,
	0,
	3,
	100000115,
	1,
	424,
	4,
	2,
	272,
	5,
	3,
	233,
	6,
	4,
	85,
	7,
	5,
	15,
	8,
	8,
	9,
	100000115,
	16,
	10,
	13,
	18,
	11,
	13,
	19,
	12,
	13,
	22,
	100000014,
	13,
	35,
	14,
	100000042,
	36,
	100000103,
	435,
	6,
	271,
	16,
	7,
	270,
	17,
	8,
	19,
	18,
	14,
	501,
	106,
	9,
	20,
	24,
	10,
	21,
	24,
	11,
	22,
	24,
	12,
	23,
	24,
	13,
	547,
	24,
	14,
	77,
	25,
	20,
	73,
	26,
	26,
	27,
	78,
	37,
	28,
	100000086,
	38,
	100000086,
	29,
	39,
	47,
	30,
	48,
	100000058,
	31,
	50,
	32,
	100000085,
	51,
	33,
	136,
	55,
	100000076,
	34,
	59,
	35,
	100000084,
	60,
	39,
	36,
	61,
	37,
	100000083,
	62,
	38,
	146,
	63,
	41,
	100000046,
	61,
	40,
	100000083,
	62,
	41,
	150,
	64,
	42,
	100000054,
	66,
	43,
	100000053,
	70,
	44,
	100000052,
	71,
	45,
	100000081,
	73,
	46,
	100000080,
	74,
	100000078,
	100000079,
	40,
	48,
	100000057,
	41,
	100000057,
	49,
	42,
	185,
	50,
	48,
	62,
	51,
	49,
	100000045,
	52,
	51,
	53,
	526,
	60,
	56,
	54,
	62,
	100000055,
	55,
	63,
	57,
	100000046,
	62,
	100000055,
	57,
	64,
	58,
	100000054,
	66,
	59,
	100000053,
	69,
	60,
	100000065,
	70,
	61,
	100000052,
	72,
	100000064,
	100000051,
	49,
	100000045,
	63,
	51,
	64,
	526,
	60,
	67,
	65,
	62,
	100000055,
	66,
	63,
	68,
	100000046,
	62,
	100000055,
	68,
	64,
	69,
	100000054,
	66,
	70,
	100000053,
	68,
	100000047,
	71,
	70,
	72,
	100000052,
	72,
	100000050,
	100000051,
	25,
	74,
	100000042,
	46,
	100000039,
	75,
	57,
	76,
	100000041,
	58,
	100000040,
	100000041,
	26,
	100000088,
	78,
	28,
	100000087,
	79,
	34,
	82,
	80,
	35,
	81,
	545,
	36,
	100000103,
	100000115,
	46,
	100000097,
	83,
	57,
	84,
	100000099,
	58,
	100000098,
	100000099,
	5,
	101,
	86,
	8,
	87,
	100000115,
	16,
	88,
	89,
	18,
	91,
	89,
	19,
	90,
	92,
	21,
	97,
	95,
	19,
	93,
	92,
	21,
	98,
	95,
	21,
	97,
	94,
	22,
	100000014,
	95,
	35,
	96,
	100000042,
	36,
	100000103,
	100000042,
	22,
	100000013,
	98,
	35,
	99,
	100000042,
	36,
	100000101,
	100,
	46,
	100000110,
	100000111,
	6,
	214,
	102,
	7,
	208,
	103,
	8,
	119,
	104,
	14,
	118,
	105,
	21,
	106,
	100000023,
	26,
	107,
	502,
	37,
	108,
	100000086,
	38,
	100000086,
	109,
	39,
	112,
	110,
	48,
	100000058,
	111,
	50,
	136,
	100000085,
	40,
	113,
	100000057,
	41,
	100000057,
	114,
	42,
	115,
	500,
	48,
	100000056,
	116,
	52,
	117,
	100000072,
	65,
	100000069,
	100000072,
	21,
	501,
	100000023,
	9,
	120,
	124,
	10,
	121,
	124,
	11,
	122,
	124,
	12,
	123,
	124,
	13,
	202,
	124,
	14,
	195,
	125,
	20,
	190,
	126,
	21,
	127,
	100000023,
	23,
	128,
	129,
	24,
	189,
	129,
	26,
	130,
	197,
	37,
	131,
	100000086,
	38,
	100000086,
	132,
	39,
	159,
	133,
	48,
	100000058,
	134,
	50,
	135,
	100000085,
	51,
	141,
	136,
	55,
	100000076,
	137,
	59,
	138,
	100000084,
	60,
	100000083,
	139,
	61,
	140,
	100000083,
	63,
	100000083,
	100000046,
	55,
	100000076,
	142,
	59,
	143,
	100000084,
	60,
	148,
	144,
	61,
	145,
	100000083,
	62,
	147,
	146,
	63,
	150,
	100000046,
	63,
	153,
	100000046,
	61,
	149,
	100000083,
	62,
	153,
	150,
	64,
	151,
	100000054,
	66,
	152,
	100000053,
	70,
	100000082,
	100000052,
	64,
	154,
	100000054,
	66,
	155,
	100000053,
	70,
	156,
	100000052,
	71,
	157,
	100000081,
	73,
	158,
	100000080,
	74,
	100000077,
	100000079,
	40,
	160,
	100000057,
	41,
	100000057,
	161,
	42,
	185,
	162,
	48,
	174,
	163,
	49,
	100000045,
	164,
	51,
	165,
	526,
	60,
	168,
	166,
	62,
	100000055,
	167,
	63,
	169,
	100000046,
	62,
	100000055,
	169,
	64,
	170,
	100000054,
	66,
	171,
	100000053,
	69,
	172,
	100000065,
	70,
	173,
	100000052,
	72,
	100000063,
	100000051,
	49,
	100000045,
	175,
	51,
	176,
	526,
	60,
	179,
	177,
	62,
	100000055,
	178,
	63,
	180,
	100000046,
	62,
	100000055,
	180,
	64,
	181,
	100000054,
	66,
	182,
	100000053,
	68,
	100000047,
	183,
	70,
	184,
	100000052,
	72,
	100000048,
	100000051,
	48,
	100000056,
	186,
	52,
	187,
	100000072,
	65,
	100000069,
	188,
	67,
	100000070,
	100000071,
	25,
	100000036,
	100000042,
	21,
	191,
	100000023,
	25,
	192,
	100000042,
	30,
	194,
	193,
	46,
	100000034,
	100000036,
	46,
	100000033,
	100000035,
	21,
	196,
	100000023,
	26,
	100000088,
	197,
	28,
	100000087,
	198,
	34,
	201,
	199,
	35,
	200,
	545,
	36,
	100000101,
	100000115,
	46,
	100000095,
	100000096,
	17,
	203,
	100000022,
	20,
	204,
	100000021,
	21,
	205,
	550,
	33,
	206,
	550,
	44,
	100000016,
	207,
	45,
	100000018,
	100000020,
	8,
	209,
	215,
	16,
	210,
	220,
	18,
	211,
	220,
	19,
	212,
	224,
	20,
	213,
	227,
	21,
	231,
	401,
	8,
	218,
	215,
	19,
	216,
	100000009,
	20,
	217,
	227,
	21,
	231,
	100000009,
	16,
	219,
	220,
	18,
	223,
	220,
	19,
	221,
	224,
	20,
	222,
	227,
	21,
	231,
	100000012,
	19,
	226,
	224,
	20,
	225,
	100000009,
	21,
	100000009,
	100000012,
	20,
	230,
	227,
	21,
	228,
	100000009,
	30,
	229,
	100000009,
	34,
	100000007,
	100000009,
	21,
	231,
	415,
	30,
	232,
	100000008,
	34,
	100000007,
	100000008,
	4,
	100000002,
	234,
	5,
	235,
	480,
	6,
	271,
	236,
	7,
	270,
	237,
	8,
	238,
	491,
	9,
	239,
	243,
	10,
	240,
	243,
	11,
	241,
	243,
	12,
	242,
	243,
	13,
	547,
	243,
	14,
	266,
	244,
	20,
	264,
	245,
	26,
	246,
	267,
	37,
	247,
	100000086,
	38,
	100000086,
	248,
	39,
	249,
	518,
	40,
	250,
	100000057,
	41,
	100000057,
	251,
	42,
	538,
	252,
	48,
	100000043,
	253,
	49,
	100000045,
	254,
	51,
	255,
	526,
	60,
	258,
	256,
	62,
	100000055,
	257,
	63,
	259,
	100000046,
	62,
	100000055,
	259,
	64,
	260,
	100000054,
	66,
	261,
	100000053,
	69,
	262,
	100000065,
	70,
	263,
	100000052,
	72,
	100000062,
	100000051,
	25,
	265,
	100000042,
	46,
	100000031,
	100000032,
	26,
	100000088,
	267,
	28,
	100000087,
	268,
	34,
	269,
	544,
	46,
	100000093,
	100000094,
	8,
	397,
	100000009,
	8,
	407,
	100000009,
	3,
	346,
	273,
	4,
	100000003,
	274,
	5,
	284,
	275,
	8,
	276,
	100000115,
	15,
	100000005,
	277,
	16,
	278,
	281,
	18,
	279,
	281,
	19,
	280,
	281,
	22,
	100000014,
	281,
	35,
	282,
	100000042,
	36,
	100000102,
	283,
	46,
	100000106,
	100000107,
	6,
	405,
	285,
	7,
	395,
	286,
	8,
	295,
	287,
	14,
	501,
	288,
	26,
	289,
	502,
	37,
	290,
	100000086,
	38,
	100000086,
	291,
	39,
	292,
	307,
	40,
	293,
	100000057,
	41,
	100000057,
	294,
	42,
	335,
	500,
	9,
	296,
	300,
	10,
	297,
	300,
	11,
	298,
	300,
	12,
	299,
	300,
	13,
	394,
	300,
	14,
	339,
	301,
	15,
	100000005,
	302,
	20,
	337,
	303,
	26,
	304,
	341,
	37,
	305,
	100000086,
	38,
	100000086,
	306,
	39,
	309,
	307,
	48,
	100000058,
	308,
	50,
	100000074,
	100000085,
	40,
	310,
	100000057,
	41,
	100000057,
	311,
	42,
	335,
	312,
	48,
	324,
	313,
	49,
	100000045,
	314,
	51,
	315,
	526,
	60,
	318,
	316,
	62,
	100000055,
	317,
	63,
	319,
	100000046,
	62,
	100000055,
	319,
	64,
	320,
	100000054,
	66,
	321,
	100000053,
	69,
	322,
	100000065,
	70,
	323,
	100000052,
	72,
	100000061,
	100000051,
	49,
	100000045,
	325,
	51,
	326,
	526,
	60,
	329,
	327,
	62,
	100000055,
	328,
	63,
	330,
	100000046,
	62,
	100000055,
	330,
	64,
	331,
	100000054,
	66,
	332,
	100000053,
	68,
	100000047,
	333,
	70,
	334,
	100000052,
	72,
	100000049,
	100000051,
	48,
	100000056,
	336,
	52,
	100000067,
	100000072,
	25,
	338,
	100000042,
	46,
	100000027,
	100000028,
	15,
	100000005,
	340,
	26,
	100000088,
	341,
	28,
	100000087,
	342,
	34,
	345,
	343,
	35,
	344,
	545,
	36,
	100000102,
	100000115,
	46,
	100000091,
	100000092,
	4,
	100000002,
	347,
	5,
	357,
	348,
	8,
	349,
	100000115,
	15,
	100000005,
	350,
	16,
	351,
	354,
	18,
	352,
	354,
	19,
	353,
	354,
	22,
	100000014,
	354,
	35,
	355,
	100000042,
	36,
	100000043,
	356,
	46,
	100000104,
	100000105,
	6,
	405,
	358,
	7,
	395,
	359,
	8,
	360,
	491,
	9,
	361,
	365,
	10,
	362,
	365,
	11,
	363,
	365,
	12,
	364,
	365,
	13,
	394,
	365,
	14,
	389,
	366,
	15,
	100000005,
	367,
	20,
	387,
	368,
	26,
	369,
	391,
	37,
	370,
	100000086,
	38,
	100000086,
	371,
	39,
	372,
	518,
	40,
	373,
	100000057,
	41,
	100000057,
	374,
	42,
	538,
	375,
	48,
	100000043,
	376,
	49,
	100000045,
	377,
	51,
	378,
	526,
	60,
	381,
	379,
	62,
	100000055,
	380,
	63,
	382,
	100000046,
	62,
	100000055,
	382,
	64,
	383,
	100000054,
	66,
	384,
	100000053,
	69,
	385,
	100000065,
	70,
	386,
	100000052,
	72,
	100000060,
	100000051,
	25,
	388,
	100000042,
	46,
	100000025,
	100000026,
	15,
	100000005,
	390,
	26,
	100000088,
	391,
	28,
	100000087,
	392,
	34,
	393,
	544,
	46,
	100000089,
	100000090,
	15,
	100000005,
	547,
	8,
	396,
	100000009,
	15,
	100000005,
	397,
	16,
	398,
	410,
	18,
	399,
	410,
	19,
	400,
	410,
	20,
	401,
	100000009,
	27,
	402,
	100000012,
	29,
	100000011,
	403,
	31,
	100000011,
	404,
	32,
	100000011,
	422,
	8,
	406,
	100000009,
	15,
	100000005,
	407,
	16,
	408,
	410,
	18,
	409,
	410,
	19,
	411,
	410,
	20,
	100000012,
	100000009,
	20,
	414,
	412,
	22,
	413,
	100000009,
	34,
	100000010,
	100000009,
	22,
	416,
	415,
	27,
	419,
	100000012,
	27,
	418,
	417,
	34,
	100000010,
	100000012,
	34,
	100000010,
	419,
	43,
	100000011,
	420,
	47,
	100000011,
	421,
	53,
	100000011,
	422,
	54,
	100000011,
	423,
	56,
	100000011,
	100000012,
	2,
	100000001,
	425,
	3,
	478,
	426,
	4,
	100000004,
	427,
	5,
	438,
	428,
	8,
	429,
	100000115,
	16,
	430,
	433,
	18,
	431,
	433,
	19,
	432,
	433,
	22,
	100000014,
	433,
	35,
	434,
	100000042,
	36,
	100000044,
	435,
	46,
	100000112,
	436,
	57,
	437,
	100000114,
	58,
	100000113,
	100000114,
	6,
	100000006,
	439,
	7,
	100000006,
	440,
	8,
	450,
	441,
	14,
	501,
	442,
	26,
	443,
	502,
	37,
	444,
	100000086,
	38,
	100000086,
	445,
	39,
	446,
	465,
	40,
	447,
	100000057,
	41,
	100000057,
	448,
	42,
	471,
	449,
	48,
	100000044,
	500,
	9,
	451,
	455,
	10,
	452,
	455,
	11,
	453,
	455,
	12,
	454,
	455,
	13,
	547,
	455,
	14,
	473,
	456,
	15,
	460,
	457,
	20,
	458,
	461,
	25,
	459,
	100000042,
	46,
	100000037,
	100000038,
	20,
	540,
	461,
	26,
	462,
	474,
	37,
	463,
	100000086,
	38,
	100000086,
	464,
	39,
	467,
	465,
	48,
	100000058,
	466,
	50,
	100000075,
	100000085,
	40,
	468,
	100000057,
	41,
	100000057,
	469,
	42,
	471,
	470,
	48,
	100000044,
	524,
	48,
	100000044,
	472,
	52,
	100000068,
	100000072,
	26,
	100000088,
	474,
	28,
	100000087,
	475,
	34,
	100000100,
	476,
	35,
	477,
	545,
	36,
	100000044,
	100000115,
	4,
	100000002,
	479,
	5,
	488,
	480,
	8,
	481,
	100000115,
	16,
	482,
	485,
	18,
	483,
	485,
	19,
	484,
	485,
	22,
	100000014,
	485,
	35,
	486,
	100000042,
	36,
	100000043,
	487,
	46,
	100000108,
	100000109,
	6,
	100000006,
	489,
	7,
	100000006,
	490,
	8,
	503,
	491,
	14,
	501,
	492,
	26,
	493,
	502,
	37,
	494,
	100000086,
	38,
	100000086,
	495,
	39,
	496,
	518,
	40,
	497,
	100000057,
	41,
	100000057,
	498,
	42,
	538,
	499,
	48,
	100000043,
	500,
	49,
	100000045,
	526,
	26,
	100000088,
	502,
	28,
	100000087,
	100000115,
	9,
	504,
	508,
	10,
	505,
	508,
	11,
	506,
	508,
	12,
	507,
	508,
	13,
	547,
	508,
	14,
	541,
	509,
	15,
	513,
	510,
	20,
	511,
	514,
	25,
	512,
	100000042,
	46,
	100000029,
	100000030,
	20,
	540,
	514,
	26,
	515,
	542,
	37,
	516,
	100000086,
	38,
	100000086,
	517,
	39,
	520,
	518,
	48,
	100000058,
	519,
	50,
	100000073,
	100000085,
	40,
	521,
	100000057,
	41,
	100000057,
	522,
	42,
	538,
	523,
	48,
	100000043,
	524,
	49,
	100000045,
	525,
	51,
	529,
	526,
	60,
	100000055,
	527,
	62,
	100000055,
	528,
	63,
	100000055,
	100000046,
	60,
	532,
	530,
	62,
	100000055,
	531,
	63,
	533,
	100000046,
	62,
	100000055,
	533,
	64,
	534,
	100000054,
	66,
	535,
	100000053,
	69,
	536,
	100000065,
	70,
	537,
	100000052,
	72,
	100000059,
	100000051,
	48,
	100000043,
	539,
	52,
	100000066,
	100000072,
	25,
	100000024,
	100000042,
	26,
	100000088,
	542,
	28,
	100000087,
	543,
	34,
	100000100,
	544,
	35,
	546,
	545,
	36,
	100000042,
	100000115,
	36,
	100000043,
	100000115,
	17,
	548,
	100000022,
	20,
	549,
	100000021,
	33,
	552,
	550,
	44,
	100000017,
	551,
	45,
	100000019,
	100000020,
	44,
	100000015,
	553,
	45,
	100000015,
	100000020
]);
const bdd = BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);
// node_modules/@aws-sdk/client-s3/dist-es/endpoint/endpointResolver.js
const cache = new EndpointCache({
	size: 50,
	params: [
		"Accelerate",
		"Bucket",
		"DisableAccessPoints",
		"DisableMultiRegionAccessPoints",
		"DisableS3ExpressSessionAuth",
		"Endpoint",
		"ForcePathStyle",
		"Region",
		"UseArnRegion",
		"UseDualStack",
		"UseFIPS",
		"UseGlobalEndpoint",
		"UseObjectLambdaEndpoint",
		"UseS3ExpressControlEndpoint"
	]
});
const defaultEndpointResolver = (endpointParams, context = {}) => {
	return cache.get(endpointParams, () => decideEndpoint(bdd, {
		endpointParams,
		logger: context.logger
	}));
};
customEndpointFunctions.aws = awsEndpointFunctions;
// node_modules/@aws-sdk/client-s3/dist-es/auth/httpAuthSchemeProvider.js
const createEndpointRuleSetHttpAuthSchemeParametersProvider = (defaultHttpAuthSchemeParametersProvider) => async (config, context, input) => {
	if (!input) throw new Error("Could not find `input` for `defaultEndpointRuleSetHttpAuthSchemeParametersProvider`");
	const defaultParameters = await defaultHttpAuthSchemeParametersProvider(config, context, input);
	const instructionsFn = getSmithyContext(context)?.commandInstance?.constructor?.getEndpointParameterInstructions;
	if (!instructionsFn) throw new Error(`getEndpointParameterInstructions() is not defined on '${context.commandName}'`);
	const endpointParameters = await resolveParams(input, { getEndpointParameterInstructions: instructionsFn }, config);
	return Object.assign(defaultParameters, endpointParameters);
};
const _defaultS3HttpAuthSchemeParametersProvider = async (config, context, input) => {
	return {
		operation: getSmithyContext(context).operation,
		region: await normalizeProvider(config.region)() || (() => {
			throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
		})()
	};
};
const defaultS3HttpAuthSchemeParametersProvider = createEndpointRuleSetHttpAuthSchemeParametersProvider(_defaultS3HttpAuthSchemeParametersProvider);
function createAwsAuthSigv4HttpAuthOption(authParameters) {
	return {
		schemeId: "aws.auth#sigv4",
		signingProperties: {
			name: "s3",
			region: authParameters.region
		},
		propertiesExtractor: (config, context) => ({ signingProperties: {
			config,
			context
		} })
	};
}
function createAwsAuthSigv4aHttpAuthOption(authParameters) {
	return {
		schemeId: "aws.auth#sigv4a",
		signingProperties: {
			name: "s3",
			region: authParameters.region
		},
		propertiesExtractor: (config, context) => ({ signingProperties: {
			config,
			context
		} })
	};
}
const createEndpointRuleSetHttpAuthSchemeProvider = (defaultEndpointResolver, defaultHttpAuthSchemeResolver, createHttpAuthOptionFunctions) => {
	const endpointRuleSetHttpAuthSchemeProvider = (authParameters) => {
		const authSchemes = defaultEndpointResolver(authParameters).properties?.authSchemes;
		if (!authSchemes) return defaultHttpAuthSchemeResolver(authParameters);
		const options = [];
		for (const scheme of authSchemes) {
			const { name: resolvedName, properties = {}, ...rest } = scheme;
			const name = resolvedName.toLowerCase();
			if (resolvedName !== name) console.warn(`HttpAuthScheme has been normalized with lowercasing: '${resolvedName}' to '${name}'`);
			let schemeId;
			if (name === "sigv4a") {
				schemeId = "aws.auth#sigv4a";
				const sigv4Present = authSchemes.find((s) => {
					const name = s.name.toLowerCase();
					return name !== "sigv4a" && name.startsWith("sigv4");
				});
				if (SignatureV4MultiRegion.sigv4aDependency() === "none" && sigv4Present) continue;
			} else if (name.startsWith("sigv4")) schemeId = "aws.auth#sigv4";
			else throw new Error(`Unknown HttpAuthScheme found in '@smithy.rules#endpointRuleSet': '${name}'`);
			const createOption = createHttpAuthOptionFunctions[schemeId];
			if (!createOption) throw new Error(`Could not find HttpAuthOption create function for '${schemeId}'`);
			const option = createOption(authParameters);
			option.schemeId = schemeId;
			option.signingProperties = {
				...option.signingProperties || {},
				...rest,
				...properties
			};
			options.push(option);
		}
		return options;
	};
	return endpointRuleSetHttpAuthSchemeProvider;
};
const _defaultS3HttpAuthSchemeProvider = (authParameters) => {
	const options = [];
	switch (authParameters.operation) {
		default:
			options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
			options.push(createAwsAuthSigv4aHttpAuthOption(authParameters));
	}
	return options;
};
const defaultS3HttpAuthSchemeProvider = createEndpointRuleSetHttpAuthSchemeProvider(defaultEndpointResolver, _defaultS3HttpAuthSchemeProvider, {
	"aws.auth#sigv4": createAwsAuthSigv4HttpAuthOption,
	"aws.auth#sigv4a": createAwsAuthSigv4aHttpAuthOption
});
const resolveHttpAuthSchemeConfig = (config) => {
	const config_0 = resolveAwsSdkSigV4Config(config);
	const config_1 = resolveAwsSdkSigV4AConfig(config_0);
	return Object.assign(config_1, { authSchemePreference: normalizeProvider(config.authSchemePreference ?? []) });
};
// node_modules/@aws-sdk/client-s3/dist-es/endpoint/EndpointParameters.js
const resolveClientEndpointParameters = (options) => {
	return Object.assign(options, {
		useFipsEndpoint: options.useFipsEndpoint ?? false,
		useDualstackEndpoint: options.useDualstackEndpoint ?? false,
		forcePathStyle: options.forcePathStyle ?? false,
		useAccelerateEndpoint: options.useAccelerateEndpoint ?? false,
		useGlobalEndpoint: options.useGlobalEndpoint ?? false,
		disableMultiregionAccessPoints: options.disableMultiregionAccessPoints ?? false,
		defaultSigningName: "s3",
		clientContextParams: options.clientContextParams ?? {}
	});
};
// node_modules/@aws-sdk/client-s3/dist-es/commandBuilder.js
const command = makeBuilder({
	ForcePathStyle: {
		type: "clientContextParams",
		name: "forcePathStyle"
	},
	UseArnRegion: {
		type: "clientContextParams",
		name: "useArnRegion"
	},
	DisableMultiRegionAccessPoints: {
		type: "clientContextParams",
		name: "disableMultiregionAccessPoints"
	},
	Accelerate: {
		type: "clientContextParams",
		name: "useAccelerateEndpoint"
	},
	DisableS3ExpressSessionAuth: {
		type: "clientContextParams",
		name: "disableS3ExpressSessionAuth"
	},
	UseGlobalEndpoint: {
		type: "builtInParams",
		name: "useGlobalEndpoint"
	},
	UseFIPS: {
		type: "builtInParams",
		name: "useFipsEndpoint"
	},
	Endpoint: {
		type: "builtInParams",
		name: "endpoint"
	},
	Region: {
		type: "builtInParams",
		name: "region"
	},
	UseDualStack: {
		type: "builtInParams",
		name: "useDualstackEndpoint"
	}
}, "AmazonS3", "S3Client", getEndpointPlugin);
const _ep0 = {
	Bucket: {
		type: "contextParams",
		name: "Bucket"
	},
	Key: {
		type: "contextParams",
		name: "Key"
	}
};
const _ep1 = {
	DisableS3ExpressSessionAuth: {
		type: "staticContextParams",
		value: true
	},
	Bucket: {
		type: "contextParams",
		name: "Bucket"
	},
	Key: {
		type: "contextParams",
		name: "Key"
	},
	CopySource: {
		type: "contextParams",
		name: "CopySource"
	}
};
const _ep2 = {
	UseS3ExpressControlEndpoint: {
		type: "staticContextParams",
		value: true
	},
	DisableAccessPoints: {
		type: "staticContextParams",
		value: true
	},
	Bucket: {
		type: "contextParams",
		name: "Bucket"
	}
};
const _ep4 = {
	DisableS3ExpressSessionAuth: {
		type: "staticContextParams",
		value: true
	},
	Bucket: {
		type: "contextParams",
		name: "Bucket"
	}
};
const _ep5 = { Bucket: {
	type: "contextParams",
	name: "Bucket"
} };
const _ep6 = {};
const _ep8 = {
	Bucket: {
		type: "contextParams",
		name: "Bucket"
	},
	Prefix: {
		type: "contextParams",
		name: "Prefix"
	}
};
const _mw0 = (Command, cs, config, o) => [getThrow200ExceptionsPlugin(config)];
const _mw1 = (Command, cs, config, o) => [getThrow200ExceptionsPlugin(config), getSsecPlugin(config)];
const _mw2 = (Command, cs, config, o) => [getThrow200ExceptionsPlugin(config), getLocationConstraintPlugin(config)];
const _mw5 = (Command, cs, config, o) => [getFlexibleChecksumsPlugin(config, {
	requestAlgorithmMember: {
		"httpHeader": "x-amz-sdk-checksum-algorithm",
		"name": "ChecksumAlgorithm"
	},
	requestChecksumRequired: true
}), getThrow200ExceptionsPlugin(config)];
const _mw7 = (Command, cs, config, o) => [
	getFlexibleChecksumsPlugin(config, {
		requestChecksumRequired: false,
		requestValidationModeMember: "ChecksumMode",
		responseAlgorithms: [
			"CRC64NVME",
			"CRC32",
			"CRC32C",
			"SHA256",
			"SHA1",
			"SHA512",
			"MD5",
			"XXHASH64",
			"XXHASH3",
			"XXHASH128"
		]
	}),
	getSsecPlugin(config),
	getS3ExpiresMiddlewarePlugin(config)
];
const _mw8 = (Command, cs, config, o) => [
	getThrow200ExceptionsPlugin(config),
	getSsecPlugin(config),
	getS3ExpiresMiddlewarePlugin(config)
];
const _mw11 = (Command, cs, config, o) => [
	getFlexibleChecksumsPlugin(config, {
		requestAlgorithmMember: {
			"httpHeader": "x-amz-sdk-checksum-algorithm",
			"name": "ChecksumAlgorithm"
		},
		requestChecksumRequired: false
	}),
	getCheckContentLengthHeaderPlugin(config),
	getThrow200ExceptionsPlugin(config),
	getSsecPlugin(config)
];
const _mw13 = (Command, cs, config, o) => [
	getFlexibleChecksumsPlugin(config, {
		requestAlgorithmMember: {
			"httpHeader": "x-amz-sdk-checksum-algorithm",
			"name": "ChecksumAlgorithm"
		},
		requestChecksumRequired: false
	}),
	getThrow200ExceptionsPlugin(config),
	getSsecPlugin(config)
];
// node_modules/@aws-sdk/client-s3/dist-es/models/S3ServiceException.js
var S3ServiceException = class S3ServiceException extends ServiceException {
	static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.s3#S3ServiceException";
	constructor(options) {
		super(options);
		Object.setPrototypeOf(this, S3ServiceException.prototype);
	}
};
// node_modules/@aws-sdk/client-s3/dist-es/models/errors.js
var NoSuchUpload = class NoSuchUpload extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#NoSuchUpload";
	name = "NoSuchUpload";
	$fault = "client";
	constructor(opts) {
		super({
			name: "NoSuchUpload",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, NoSuchUpload.prototype);
	}
};
var AccessDenied = class AccessDenied extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#AccessDenied";
	name = "AccessDenied";
	$fault = "client";
	constructor(opts) {
		super({
			name: "AccessDenied",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, AccessDenied.prototype);
	}
};
var ObjectNotInActiveTierError = class ObjectNotInActiveTierError extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#ObjectNotInActiveTierError";
	name = "ObjectNotInActiveTierError";
	$fault = "client";
	constructor(opts) {
		super({
			name: "ObjectNotInActiveTierError",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, ObjectNotInActiveTierError.prototype);
	}
};
var BucketAlreadyExists = class BucketAlreadyExists extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#BucketAlreadyExists";
	name = "BucketAlreadyExists";
	$fault = "client";
	constructor(opts) {
		super({
			name: "BucketAlreadyExists",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, BucketAlreadyExists.prototype);
	}
};
var BucketAlreadyOwnedByYou = class BucketAlreadyOwnedByYou extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#BucketAlreadyOwnedByYou";
	name = "BucketAlreadyOwnedByYou";
	$fault = "client";
	constructor(opts) {
		super({
			name: "BucketAlreadyOwnedByYou",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, BucketAlreadyOwnedByYou.prototype);
	}
};
var NoSuchBucket = class NoSuchBucket extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#NoSuchBucket";
	name = "NoSuchBucket";
	$fault = "client";
	constructor(opts) {
		super({
			name: "NoSuchBucket",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, NoSuchBucket.prototype);
	}
};
var NoSuchKey = class NoSuchKey extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#NoSuchKey";
	name = "NoSuchKey";
	$fault = "client";
	constructor(opts) {
		super({
			name: "NoSuchKey",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, NoSuchKey.prototype);
	}
};
var InvalidObjectState = class InvalidObjectState extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#InvalidObjectState";
	name = "InvalidObjectState";
	$fault = "client";
	StorageClass;
	AccessTier;
	constructor(opts) {
		super({
			name: "InvalidObjectState",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, InvalidObjectState.prototype);
		this.StorageClass = opts.StorageClass;
		this.AccessTier = opts.AccessTier;
	}
};
var NoSuchAnnotation = class NoSuchAnnotation extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#NoSuchAnnotation";
	name = "NoSuchAnnotation";
	$fault = "client";
	constructor(opts) {
		super({
			name: "NoSuchAnnotation",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, NoSuchAnnotation.prototype);
	}
};
var NotFound = class NotFound extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#NotFound";
	name = "NotFound";
	$fault = "client";
	constructor(opts) {
		super({
			name: "NotFound",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, NotFound.prototype);
	}
};
var InvalidPrefix = class InvalidPrefix extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#InvalidPrefix";
	name = "InvalidPrefix";
	$fault = "client";
	constructor(opts) {
		super({
			name: "InvalidPrefix",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, InvalidPrefix.prototype);
	}
};
var EncryptionTypeMismatch = class EncryptionTypeMismatch extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#EncryptionTypeMismatch";
	name = "EncryptionTypeMismatch";
	$fault = "client";
	constructor(opts) {
		super({
			name: "EncryptionTypeMismatch",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, EncryptionTypeMismatch.prototype);
	}
};
var InvalidRequest = class InvalidRequest extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#InvalidRequest";
	name = "InvalidRequest";
	$fault = "client";
	constructor(opts) {
		super({
			name: "InvalidRequest",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, InvalidRequest.prototype);
	}
};
var InvalidWriteOffset = class InvalidWriteOffset extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#InvalidWriteOffset";
	name = "InvalidWriteOffset";
	$fault = "client";
	constructor(opts) {
		super({
			name: "InvalidWriteOffset",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, InvalidWriteOffset.prototype);
	}
};
var TooManyParts = class TooManyParts extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#TooManyParts";
	name = "TooManyParts";
	$fault = "client";
	constructor(opts) {
		super({
			name: "TooManyParts",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, TooManyParts.prototype);
	}
};
var AnnotationLimitExceeded = class AnnotationLimitExceeded extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#AnnotationLimitExceeded";
	name = "AnnotationLimitExceeded";
	$fault = "client";
	constructor(opts) {
		super({
			name: "AnnotationLimitExceeded",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, AnnotationLimitExceeded.prototype);
	}
};
var AnnotationNameTooLong = class AnnotationNameTooLong extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#AnnotationNameTooLong";
	name = "AnnotationNameTooLong";
	$fault = "client";
	constructor(opts) {
		super({
			name: "AnnotationNameTooLong",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, AnnotationNameTooLong.prototype);
	}
};
var InvalidAnnotationName = class InvalidAnnotationName extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#InvalidAnnotationName";
	name = "InvalidAnnotationName";
	$fault = "client";
	constructor(opts) {
		super({
			name: "InvalidAnnotationName",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, InvalidAnnotationName.prototype);
	}
};
var UnsupportedMediaType = class UnsupportedMediaType extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#UnsupportedMediaType";
	name = "UnsupportedMediaType";
	$fault = "client";
	constructor(opts) {
		super({
			name: "UnsupportedMediaType",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, UnsupportedMediaType.prototype);
	}
};
var IdempotencyParameterMismatch = class IdempotencyParameterMismatch extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#IdempotencyParameterMismatch";
	name = "IdempotencyParameterMismatch";
	$fault = "client";
	constructor(opts) {
		super({
			name: "IdempotencyParameterMismatch",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, IdempotencyParameterMismatch.prototype);
	}
};
var ObjectAlreadyInActiveTierError = class ObjectAlreadyInActiveTierError extends S3ServiceException {
	static shapeId = "com.amazonaws.s3#ObjectAlreadyInActiveTierError";
	name = "ObjectAlreadyInActiveTierError";
	$fault = "client";
	constructor(opts) {
		super({
			name: "ObjectAlreadyInActiveTierError",
			$fault: "client",
			...opts
		});
		Object.setPrototypeOf(this, ObjectAlreadyInActiveTierError.prototype);
	}
};
// node_modules/@aws-sdk/client-s3/dist-es/schemas/schemas_0.js
const _ACL_ = "ACL";
const _AD = "AccessDenied";
const _ADb = "AbortDate";
const _ADn = "AnnotationDirective";
const _AKI = "AccessKeyId";
const _ALE = "AnnotationLimitExceeded";
const _AMU = "AbortMultipartUpload";
const _AMUO = "AbortMultipartUploadOutput";
const _AMUR = "AbortMultipartUploadRequest";
const _ANTL = "AnnotationNameTooLong";
const _APA = "AccessPointAlias";
const _AR = "AcceptRanges";
const _ARI = "AbortRuleId";
const _ASr = "ArchiveStatus";
const _AT = "AccessTier";
const _B = "Bucket";
const _BA = "BucketArn";
const _BAE = "BucketAlreadyExists";
const _BAOBY = "BucketAlreadyOwnedByYou";
const _BGR = "BypassGovernanceRetention";
const _BI = "BucketInfo";
const _BKE = "BucketKeyEnabled";
const _BLN = "BucketLocationName";
const _BLT = "BucketLocationType";
const _BN = "BucketNamespace";
const _BR = "BucketRegion";
const _Bo = "Body";
const _Bu = "Buckets";
const _CA = "ChecksumAlgorithm";
const _CB = "CreateBucket";
const _CBC = "CreateBucketConfiguration";
const _CBO = "CreateBucketOutput";
const _CBR = "CreateBucketRequest";
const _CC = "CacheControl";
const _CCRC = "ChecksumCRC32";
const _CCRCC = "ChecksumCRC32C";
const _CCRCNVME = "ChecksumCRC64NVME";
const _CC_ = "Cache-Control";
const _CD = "CreationDate";
const _CD_ = "Content-Disposition";
const _CDo = "ContentDisposition";
const _CE_ = "Content-Encoding";
const _CEo = "ContentEncoding";
const _CL = "ContentLanguage";
const _CL_ = "Content-Language";
const _CL__ = "Content-Length";
const _CLo = "ContentLength";
const _CM = "Content-MD5";
const _CMD = "ChecksumMD5";
const _CMDo = "ContentMD5";
const _CMU = "CompletedMultipartUpload";
const _CMUO = "CompleteMultipartUploadOutput";
const _CMUOr = "CreateMultipartUploadOutput";
const _CMUR = "CompleteMultipartUploadResult";
const _CMURo = "CompleteMultipartUploadRequest";
const _CMURr = "CreateMultipartUploadRequest";
const _CMUo = "CompleteMultipartUpload";
const _CMUr = "CreateMultipartUpload";
const _CMh = "ChecksumMode";
const _CO = "CopyObject";
const _COO = "CopyObjectOutput";
const _COR = "CopyObjectResult";
const _CORo = "CopyObjectRequest";
const _CP = "CommonPrefix";
const _CPL = "CommonPrefixList";
const _CPLo = "CompletedPartList";
const _CPo = "CompletedPart";
const _CPom = "CommonPrefixes";
const _CR = "ContentRange";
const _CR_ = "Content-Range";
const _CSHA = "ChecksumSHA1";
const _CSHAh = "ChecksumSHA256";
const _CSHAhe = "ChecksumSHA512";
const _CSIM = "CopySourceIfMatch";
const _CSIMS = "CopySourceIfModifiedSince";
const _CSINM = "CopySourceIfNoneMatch";
const _CSIUS = "CopySourceIfUnmodifiedSince";
const _CSO = "CreateSessionOutput";
const _CSR = "CreateSessionResult";
const _CSRr = "CreateSessionRequest";
const _CSSSECA = "CopySourceSSECustomerAlgorithm";
const _CSSSECK = "CopySourceSSECustomerKey";
const _CSSSECKMD = "CopySourceSSECustomerKeyMD5";
const _CSVI = "CopySourceVersionId";
const _CSo = "CopySource";
const _CSr = "CreateSession";
const _CT = "ChecksumType";
const _CT_ = "Content-Type";
const _CTo = "ContentType";
const _CTon = "ContinuationToken";
const _CXXHASH = "ChecksumXXHASH64";
const _CXXHASHh = "ChecksumXXHASH3";
const _CXXHASHhe = "ChecksumXXHASH128";
const _Con = "Contents";
const _Cr = "Credentials";
const _DM = "DeleteMarker";
const _DN = "DisplayName";
const _DOO = "DeleteObjectOutput";
const _DOR = "DeleteObjectRequest";
const _DOel = "DeleteObject";
const _DR = "DataRedundancy";
const _Deli = "Delimiter";
const _EBO = "ExpectedBucketOwner";
const _ES = "ExpiresString";
const _ESBO = "ExpectedSourceBucketOwner";
const _ET = "ETag";
const _ETM = "EncryptionTypeMismatch";
const _ETnc = "EncodingType";
const _Ex = "Expiration";
const _Exp = "Expires";
const _FO = "FetchOwner";
const _GFC = "GrantFullControl";
const _GO = "GetObject";
const _GOO = "GetObjectOutput";
const _GOR = "GetObjectRequest";
const _GR = "GrantRead";
const _GRACP = "GrantReadACP";
const _GW = "GrantWrite";
const _GWACP = "GrantWriteACP";
const _HB = "HeadBucket";
const _HBO = "HeadBucketOutput";
const _HBR = "HeadBucketRequest";
const _HO = "HeadObject";
const _HOO = "HeadObjectOutput";
const _HOR = "HeadObjectRequest";
const _IAN = "InvalidAnnotationName";
const _ID = "ID";
const _IM = "IfMatch";
const _IMIT = "IfMatchInitiatedTime";
const _IMLMT = "IfMatchLastModifiedTime";
const _IMS = "IfMatchSize";
const _IMS_ = "If-Modified-Since";
const _IMSf = "IfModifiedSince";
const _IMUR = "InitiateMultipartUploadResult";
const _IM_ = "If-Match";
const _INM = "IfNoneMatch";
const _INM_ = "If-None-Match";
const _IOS = "InvalidObjectState";
const _IP = "InvalidPrefix";
const _IPM = "IdempotencyParameterMismatch";
const _IR = "InvalidRequest";
const _IRIP = "IsRestoreInProgress";
const _IT = "IsTruncated";
const _IUS = "IfUnmodifiedSince";
const _IUS_ = "If-Unmodified-Since";
const _IWO = "InvalidWriteOffset";
const _In = "Initiator";
const _Ini = "Initiated";
const _K = "Key";
const _KC = "KeyCount";
const _KM = "KeyMarker";
const _L = "Location";
const _LAMBR = "ListAllMyBucketsResult";
const _LB = "ListBuckets";
const _LBO = "ListBucketsOutput";
const _LBR = "ListBucketsRequest";
const _LBRi = "ListBucketResult";
const _LC = "LocationConstraint";
const _LI = "LocationInfo";
const _LM = "LastModified";
const _LMU = "ListMultipartUploads";
const _LMUO = "ListMultipartUploadsOutput";
const _LMUR = "ListMultipartUploadsResult";
const _LMURi = "ListMultipartUploadsRequest";
const _LM_ = "Last-Modified";
const _LOV = "ListObjectsV2";
const _LOVO = "ListObjectsV2Output";
const _LOVR = "ListObjectsV2Request";
const _LP = "ListParts";
const _LPO = "ListPartsOutput";
const _LPR = "ListPartsResult";
const _LPRi = "ListPartsRequest";
const _M = "Metadata";
const _MB = "MaxBuckets";
const _MD = "MetadataDirective";
const _MFA = "MFA";
const _MK = "MaxKeys";
const _MM = "MissingMeta";
const _MOS = "MpuObjectSize";
const _MP = "MaxParts";
const _MU = "MultipartUpload";
const _MUL = "MultipartUploadList";
const _MUa = "MaxUploads";
const _N = "Name";
const _NCT = "NextContinuationToken";
const _NF = "NotFound";
const _NKM = "NextKeyMarker";
const _NPNM = "NextPartNumberMarker";
const _NSA = "NoSuchAnnotation";
const _NSB = "NoSuchBucket";
const _NSK = "NoSuchKey";
const _NSU = "NoSuchUpload";
const _NUIM = "NextUploadIdMarker";
const _O = "Owner";
const _OAIATE = "ObjectAlreadyInActiveTierError";
const _OLEFB = "ObjectLockEnabledForBucket";
const _OLEH = "ObjectLockEventHold";
const _OLEHDD = "ObjectLockEventHoldDurationDays";
const _OLEHDY = "ObjectLockEventHoldDurationYears";
const _OLLHS = "ObjectLockLegalHoldStatus";
const _OLM = "ObjectLockMode";
const _OLRUD = "ObjectLockRetainUntilDate";
const _OLb = "ObjectList";
const _ONIATE = "ObjectNotInActiveTierError";
const _OO = "ObjectOwnership";
const _OOA = "OptionalObjectAttributes";
const _Obj = "Object";
const _P = "Prefix";
const _PC = "PartsCount";
const _PN = "PartNumber";
const _PNM = "PartNumberMarker";
const _PO = "PutObject";
const _POO = "PutObjectOutput";
const _POR = "PutObjectRequest";
const _POT = "PutObjectTagging";
const _POTO = "PutObjectTaggingOutput";
const _POTR = "PutObjectTaggingRequest";
const _Pa = "Parts";
const _Par = "Part";
const _RC = "RequestCharged";
const _RCC = "ResponseCacheControl";
const _RCD = "ResponseContentDisposition";
const _RCE = "ResponseContentEncoding";
const _RCL = "ResponseContentLanguage";
const _RCT = "ResponseContentType";
const _RE = "ResponseExpires";
const _RED = "RestoreExpiryDate";
const _RP = "RequestPayer";
const _RS = "ReplicationStatus";
const _RSe = "RestoreStatus";
const _Ra = "Range";
const _Re = "Restore";
const _SA = "StartAfter";
const _SAK = "SecretAccessKey";
const _SB = "StreamingBlob";
const _SC = "StorageClass";
const _SCV = "SessionCredentialValue";
const _SCe = "SessionCredentials";
const _SM = "SessionMode";
const _SSE = "ServerSideEncryption";
const _SSECA = "SSECustomerAlgorithm";
const _SSECK = "SSECustomerKey";
const _SSECKMD = "SSECustomerKeyMD5";
const _SSEKMSEC = "SSEKMSEncryptionContext";
const _SSEKMSKI = "SSEKMSKeyId";
const _ST = "SessionToken";
const _Si = "Size";
const _T = "Tags";
const _TC = "TagCount";
const _TD = "TaggingDirective";
const _TMP = "TooManyParts";
const _TSa = "TagSet";
const _Ta = "Tag";
const _Tag = "Tagging";
const _Ty = "Type";
const _U = "Uploads";
const _UI = "UploadId";
const _UIM = "UploadIdMarker";
const _UMT = "UnsupportedMediaType";
const _UP = "UploadPart";
const _UPO = "UploadPartOutput";
const _UPR = "UploadPartRequest";
const _Up = "Upload";
const _V = "Value";
const _VI = "VersionId";
const _WOB = "WriteOffsetBytes";
const _WRL = "WebsiteRedirectLocation";
const _ar = "accept-ranges";
const _br = "bucket-region";
const _c = "client";
const _ct = "continuation-token";
const _d = "delimiter";
const _e = "error";
const _et = "encoding-type";
const _fo = "fetch-owner";
const _h = "http";
const _hC = "httpChecksum";
const _hE = "httpError";
const _hH = "httpHeader";
const _hP = "httpPayload";
const _hPH = "httpPrefixHeaders";
const _hQ = "httpQuery";
const _km = "key-marker";
const _mb = "max-buckets";
const _mk = "max-keys";
const _mp = "max-parts";
const _mu = "max-uploads";
const _p = "prefix";
const _pN = "partNumber";
const _pnm = "part-number-marker";
const _rcc = "response-cache-control";
const _rcd = "response-content-disposition";
const _rce = "response-content-encoding";
const _rcl = "response-content-language";
const _rct = "response-content-type";
const _re = "response-expires";
const _s = "smithy.ts.sdk.synthetic.com.amazonaws.s3";
const _sa = "start-after";
const _st = "streaming";
const _uI = "uploadId";
const _uim = "upload-id-marker";
const _vI = "versionId";
const _xF = "xmlFlattened";
const _xN = "xmlName";
const _xaa = "x-amz-acl";
const _xaad = "x-amz-abort-date";
const _xaapa = "x-amz-access-point-alias";
const _xaari = "x-amz-abort-rule-id";
const _xaas = "x-amz-archive-status";
const _xaba = "x-amz-bucket-arn";
const _xabgr = "x-amz-bypass-governance-retention";
const _xabln = "x-amz-bucket-location-name";
const _xablt = "x-amz-bucket-location-type";
const _xabn = "x-amz-bucket-namespace";
const _xabole = "x-amz-bucket-object-lock-enabled";
const _xabr = "x-amz-bucket-region";
const _xaca = "x-amz-checksum-algorithm";
const _xacc = "x-amz-checksum-crc32";
const _xacc_ = "x-amz-checksum-crc32c";
const _xacc__ = "x-amz-checksum-crc64nvme";
const _xacm = "x-amz-checksum-md5";
const _xacm_ = "x-amz-checksum-mode";
const _xacs = "x-amz-checksum-sha1";
const _xacs_ = "x-amz-checksum-sha256";
const _xacs__ = "x-amz-checksum-sha512";
const _xacs___ = "x-amz-copy-source";
const _xacsim = "x-amz-copy-source-if-match";
const _xacsims = "x-amz-copy-source-if-modified-since";
const _xacsinm = "x-amz-copy-source-if-none-match";
const _xacsius = "x-amz-copy-source-if-unmodified-since";
const _xacsm = "x-amz-create-session-mode";
const _xacssseca = "x-amz-copy-source-server-side-encryption-customer-algorithm";
const _xacssseck = "x-amz-copy-source-server-side-encryption-customer-key";
const _xacssseckM = "x-amz-copy-source-server-side-encryption-customer-key-MD5";
const _xacsvi = "x-amz-copy-source-version-id";
const _xact = "x-amz-checksum-type";
const _xacx = "x-amz-checksum-xxhash64";
const _xacx_ = "x-amz-checksum-xxhash3";
const _xacx__ = "x-amz-checksum-xxhash128";
const _xadm = "x-amz-delete-marker";
const _xae = "x-amz-expiration";
const _xaebo = "x-amz-expected-bucket-owner";
const _xagfc = "x-amz-grant-full-control";
const _xagr = "x-amz-grant-read";
const _xagra = "x-amz-grant-read-acp";
const _xagw = "x-amz-grant-write";
const _xagwa = "x-amz-grant-write-acp";
const _xaimit = "x-amz-if-match-initiated-time";
const _xaimlmt = "x-amz-if-match-last-modified-time";
const _xaims = "x-amz-if-match-size";
const _xam = "x-amz-meta-";
const _xam_ = "x-amz-mfa";
const _xamd = "x-amz-metadata-directive";
const _xamm = "x-amz-missing-meta";
const _xamos = "x-amz-mp-object-size";
const _xampc = "x-amz-mp-parts-count";
const _xaoad = "x-amz-object-annotation-directive";
const _xaoleh = "x-amz-object-lock-event-hold";
const _xaolehdd = "x-amz-object-lock-event-hold-duration-days";
const _xaolehdy = "x-amz-object-lock-event-hold-duration-years";
const _xaollh = "x-amz-object-lock-legal-hold";
const _xaolm = "x-amz-object-lock-mode";
const _xaolrud = "x-amz-object-lock-retain-until-date";
const _xaoo = "x-amz-object-ownership";
const _xaooa = "x-amz-optional-object-attributes";
const _xaos = "x-amz-object-size";
const _xar = "x-amz-restore";
const _xarc = "x-amz-request-charged";
const _xarp = "x-amz-request-payer";
const _xars = "x-amz-replication-status";
const _xasc = "x-amz-storage-class";
const _xasca = "x-amz-sdk-checksum-algorithm";
const _xasebo = "x-amz-source-expected-bucket-owner";
const _xasse = "x-amz-server-side-encryption";
const _xasseakki = "x-amz-server-side-encryption-aws-kms-key-id";
const _xassebke = "x-amz-server-side-encryption-bucket-key-enabled";
const _xassec = "x-amz-server-side-encryption-context";
const _xasseca = "x-amz-server-side-encryption-customer-algorithm";
const _xasseck = "x-amz-server-side-encryption-customer-key";
const _xasseckM = "x-amz-server-side-encryption-customer-key-MD5";
const _xat = "x-amz-tagging";
const _xatc = "x-amz-tagging-count";
const _xatd = "x-amz-tagging-directive";
const _xavi = "x-amz-version-id";
const _xawob = "x-amz-write-offset-bytes";
const _xawrl = "x-amz-website-redirect-location";
const n0 = "com.amazonaws.s3";
const _s_registry = new TypeRegistry(_s);
var S3ServiceException$ = [
	-3,
	_s,
	"S3ServiceException",
	0,
	[],
	[]
];
_s_registry.registerError(S3ServiceException$, S3ServiceException);
const n0_registry = new TypeRegistry(n0);
var AccessDenied$ = [
	-3,
	n0,
	_AD,
	{
		[_e]: _c,
		[_hE]: 403
	},
	[],
	[]
];
n0_registry.registerError(AccessDenied$, AccessDenied);
var AnnotationLimitExceeded$ = [
	-3,
	n0,
	_ALE,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(AnnotationLimitExceeded$, AnnotationLimitExceeded);
var AnnotationNameTooLong$ = [
	-3,
	n0,
	_ANTL,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(AnnotationNameTooLong$, AnnotationNameTooLong);
var BucketAlreadyExists$ = [
	-3,
	n0,
	_BAE,
	{
		[_e]: _c,
		[_hE]: 409
	},
	[],
	[]
];
n0_registry.registerError(BucketAlreadyExists$, BucketAlreadyExists);
var BucketAlreadyOwnedByYou$ = [
	-3,
	n0,
	_BAOBY,
	{
		[_e]: _c,
		[_hE]: 409
	},
	[],
	[]
];
n0_registry.registerError(BucketAlreadyOwnedByYou$, BucketAlreadyOwnedByYou);
var EncryptionTypeMismatch$ = [
	-3,
	n0,
	_ETM,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(EncryptionTypeMismatch$, EncryptionTypeMismatch);
var IdempotencyParameterMismatch$ = [
	-3,
	n0,
	_IPM,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(IdempotencyParameterMismatch$, IdempotencyParameterMismatch);
var InvalidAnnotationName$ = [
	-3,
	n0,
	_IAN,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(InvalidAnnotationName$, InvalidAnnotationName);
var InvalidObjectState$ = [
	-3,
	n0,
	_IOS,
	{
		[_e]: _c,
		[_hE]: 403
	},
	[_SC, _AT],
	[0, 0]
];
n0_registry.registerError(InvalidObjectState$, InvalidObjectState);
var InvalidPrefix$ = [
	-3,
	n0,
	_IP,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(InvalidPrefix$, InvalidPrefix);
var InvalidRequest$ = [
	-3,
	n0,
	_IR,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(InvalidRequest$, InvalidRequest);
var InvalidWriteOffset$ = [
	-3,
	n0,
	_IWO,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(InvalidWriteOffset$, InvalidWriteOffset);
var NoSuchAnnotation$ = [
	-3,
	n0,
	_NSA,
	{
		[_e]: _c,
		[_hE]: 404
	},
	[],
	[]
];
n0_registry.registerError(NoSuchAnnotation$, NoSuchAnnotation);
var NoSuchBucket$ = [
	-3,
	n0,
	_NSB,
	{
		[_e]: _c,
		[_hE]: 404
	},
	[],
	[]
];
n0_registry.registerError(NoSuchBucket$, NoSuchBucket);
var NoSuchKey$ = [
	-3,
	n0,
	_NSK,
	{
		[_e]: _c,
		[_hE]: 404
	},
	[],
	[]
];
n0_registry.registerError(NoSuchKey$, NoSuchKey);
var NoSuchUpload$ = [
	-3,
	n0,
	_NSU,
	{
		[_e]: _c,
		[_hE]: 404
	},
	[],
	[]
];
n0_registry.registerError(NoSuchUpload$, NoSuchUpload);
var NotFound$ = [
	-3,
	n0,
	_NF,
	{ [_e]: _c },
	[],
	[]
];
n0_registry.registerError(NotFound$, NotFound);
var ObjectAlreadyInActiveTierError$ = [
	-3,
	n0,
	_OAIATE,
	{
		[_e]: _c,
		[_hE]: 403
	},
	[],
	[]
];
n0_registry.registerError(ObjectAlreadyInActiveTierError$, ObjectAlreadyInActiveTierError);
var ObjectNotInActiveTierError$ = [
	-3,
	n0,
	_ONIATE,
	{
		[_e]: _c,
		[_hE]: 403
	},
	[],
	[]
];
n0_registry.registerError(ObjectNotInActiveTierError$, ObjectNotInActiveTierError);
var TooManyParts$ = [
	-3,
	n0,
	_TMP,
	{
		[_e]: _c,
		[_hE]: 400
	},
	[],
	[]
];
n0_registry.registerError(TooManyParts$, TooManyParts);
var UnsupportedMediaType$ = [
	-3,
	n0,
	_UMT,
	{
		[_e]: _c,
		[_hE]: 415
	},
	[],
	[]
];
n0_registry.registerError(UnsupportedMediaType$, UnsupportedMediaType);
const errorTypeRegistries = [_s_registry, n0_registry];
var CopySourceSSECustomerKey = [
	0,
	n0,
	_CSSSECK,
	8,
	0
];
var SessionCredentialValue = [
	0,
	n0,
	_SCV,
	8,
	0
];
var SSECustomerKey = [
	0,
	n0,
	_SSECK,
	8,
	0
];
var SSEKMSEncryptionContext = [
	0,
	n0,
	_SSEKMSEC,
	8,
	0
];
var SSEKMSKeyId = [
	0,
	n0,
	_SSEKMSKI,
	8,
	0
];
var StreamingBlob = [
	0,
	n0,
	_SB,
	{ [_st]: 1 },
	42
];
var AbortMultipartUploadOutput$ = [
	3,
	n0,
	_AMUO,
	0,
	[_RC],
	[[0, { [_hH]: _xarc }]]
];
var AbortMultipartUploadRequest$ = [
	3,
	n0,
	_AMUR,
	0,
	[
		_B,
		_K,
		_UI,
		_RP,
		_EBO,
		_IMIT
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hQ]: _uI }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xaebo }],
		[6, { [_hH]: _xaimit }]
	],
	3
];
var Bucket$ = [
	3,
	n0,
	_B,
	0,
	[
		_N,
		_CD,
		_BR,
		_BA
	],
	[
		0,
		4,
		0,
		0
	]
];
var BucketInfo$ = [
	3,
	n0,
	_BI,
	0,
	[_DR, _Ty],
	[0, 0]
];
var CommonPrefix$ = [
	3,
	n0,
	_CP,
	0,
	[_P],
	[0]
];
var CompletedMultipartUpload$ = [
	3,
	n0,
	_CMU,
	0,
	[_Pa],
	[[() => CompletedPartList, {
		[_xF]: 1,
		[_xN]: _Par
	}]]
];
var CompletedPart$ = [
	3,
	n0,
	_CPo,
	0,
	[
		_ET,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_PN
	],
	[
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		1
	]
];
var CompleteMultipartUploadOutput$ = [
	3,
	n0,
	_CMUO,
	{ [_xN]: _CMUR },
	[
		_L,
		_B,
		_K,
		_Ex,
		_ET,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_CT,
		_SSE,
		_VI,
		_SSEKMSKI,
		_BKE,
		_RC
	],
	[
		0,
		0,
		0,
		[0, { [_hH]: _xae }],
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _xavi }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xarc }]
	]
];
var CompleteMultipartUploadRequest$ = [
	3,
	n0,
	_CMURo,
	0,
	[
		_B,
		_K,
		_UI,
		_MU,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_CT,
		_MOS,
		_RP,
		_EBO,
		_IM,
		_INM,
		_SSECA,
		_SSECK,
		_SSECKMD
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hQ]: _uI }],
		[() => CompletedMultipartUpload$, {
			[_hP]: 1,
			[_xN]: _CMUo
		}],
		[0, { [_hH]: _xacc }],
		[0, { [_hH]: _xacc_ }],
		[0, { [_hH]: _xacc__ }],
		[0, { [_hH]: _xacs }],
		[0, { [_hH]: _xacs_ }],
		[0, { [_hH]: _xacs__ }],
		[0, { [_hH]: _xacm }],
		[0, { [_hH]: _xacx }],
		[0, { [_hH]: _xacx_ }],
		[0, { [_hH]: _xacx__ }],
		[0, { [_hH]: _xact }],
		[1, { [_hH]: _xamos }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _IM_ }],
		[0, { [_hH]: _INM_ }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }]
	],
	3
];
var CopyObjectOutput$ = [
	3,
	n0,
	_COO,
	0,
	[
		_COR,
		_Ex,
		_CSVI,
		_VI,
		_SSE,
		_SSECA,
		_SSECKMD,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE,
		_RC
	],
	[
		[() => CopyObjectResult$, 16],
		[0, { [_hH]: _xae }],
		[0, { [_hH]: _xacsvi }],
		[0, { [_hH]: _xavi }],
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _xasseca }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xarc }]
	]
];
var CopyObjectRequest$ = [
	3,
	n0,
	_CORo,
	0,
	[
		_B,
		_CSo,
		_K,
		_ACL_,
		_CC,
		_CA,
		_CDo,
		_CEo,
		_CL,
		_CTo,
		_CSIM,
		_CSIMS,
		_CSINM,
		_CSIUS,
		_Exp,
		_GFC,
		_GR,
		_GRACP,
		_GWACP,
		_IM,
		_INM,
		_M,
		_MD,
		_TD,
		_ADn,
		_SSE,
		_SC,
		_WRL,
		_SSECA,
		_SSECK,
		_SSECKMD,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE,
		_CSSSECA,
		_CSSSECK,
		_CSSSECKMD,
		_RP,
		_Tag,
		_OLM,
		_OLRUD,
		_OLLHS,
		_OLEH,
		_OLEHDD,
		_OLEHDY,
		_EBO,
		_ESBO
	],
	[
		[0, 1],
		[0, { [_hH]: _xacs___ }],
		[0, 1],
		[0, { [_hH]: _xaa }],
		[0, { [_hH]: _CC_ }],
		[0, { [_hH]: _xaca }],
		[0, { [_hH]: _CD_ }],
		[0, { [_hH]: _CE_ }],
		[0, { [_hH]: _CL_ }],
		[0, { [_hH]: _CT_ }],
		[0, { [_hH]: _xacsim }],
		[4, { [_hH]: _xacsims }],
		[0, { [_hH]: _xacsinm }],
		[4, { [_hH]: _xacsius }],
		[4, { [_hH]: _Exp }],
		[0, { [_hH]: _xagfc }],
		[0, { [_hH]: _xagr }],
		[0, { [_hH]: _xagra }],
		[0, { [_hH]: _xagwa }],
		[0, { [_hH]: _IM_ }],
		[0, { [_hH]: _INM_ }],
		[128, { [_hPH]: _xam }],
		[0, { [_hH]: _xamd }],
		[0, { [_hH]: _xatd }],
		[0, { [_hH]: _xaoad }],
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _xasc }],
		[0, { [_hH]: _xawrl }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xacssseca }],
		[() => CopySourceSSECustomerKey, { [_hH]: _xacssseck }],
		[0, { [_hH]: _xacssseckM }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xat }],
		[0, { [_hH]: _xaolm }],
		[5, { [_hH]: _xaolrud }],
		[0, { [_hH]: _xaollh }],
		[0, { [_hH]: _xaoleh }],
		[1, { [_hH]: _xaolehdd }],
		[1, { [_hH]: _xaolehdy }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _xasebo }]
	],
	3
];
var CopyObjectResult$ = [
	3,
	n0,
	_COR,
	0,
	[
		_ET,
		_LM,
		_CT,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe
	],
	[
		0,
		4,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0
	]
];
var CreateBucketConfiguration$ = [
	3,
	n0,
	_CBC,
	0,
	[
		_LC,
		_L,
		_B,
		_T
	],
	[
		0,
		() => LocationInfo$,
		() => BucketInfo$,
		[() => TagSet, 0]
	]
];
var CreateBucketOutput$ = [
	3,
	n0,
	_CBO,
	0,
	[_L, _BA],
	[[0, { [_hH]: _L }], [0, { [_hH]: _xaba }]]
];
var CreateBucketRequest$ = [
	3,
	n0,
	_CBR,
	0,
	[
		_B,
		_ACL_,
		_CBC,
		_GFC,
		_GR,
		_GRACP,
		_GW,
		_GWACP,
		_OLEFB,
		_OO,
		_BN
	],
	[
		[0, 1],
		[0, { [_hH]: _xaa }],
		[() => CreateBucketConfiguration$, {
			[_hP]: 1,
			[_xN]: _CBC
		}],
		[0, { [_hH]: _xagfc }],
		[0, { [_hH]: _xagr }],
		[0, { [_hH]: _xagra }],
		[0, { [_hH]: _xagw }],
		[0, { [_hH]: _xagwa }],
		[2, { [_hH]: _xabole }],
		[0, { [_hH]: _xaoo }],
		[0, { [_hH]: _xabn }]
	],
	1
];
var CreateMultipartUploadOutput$ = [
	3,
	n0,
	_CMUOr,
	{ [_xN]: _IMUR },
	[
		_ADb,
		_ARI,
		_B,
		_K,
		_UI,
		_SSE,
		_SSECA,
		_SSECKMD,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE,
		_RC,
		_CA,
		_CT
	],
	[
		[4, { [_hH]: _xaad }],
		[0, { [_hH]: _xaari }],
		[0, { [_xN]: _B }],
		0,
		0,
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _xasseca }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xarc }],
		[0, { [_hH]: _xaca }],
		[0, { [_hH]: _xact }]
	]
];
var CreateMultipartUploadRequest$ = [
	3,
	n0,
	_CMURr,
	0,
	[
		_B,
		_K,
		_ACL_,
		_CC,
		_CDo,
		_CEo,
		_CL,
		_CTo,
		_Exp,
		_GFC,
		_GR,
		_GRACP,
		_GWACP,
		_M,
		_SSE,
		_SC,
		_WRL,
		_SSECA,
		_SSECK,
		_SSECKMD,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE,
		_RP,
		_Tag,
		_OLM,
		_OLRUD,
		_OLLHS,
		_OLEH,
		_OLEHDD,
		_OLEHDY,
		_EBO,
		_CA,
		_CT
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hH]: _xaa }],
		[0, { [_hH]: _CC_ }],
		[0, { [_hH]: _CD_ }],
		[0, { [_hH]: _CE_ }],
		[0, { [_hH]: _CL_ }],
		[0, { [_hH]: _CT_ }],
		[4, { [_hH]: _Exp }],
		[0, { [_hH]: _xagfc }],
		[0, { [_hH]: _xagr }],
		[0, { [_hH]: _xagra }],
		[0, { [_hH]: _xagwa }],
		[128, { [_hPH]: _xam }],
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _xasc }],
		[0, { [_hH]: _xawrl }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xat }],
		[0, { [_hH]: _xaolm }],
		[5, { [_hH]: _xaolrud }],
		[0, { [_hH]: _xaollh }],
		[0, { [_hH]: _xaoleh }],
		[1, { [_hH]: _xaolehdd }],
		[1, { [_hH]: _xaolehdy }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _xaca }],
		[0, { [_hH]: _xact }]
	],
	2
];
var CreateSessionOutput$ = [
	3,
	n0,
	_CSO,
	{ [_xN]: _CSR },
	[
		_Cr,
		_SSE,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE
	],
	[
		[() => SessionCredentials$, { [_xN]: _Cr }],
		[0, { [_hH]: _xasse }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }]
	],
	1
];
var CreateSessionRequest$ = [
	3,
	n0,
	_CSRr,
	0,
	[
		_B,
		_SM,
		_SSE,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE
	],
	[
		[0, 1],
		[0, { [_hH]: _xacsm }],
		[0, { [_hH]: _xasse }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }]
	],
	1
];
var DeleteObjectOutput$ = [
	3,
	n0,
	_DOO,
	0,
	[
		_DM,
		_VI,
		_RC
	],
	[
		[2, { [_hH]: _xadm }],
		[0, { [_hH]: _xavi }],
		[0, { [_hH]: _xarc }]
	]
];
var DeleteObjectRequest$ = [
	3,
	n0,
	_DOR,
	0,
	[
		_B,
		_K,
		_MFA,
		_VI,
		_RP,
		_BGR,
		_EBO,
		_IM,
		_IMLMT,
		_IMS
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hH]: _xam_ }],
		[0, { [_hQ]: _vI }],
		[0, { [_hH]: _xarp }],
		[2, { [_hH]: _xabgr }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _IM_ }],
		[6, { [_hH]: _xaimlmt }],
		[1, { [_hH]: _xaims }]
	],
	2
];
var GetObjectOutput$ = [
	3,
	n0,
	_GOO,
	0,
	[
		_Bo,
		_DM,
		_AR,
		_Ex,
		_Re,
		_LM,
		_CLo,
		_ET,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_CT,
		_MM,
		_VI,
		_CC,
		_CDo,
		_CEo,
		_CL,
		_CR,
		_CTo,
		_Exp,
		_ES,
		_WRL,
		_SSE,
		_M,
		_SSECA,
		_SSECKMD,
		_SSEKMSKI,
		_BKE,
		_SC,
		_RC,
		_RS,
		_PC,
		_TC,
		_OLM,
		_OLRUD,
		_OLLHS,
		_OLEH,
		_OLEHDD,
		_OLEHDY
	],
	[
		[() => StreamingBlob, 16],
		[2, { [_hH]: _xadm }],
		[0, { [_hH]: _ar }],
		[0, { [_hH]: _xae }],
		[0, { [_hH]: _xar }],
		[4, { [_hH]: _LM_ }],
		[1, { [_hH]: _CL__ }],
		[0, { [_hH]: _ET }],
		[0, { [_hH]: _xacc }],
		[0, { [_hH]: _xacc_ }],
		[0, { [_hH]: _xacc__ }],
		[0, { [_hH]: _xacs }],
		[0, { [_hH]: _xacs_ }],
		[0, { [_hH]: _xacs__ }],
		[0, { [_hH]: _xacm }],
		[0, { [_hH]: _xacx }],
		[0, { [_hH]: _xacx_ }],
		[0, { [_hH]: _xacx__ }],
		[0, { [_hH]: _xact }],
		[1, { [_hH]: _xamm }],
		[0, { [_hH]: _xavi }],
		[0, { [_hH]: _CC_ }],
		[0, { [_hH]: _CD_ }],
		[0, { [_hH]: _CE_ }],
		[0, { [_hH]: _CL_ }],
		[0, { [_hH]: _CR_ }],
		[0, { [_hH]: _CT_ }],
		[4, { [_hH]: _Exp }],
		[0, { [_hH]: _ES }],
		[0, { [_hH]: _xawrl }],
		[0, { [_hH]: _xasse }],
		[128, { [_hPH]: _xam }],
		[0, { [_hH]: _xasseca }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xasc }],
		[0, { [_hH]: _xarc }],
		[0, { [_hH]: _xars }],
		[1, { [_hH]: _xampc }],
		[1, { [_hH]: _xatc }],
		[0, { [_hH]: _xaolm }],
		[5, { [_hH]: _xaolrud }],
		[0, { [_hH]: _xaollh }],
		[0, { [_hH]: _xaoleh }],
		[1, { [_hH]: _xaolehdd }],
		[1, { [_hH]: _xaolehdy }]
	]
];
var GetObjectRequest$ = [
	3,
	n0,
	_GOR,
	0,
	[
		_B,
		_K,
		_IM,
		_IMSf,
		_INM,
		_IUS,
		_Ra,
		_RCC,
		_RCD,
		_RCE,
		_RCL,
		_RCT,
		_RE,
		_VI,
		_SSECA,
		_SSECK,
		_SSECKMD,
		_RP,
		_PN,
		_EBO,
		_CMh
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hH]: _IM_ }],
		[4, { [_hH]: _IMS_ }],
		[0, { [_hH]: _INM_ }],
		[4, { [_hH]: _IUS_ }],
		[0, { [_hH]: _Ra }],
		[0, { [_hQ]: _rcc }],
		[0, { [_hQ]: _rcd }],
		[0, { [_hQ]: _rce }],
		[0, { [_hQ]: _rcl }],
		[0, { [_hQ]: _rct }],
		[6, { [_hQ]: _re }],
		[0, { [_hQ]: _vI }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }],
		[0, { [_hH]: _xarp }],
		[1, { [_hQ]: _pN }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _xacm_ }]
	],
	2
];
var HeadBucketOutput$ = [
	3,
	n0,
	_HBO,
	0,
	[
		_BA,
		_BLT,
		_BLN,
		_BR,
		_APA
	],
	[
		[0, { [_hH]: _xaba }],
		[0, { [_hH]: _xablt }],
		[0, { [_hH]: _xabln }],
		[0, { [_hH]: _xabr }],
		[2, { [_hH]: _xaapa }]
	]
];
var HeadBucketRequest$ = [
	3,
	n0,
	_HBR,
	0,
	[_B, _EBO],
	[[0, 1], [0, { [_hH]: _xaebo }]],
	1
];
var HeadObjectOutput$ = [
	3,
	n0,
	_HOO,
	0,
	[
		_DM,
		_AR,
		_Ex,
		_Re,
		_ASr,
		_LM,
		_CLo,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_CT,
		_ET,
		_MM,
		_VI,
		_CC,
		_CDo,
		_CEo,
		_CL,
		_CTo,
		_CR,
		_Exp,
		_ES,
		_WRL,
		_SSE,
		_M,
		_SSECA,
		_SSECKMD,
		_SSEKMSKI,
		_BKE,
		_SC,
		_RC,
		_RS,
		_PC,
		_TC,
		_OLM,
		_OLRUD,
		_OLLHS,
		_OLEH,
		_OLEHDD,
		_OLEHDY
	],
	[
		[2, { [_hH]: _xadm }],
		[0, { [_hH]: _ar }],
		[0, { [_hH]: _xae }],
		[0, { [_hH]: _xar }],
		[0, { [_hH]: _xaas }],
		[4, { [_hH]: _LM_ }],
		[1, { [_hH]: _CL__ }],
		[0, { [_hH]: _xacc }],
		[0, { [_hH]: _xacc_ }],
		[0, { [_hH]: _xacc__ }],
		[0, { [_hH]: _xacs }],
		[0, { [_hH]: _xacs_ }],
		[0, { [_hH]: _xacs__ }],
		[0, { [_hH]: _xacm }],
		[0, { [_hH]: _xacx }],
		[0, { [_hH]: _xacx_ }],
		[0, { [_hH]: _xacx__ }],
		[0, { [_hH]: _xact }],
		[0, { [_hH]: _ET }],
		[1, { [_hH]: _xamm }],
		[0, { [_hH]: _xavi }],
		[0, { [_hH]: _CC_ }],
		[0, { [_hH]: _CD_ }],
		[0, { [_hH]: _CE_ }],
		[0, { [_hH]: _CL_ }],
		[0, { [_hH]: _CT_ }],
		[0, { [_hH]: _CR_ }],
		[4, { [_hH]: _Exp }],
		[0, { [_hH]: _ES }],
		[0, { [_hH]: _xawrl }],
		[0, { [_hH]: _xasse }],
		[128, { [_hPH]: _xam }],
		[0, { [_hH]: _xasseca }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xasc }],
		[0, { [_hH]: _xarc }],
		[0, { [_hH]: _xars }],
		[1, { [_hH]: _xampc }],
		[1, { [_hH]: _xatc }],
		[0, { [_hH]: _xaolm }],
		[5, { [_hH]: _xaolrud }],
		[0, { [_hH]: _xaollh }],
		[0, { [_hH]: _xaoleh }],
		[1, { [_hH]: _xaolehdd }],
		[1, { [_hH]: _xaolehdy }]
	]
];
var HeadObjectRequest$ = [
	3,
	n0,
	_HOR,
	0,
	[
		_B,
		_K,
		_IM,
		_IMSf,
		_INM,
		_IUS,
		_Ra,
		_RCC,
		_RCD,
		_RCE,
		_RCL,
		_RCT,
		_RE,
		_VI,
		_SSECA,
		_SSECK,
		_SSECKMD,
		_RP,
		_PN,
		_EBO,
		_CMh
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hH]: _IM_ }],
		[4, { [_hH]: _IMS_ }],
		[0, { [_hH]: _INM_ }],
		[4, { [_hH]: _IUS_ }],
		[0, { [_hH]: _Ra }],
		[0, { [_hQ]: _rcc }],
		[0, { [_hQ]: _rcd }],
		[0, { [_hQ]: _rce }],
		[0, { [_hQ]: _rcl }],
		[0, { [_hQ]: _rct }],
		[6, { [_hQ]: _re }],
		[0, { [_hQ]: _vI }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }],
		[0, { [_hH]: _xarp }],
		[1, { [_hQ]: _pN }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _xacm_ }]
	],
	2
];
var Initiator$ = [
	3,
	n0,
	_In,
	0,
	[_ID, _DN],
	[0, 0]
];
var ListBucketsOutput$ = [
	3,
	n0,
	_LBO,
	{ [_xN]: _LAMBR },
	[
		_Bu,
		_O,
		_CTon,
		_P
	],
	[
		[() => Buckets, 0],
		() => Owner$,
		0,
		0
	]
];
var ListBucketsRequest$ = [
	3,
	n0,
	_LBR,
	0,
	[
		_MB,
		_CTon,
		_P,
		_BR
	],
	[
		[1, { [_hQ]: _mb }],
		[0, { [_hQ]: _ct }],
		[0, { [_hQ]: _p }],
		[0, { [_hQ]: _br }]
	]
];
var ListMultipartUploadsOutput$ = [
	3,
	n0,
	_LMUO,
	{ [_xN]: _LMUR },
	[
		_B,
		_KM,
		_UIM,
		_NKM,
		_P,
		_Deli,
		_NUIM,
		_MUa,
		_IT,
		_U,
		_CPom,
		_ETnc,
		_RC
	],
	[
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		1,
		2,
		[() => MultipartUploadList, {
			[_xF]: 1,
			[_xN]: _Up
		}],
		[() => CommonPrefixList, { [_xF]: 1 }],
		0,
		[0, { [_hH]: _xarc }]
	]
];
var ListMultipartUploadsRequest$ = [
	3,
	n0,
	_LMURi,
	0,
	[
		_B,
		_Deli,
		_ETnc,
		_KM,
		_MUa,
		_P,
		_UIM,
		_EBO,
		_RP
	],
	[
		[0, 1],
		[0, { [_hQ]: _d }],
		[0, { [_hQ]: _et }],
		[0, { [_hQ]: _km }],
		[1, { [_hQ]: _mu }],
		[0, { [_hQ]: _p }],
		[0, { [_hQ]: _uim }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _xarp }]
	],
	1
];
var ListObjectsV2Output$ = [
	3,
	n0,
	_LOVO,
	{ [_xN]: _LBRi },
	[
		_IT,
		_Con,
		_N,
		_P,
		_Deli,
		_MK,
		_CPom,
		_ETnc,
		_KC,
		_CTon,
		_NCT,
		_SA,
		_RC
	],
	[
		2,
		[() => ObjectList, { [_xF]: 1 }],
		0,
		0,
		0,
		1,
		[() => CommonPrefixList, { [_xF]: 1 }],
		0,
		1,
		0,
		0,
		0,
		[0, { [_hH]: _xarc }]
	]
];
var ListObjectsV2Request$ = [
	3,
	n0,
	_LOVR,
	0,
	[
		_B,
		_Deli,
		_ETnc,
		_MK,
		_P,
		_CTon,
		_FO,
		_SA,
		_RP,
		_EBO,
		_OOA
	],
	[
		[0, 1],
		[0, { [_hQ]: _d }],
		[0, { [_hQ]: _et }],
		[1, { [_hQ]: _mk }],
		[0, { [_hQ]: _p }],
		[0, { [_hQ]: _ct }],
		[2, { [_hQ]: _fo }],
		[0, { [_hQ]: _sa }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xaebo }],
		[64, { [_hH]: _xaooa }]
	],
	1
];
var ListPartsOutput$ = [
	3,
	n0,
	_LPO,
	{ [_xN]: _LPR },
	[
		_ADb,
		_ARI,
		_B,
		_K,
		_UI,
		_PNM,
		_NPNM,
		_MP,
		_IT,
		_Pa,
		_In,
		_O,
		_SC,
		_RC,
		_CA,
		_CT
	],
	[
		[4, { [_hH]: _xaad }],
		[0, { [_hH]: _xaari }],
		0,
		0,
		0,
		0,
		0,
		1,
		2,
		[() => Parts, {
			[_xF]: 1,
			[_xN]: _Par
		}],
		() => Initiator$,
		() => Owner$,
		0,
		[0, { [_hH]: _xarc }],
		0,
		0
	]
];
var ListPartsRequest$ = [
	3,
	n0,
	_LPRi,
	0,
	[
		_B,
		_K,
		_UI,
		_MP,
		_PNM,
		_RP,
		_EBO,
		_SSECA,
		_SSECK,
		_SSECKMD
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hQ]: _uI }],
		[1, { [_hQ]: _mp }],
		[0, { [_hQ]: _pnm }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }]
	],
	3
];
var LocationInfo$ = [
	3,
	n0,
	_LI,
	0,
	[_Ty, _N],
	[0, 0]
];
var MultipartUpload$ = [
	3,
	n0,
	_MU,
	0,
	[
		_UI,
		_K,
		_Ini,
		_SC,
		_O,
		_In,
		_CA,
		_CT
	],
	[
		0,
		0,
		4,
		0,
		() => Owner$,
		() => Initiator$,
		0,
		0
	]
];
var _Object$ = [
	3,
	n0,
	_Obj,
	0,
	[
		_K,
		_LM,
		_ET,
		_CA,
		_CT,
		_Si,
		_SC,
		_O,
		_RSe
	],
	[
		0,
		4,
		0,
		[64, { [_xF]: 1 }],
		0,
		1,
		0,
		() => Owner$,
		() => RestoreStatus$
	]
];
var Owner$ = [
	3,
	n0,
	_O,
	0,
	[_DN, _ID],
	[0, 0]
];
var Part$ = [
	3,
	n0,
	_Par,
	0,
	[
		_PN,
		_LM,
		_ET,
		_Si,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe
	],
	[
		1,
		4,
		0,
		1,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0
	]
];
var PutObjectOutput$ = [
	3,
	n0,
	_POO,
	0,
	[
		_Ex,
		_ET,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_CT,
		_SSE,
		_VI,
		_SSECA,
		_SSECKMD,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE,
		_Si,
		_RC
	],
	[
		[0, { [_hH]: _xae }],
		[0, { [_hH]: _ET }],
		[0, { [_hH]: _xacc }],
		[0, { [_hH]: _xacc_ }],
		[0, { [_hH]: _xacc__ }],
		[0, { [_hH]: _xacs }],
		[0, { [_hH]: _xacs_ }],
		[0, { [_hH]: _xacs__ }],
		[0, { [_hH]: _xacm }],
		[0, { [_hH]: _xacx }],
		[0, { [_hH]: _xacx_ }],
		[0, { [_hH]: _xacx__ }],
		[0, { [_hH]: _xact }],
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _xavi }],
		[0, { [_hH]: _xasseca }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }],
		[1, { [_hH]: _xaos }],
		[0, { [_hH]: _xarc }]
	]
];
var PutObjectRequest$ = [
	3,
	n0,
	_POR,
	0,
	[
		_B,
		_K,
		_ACL_,
		_Bo,
		_CC,
		_CDo,
		_CEo,
		_CL,
		_CLo,
		_CMDo,
		_CTo,
		_CA,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_Exp,
		_IM,
		_INM,
		_GFC,
		_GR,
		_GRACP,
		_GWACP,
		_WOB,
		_M,
		_SSE,
		_SC,
		_WRL,
		_SSECA,
		_SSECK,
		_SSECKMD,
		_SSEKMSKI,
		_SSEKMSEC,
		_BKE,
		_RP,
		_Tag,
		_OLM,
		_OLRUD,
		_OLLHS,
		_OLEH,
		_OLEHDD,
		_OLEHDY,
		_EBO
	],
	[
		[0, 1],
		[0, 1],
		[0, { [_hH]: _xaa }],
		[() => StreamingBlob, 16],
		[0, { [_hH]: _CC_ }],
		[0, { [_hH]: _CD_ }],
		[0, { [_hH]: _CE_ }],
		[0, { [_hH]: _CL_ }],
		[1, { [_hH]: _CL__ }],
		[0, { [_hH]: _CM }],
		[0, { [_hH]: _CT_ }],
		[0, { [_hH]: _xasca }],
		[0, { [_hH]: _xacc }],
		[0, { [_hH]: _xacc_ }],
		[0, { [_hH]: _xacc__ }],
		[0, { [_hH]: _xacs }],
		[0, { [_hH]: _xacs_ }],
		[0, { [_hH]: _xacs__ }],
		[0, { [_hH]: _xacm }],
		[0, { [_hH]: _xacx }],
		[0, { [_hH]: _xacx_ }],
		[0, { [_hH]: _xacx__ }],
		[4, { [_hH]: _Exp }],
		[0, { [_hH]: _IM_ }],
		[0, { [_hH]: _INM_ }],
		[0, { [_hH]: _xagfc }],
		[0, { [_hH]: _xagr }],
		[0, { [_hH]: _xagra }],
		[0, { [_hH]: _xagwa }],
		[1, { [_hH]: _xawob }],
		[128, { [_hPH]: _xam }],
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _xasc }],
		[0, { [_hH]: _xawrl }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[() => SSEKMSEncryptionContext, { [_hH]: _xassec }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xat }],
		[0, { [_hH]: _xaolm }],
		[5, { [_hH]: _xaolrud }],
		[0, { [_hH]: _xaollh }],
		[0, { [_hH]: _xaoleh }],
		[1, { [_hH]: _xaolehdd }],
		[1, { [_hH]: _xaolehdy }],
		[0, { [_hH]: _xaebo }]
	],
	2
];
var PutObjectTaggingOutput$ = [
	3,
	n0,
	_POTO,
	0,
	[_VI],
	[[0, { [_hH]: _xavi }]]
];
var PutObjectTaggingRequest$ = [
	3,
	n0,
	_POTR,
	0,
	[
		_B,
		_K,
		_Tag,
		_VI,
		_CMDo,
		_CA,
		_EBO,
		_RP
	],
	[
		[0, 1],
		[0, 1],
		[() => Tagging$, {
			[_hP]: 1,
			[_xN]: _Tag
		}],
		[0, { [_hQ]: _vI }],
		[0, { [_hH]: _CM }],
		[0, { [_hH]: _xasca }],
		[0, { [_hH]: _xaebo }],
		[0, { [_hH]: _xarp }]
	],
	3
];
var RestoreStatus$ = [
	3,
	n0,
	_RSe,
	0,
	[_IRIP, _RED],
	[2, 4]
];
var SessionCredentials$ = [
	3,
	n0,
	_SCe,
	0,
	[
		_AKI,
		_SAK,
		_ST,
		_Ex
	],
	[
		[0, { [_xN]: _AKI }],
		[() => SessionCredentialValue, { [_xN]: _SAK }],
		[() => SessionCredentialValue, { [_xN]: _ST }],
		[4, { [_xN]: _Ex }]
	],
	4
];
var Tag$ = [
	3,
	n0,
	_Ta,
	0,
	[_K, _V],
	[0, 0],
	2
];
var Tagging$ = [
	3,
	n0,
	_Tag,
	0,
	[_TSa],
	[[() => TagSet, 0]],
	1
];
var UploadPartOutput$ = [
	3,
	n0,
	_UPO,
	0,
	[
		_SSE,
		_ET,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_SSECA,
		_SSECKMD,
		_SSEKMSKI,
		_BKE,
		_RC
	],
	[
		[0, { [_hH]: _xasse }],
		[0, { [_hH]: _ET }],
		[0, { [_hH]: _xacc }],
		[0, { [_hH]: _xacc_ }],
		[0, { [_hH]: _xacc__ }],
		[0, { [_hH]: _xacs }],
		[0, { [_hH]: _xacs_ }],
		[0, { [_hH]: _xacs__ }],
		[0, { [_hH]: _xacm }],
		[0, { [_hH]: _xacx }],
		[0, { [_hH]: _xacx_ }],
		[0, { [_hH]: _xacx__ }],
		[0, { [_hH]: _xasseca }],
		[0, { [_hH]: _xasseckM }],
		[() => SSEKMSKeyId, { [_hH]: _xasseakki }],
		[2, { [_hH]: _xassebke }],
		[0, { [_hH]: _xarc }]
	]
];
var UploadPartRequest$ = [
	3,
	n0,
	_UPR,
	0,
	[
		_B,
		_K,
		_PN,
		_UI,
		_Bo,
		_CLo,
		_CMDo,
		_CA,
		_CCRC,
		_CCRCC,
		_CCRCNVME,
		_CSHA,
		_CSHAh,
		_CSHAhe,
		_CMD,
		_CXXHASH,
		_CXXHASHh,
		_CXXHASHhe,
		_SSECA,
		_SSECK,
		_SSECKMD,
		_RP,
		_EBO
	],
	[
		[0, 1],
		[0, 1],
		[1, { [_hQ]: _pN }],
		[0, { [_hQ]: _uI }],
		[() => StreamingBlob, 16],
		[1, { [_hH]: _CL__ }],
		[0, { [_hH]: _CM }],
		[0, { [_hH]: _xasca }],
		[0, { [_hH]: _xacc }],
		[0, { [_hH]: _xacc_ }],
		[0, { [_hH]: _xacc__ }],
		[0, { [_hH]: _xacs }],
		[0, { [_hH]: _xacs_ }],
		[0, { [_hH]: _xacs__ }],
		[0, { [_hH]: _xacm }],
		[0, { [_hH]: _xacx }],
		[0, { [_hH]: _xacx_ }],
		[0, { [_hH]: _xacx__ }],
		[0, { [_hH]: _xasseca }],
		[() => SSECustomerKey, { [_hH]: _xasseck }],
		[0, { [_hH]: _xasseckM }],
		[0, { [_hH]: _xarp }],
		[0, { [_hH]: _xaebo }]
	],
	4
];
var Buckets = [
	1,
	n0,
	_Bu,
	0,
	[() => Bucket$, { [_xN]: _B }]
];
var CommonPrefixList = [
	1,
	n0,
	_CPL,
	0,
	() => CommonPrefix$
];
var CompletedPartList = [
	1,
	n0,
	_CPLo,
	0,
	() => CompletedPart$
];
var MultipartUploadList = [
	1,
	n0,
	_MUL,
	0,
	() => MultipartUpload$
];
var ObjectList = [
	1,
	n0,
	_OLb,
	0,
	[() => _Object$, 0]
];
var Parts = [
	1,
	n0,
	_Pa,
	0,
	() => Part$
];
var TagSet = [
	1,
	n0,
	_TSa,
	0,
	[() => Tag$, { [_xN]: _Ta }]
];
var AbortMultipartUpload$ = [
	9,
	n0,
	_AMU,
	{ [_h]: [
		"DELETE",
		"/{Key+}?x-id=AbortMultipartUpload",
		204
	] },
	() => AbortMultipartUploadRequest$,
	() => AbortMultipartUploadOutput$
];
var CompleteMultipartUpload$ = [
	9,
	n0,
	_CMUo,
	{ [_h]: [
		"POST",
		"/{Key+}",
		200
	] },
	() => CompleteMultipartUploadRequest$,
	() => CompleteMultipartUploadOutput$
];
var CopyObject$ = [
	9,
	n0,
	_CO,
	{ [_h]: [
		"PUT",
		"/{Key+}?x-id=CopyObject",
		200
	] },
	() => CopyObjectRequest$,
	() => CopyObjectOutput$
];
var CreateBucket$ = [
	9,
	n0,
	_CB,
	{ [_h]: [
		"PUT",
		"/",
		200
	] },
	() => CreateBucketRequest$,
	() => CreateBucketOutput$
];
var CreateMultipartUpload$ = [
	9,
	n0,
	_CMUr,
	{ [_h]: [
		"POST",
		"/{Key+}?uploads",
		200
	] },
	() => CreateMultipartUploadRequest$,
	() => CreateMultipartUploadOutput$
];
var CreateSession$ = [
	9,
	n0,
	_CSr,
	{ [_h]: [
		"GET",
		"/?session",
		200
	] },
	() => CreateSessionRequest$,
	() => CreateSessionOutput$
];
var DeleteObject$ = [
	9,
	n0,
	_DOel,
	{ [_h]: [
		"DELETE",
		"/{Key+}?x-id=DeleteObject",
		204
	] },
	() => DeleteObjectRequest$,
	() => DeleteObjectOutput$
];
var GetObject$ = [
	9,
	n0,
	_GO,
	{
		[_hC]: "-",
		[_h]: [
			"GET",
			"/{Key+}?x-id=GetObject",
			200
		]
	},
	() => GetObjectRequest$,
	() => GetObjectOutput$
];
var HeadBucket$ = [
	9,
	n0,
	_HB,
	{ [_h]: [
		"HEAD",
		"/",
		200
	] },
	() => HeadBucketRequest$,
	() => HeadBucketOutput$
];
var HeadObject$ = [
	9,
	n0,
	_HO,
	{ [_h]: [
		"HEAD",
		"/{Key+}",
		200
	] },
	() => HeadObjectRequest$,
	() => HeadObjectOutput$
];
var ListBuckets$ = [
	9,
	n0,
	_LB,
	{ [_h]: [
		"GET",
		"/?x-id=ListBuckets",
		200
	] },
	() => ListBucketsRequest$,
	() => ListBucketsOutput$
];
var ListMultipartUploads$ = [
	9,
	n0,
	_LMU,
	{ [_h]: [
		"GET",
		"/?uploads",
		200
	] },
	() => ListMultipartUploadsRequest$,
	() => ListMultipartUploadsOutput$
];
var ListObjectsV2$ = [
	9,
	n0,
	_LOV,
	{ [_h]: [
		"GET",
		"/?list-type=2",
		200
	] },
	() => ListObjectsV2Request$,
	() => ListObjectsV2Output$
];
var ListParts$ = [
	9,
	n0,
	_LP,
	{ [_h]: [
		"GET",
		"/{Key+}?x-id=ListParts",
		200
	] },
	() => ListPartsRequest$,
	() => ListPartsOutput$
];
var PutObject$ = [
	9,
	n0,
	_PO,
	{
		[_hC]: "-",
		[_h]: [
			"PUT",
			"/{Key+}?x-id=PutObject",
			200
		]
	},
	() => PutObjectRequest$,
	() => PutObjectOutput$
];
var PutObjectTagging$ = [
	9,
	n0,
	_POT,
	{
		[_hC]: "-",
		[_h]: [
			"PUT",
			"/{Key+}?tagging",
			200
		]
	},
	() => PutObjectTaggingRequest$,
	() => PutObjectTaggingOutput$
];
var UploadPart$ = [
	9,
	n0,
	_UP,
	{
		[_hC]: "-",
		[_h]: [
			"PUT",
			"/{Key+}?x-id=UploadPart",
			200
		]
	},
	() => UploadPartRequest$,
	() => UploadPartOutput$
];
// node_modules/@aws-sdk/client-s3/dist-es/commands/CreateSessionCommand.js
var CreateSessionCommand = class extends command(_ep4, _mw0, "CreateSession", CreateSession$) {};
// node_modules/@aws-sdk/client-s3/package.json
var version = "3.1169.0";
// node_modules/@aws-sdk/checksums/dist-es/submodules/sha/sha1/Sha1Js.js
const BLOCK = 64;
const DIGEST_LENGTH = 20;
const INIT = new Int32Array([
	1732584193,
	4023233417,
	2562383102,
	271733878,
	3285377520
]);
const K = new Int32Array([
	1518500249,
	1859775393,
	2400959708,
	3395469782
]);
var Sha1Js = class Sha1Js {
	digestLength = DIGEST_LENGTH;
	state = Int32Array.from(INIT);
	w;
	buffer = new Uint8Array(BLOCK);
	bufferLength = 0;
	bytesHashed = 0;
	finished = false;
	inner;
	outer;
	constructor(secret) {
		if (secret) {
			const key = Sha1Js.normalizeKey(secret);
			this.inner = new Sha1Js();
			this.outer = new Sha1Js();
			const pad = new Uint8Array(128);
			for (let i = 0; i < BLOCK; ++i) {
				pad[i] = 54 ^ key[i];
				pad[i + BLOCK] = 92 ^ key[i];
			}
			this.inner.update(pad.subarray(0, BLOCK));
			this.outer.update(pad.subarray(BLOCK));
		}
	}
	update(data) {
		if (this.finished) throw new Error("Attempted to update an already finished HMAC.");
		if (this.inner) {
			this.inner.update(data);
			return;
		}
		let pos = 0;
		let { length } = data;
		this.bytesHashed += length;
		if (this.bufferLength > 0) {
			while (length > 0 && this.bufferLength < BLOCK) {
				this.buffer[this.bufferLength++] = data[pos++];
				--length;
			}
			if (this.bufferLength === BLOCK) {
				this.hashBuffer(this.buffer, 0);
				this.bufferLength = 0;
			}
		}
		while (length >= BLOCK) {
			this.hashBuffer(data, pos);
			pos += BLOCK;
			length -= BLOCK;
		}
		while (length > 0) {
			this.buffer[this.bufferLength++] = data[pos++];
			--length;
		}
	}
	async digest() {
		if (this.inner && this.outer) {
			if (this.finished) throw new Error("Attempted to digest an already finished HMAC.");
			this.finished = true;
			const innerDigest = this.inner.digestSync();
			this.outer.update(innerDigest);
			return this.outer.digestSync();
		}
		return this.digestSync();
	}
	reset() {
		this.state = Int32Array.from(INIT);
		this.buffer = new Uint8Array(BLOCK);
		this.bufferLength = 0;
		this.bytesHashed = 0;
	}
	digestSync() {
		const state = this.state.slice();
		const buffer = this.buffer.slice();
		let bufferLength = this.bufferLength;
		const bitsHi = this.bytesHashed / 536870912 | 0;
		const bitsLo = this.bytesHashed << 3;
		buffer[bufferLength++] = 128;
		if (bufferLength > 56) {
			for (let i = bufferLength; i < BLOCK; ++i) buffer[i] = 0;
			this.hashBufferWith(state, buffer, 0);
			bufferLength = 0;
		}
		for (let i = bufferLength; i < 56; ++i) buffer[i] = 0;
		const v = new DataView(buffer.buffer, buffer.byteOffset, BLOCK);
		v.setUint32(56, bitsHi, false);
		v.setUint32(60, bitsLo, false);
		this.hashBufferWith(state, buffer, 0);
		const out = new Uint8Array(DIGEST_LENGTH);
		out[0] = state[0] >>> 24 & 255;
		out[1] = state[0] >>> 16 & 255;
		out[2] = state[0] >>> 8 & 255;
		out[3] = state[0] & 255;
		out[4] = state[1] >>> 24 & 255;
		out[5] = state[1] >>> 16 & 255;
		out[6] = state[1] >>> 8 & 255;
		out[7] = state[1] & 255;
		out[8] = state[2] >>> 24 & 255;
		out[9] = state[2] >>> 16 & 255;
		out[10] = state[2] >>> 8 & 255;
		out[11] = state[2] & 255;
		out[12] = state[3] >>> 24 & 255;
		out[13] = state[3] >>> 16 & 255;
		out[14] = state[3] >>> 8 & 255;
		out[15] = state[3] & 255;
		out[16] = state[4] >>> 24 & 255;
		out[17] = state[4] >>> 16 & 255;
		out[18] = state[4] >>> 8 & 255;
		out[19] = state[4] & 255;
		return out;
	}
	static normalizeKey(secret) {
		const key = toUint8Array(secret);
		if (key.byteLength > BLOCK) {
			const h = new Sha1Js();
			h.update(key);
			const digest = h.digestSync();
			const padded = new Uint8Array(BLOCK);
			padded.set(digest);
			return padded;
		}
		const padded = new Uint8Array(BLOCK);
		padded.set(key);
		return padded;
	}
	hashBuffer(data, offset) {
		this.hashBufferWith(this.state, data, offset);
	}
	hashBufferWith(state, data, offset) {
		const w = this.w ??= new Int32Array(80);
		let s0 = state[0], s1 = state[1], s2 = state[2], s3 = state[3], s4 = state[4];
		for (let t = 0; t < 16; ++t) w[t] = (data[offset + t * 4] & 255) << 24 | (data[offset + t * 4 + 1] & 255) << 16 | (data[offset + t * 4 + 2] & 255) << 8 | data[offset + t * 4 + 3] & 255;
		for (let t = 16; t < 80; ++t) {
			const x = w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16];
			w[t] = x << 1 | x >>> 31;
		}
		for (let t = 0; t < 80; ++t) {
			const r = t < 20 ? 0 : t < 40 ? 1 : t < 60 ? 2 : 3;
			const temp = ((s0 << 5 | s0 >>> 27) + (r === 0 ? s1 & s2 ^ ~s1 & s3 : r === 2 ? s1 & s2 ^ s1 & s3 ^ s2 & s3 : s1 ^ s2 ^ s3) | 0) + (s4 + (K[r] + w[t] | 0) | 0) | 0;
			s4 = s3;
			s3 = s2;
			s2 = s1 << 30 | s1 >>> 2;
			s1 = s0;
			s0 = temp;
		}
		state[0] = state[0] + s0 | 0;
		state[1] = state[1] + s1 | 0;
		state[2] = state[2] + s2 | 0;
		state[3] = state[3] + s3 | 0;
		state[4] = state[4] + s4 | 0;
	}
};
const Sha1Node = (() => {
	try {
		createHash("sha1");
		return true;
	} catch {
		return false;
	}
})() ? buildNativeClass() : Sha1Js;
function buildNativeClass() {
	return class Sha1Node {
		digestLength = 20;
		secret;
		hash;
		isHmac;
		finished = false;
		constructor(secret) {
			this.secret = secret;
			this.isHmac = !!secret;
			this.hash = this.createHash();
		}
		update(data) {
			if (this.finished) throw new Error("Attempted to update an already finished hash.");
			this.hash.update(data);
		}
		async digest() {
			let buf;
			if (this.isHmac) {
				this.finished = true;
				buf = this.hash.digest();
			} else buf = this.hash.copy().digest();
			return new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength);
		}
		reset() {
			this.hash = this.createHash();
			this.finished = false;
		}
		createHash() {
			return this.secret ? createHmac("sha1", toBuffer(this.secret)) : createHash("sha1");
		}
	};
}
function toBuffer(data) {
	if (typeof data === "string") return data;
	if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
	return Buffer.from(data);
}
// node_modules/@aws-sdk/client-s3/dist-es/runtimeConfig.shared.js
const getRuntimeConfig$1 = (config) => {
	return {
		apiVersion: "2006-03-01",
		base64Decoder: config?.base64Decoder ?? fromBase64,
		base64Encoder: config?.base64Encoder ?? toBase64,
		disableHostPrefix: config?.disableHostPrefix ?? false,
		endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
		extensions: config?.extensions ?? [],
		getAwsChunkedEncodingStream: config?.getAwsChunkedEncodingStream ?? getAwsChunkedEncodingStream,
		httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultS3HttpAuthSchemeProvider,
		httpAuthSchemes: config?.httpAuthSchemes ?? [{
			schemeId: "aws.auth#sigv4",
			identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
			signer: new AwsSdkSigV4Signer()
		}, {
			schemeId: "aws.auth#sigv4a",
			identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4a"),
			signer: new AwsSdkSigV4ASigner()
		}],
		logger: config?.logger ?? new NoOpLogger(),
		md5: config?.md5 ?? Md5Node,
		protocol: config?.protocol ?? S3RestXmlProtocol,
		protocolSettings: config?.protocolSettings ?? {
			defaultNamespace: "com.amazonaws.s3",
			errorTypeRegistries,
			xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
			version: "2006-03-01",
			serviceTarget: "AmazonS3"
		},
		sdkStreamMixin: config?.sdkStreamMixin ?? sdkStreamMixin,
		serviceId: config?.serviceId ?? "S3",
		sha1: config?.sha1 ?? Sha1Node,
		sha256: config?.sha256 ?? Sha256Node,
		signerConstructor: config?.signerConstructor ?? SignatureV4MultiRegion,
		signingEscapePath: config?.signingEscapePath ?? false,
		urlParser: config?.urlParser ?? parseUrl,
		useArnRegion: config?.useArnRegion ?? void 0,
		utf8Decoder: config?.utf8Decoder ?? fromUtf8,
		utf8Encoder: config?.utf8Encoder ?? toUtf8
	};
};
// node_modules/@aws-sdk/client-s3/dist-es/runtimeConfig.js
const getRuntimeConfig = (config) => {
	emitWarningIfUnsupportedVersion(process.version);
	const defaultsMode = resolveDefaultsModeConfig(config);
	const defaultConfigProvider = () => defaultsMode().then(loadConfigsForDefaultMode);
	const clientSharedValues = getRuntimeConfig$1(config);
	emitWarningIfUnsupportedVersion$1(process.version);
	const loaderConfig = {
		profile: config?.profile,
		logger: clientSharedValues.logger
	};
	return {
		...clientSharedValues,
		...config,
		runtime: "node",
		defaultsMode,
		authSchemePreference: config?.authSchemePreference ?? loadConfig(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
		bodyLengthChecker: config?.bodyLengthChecker ?? calculateBodyLength,
		credentialDefaultProvider: config?.credentialDefaultProvider ?? defaultProvider,
		defaultUserAgentProvider: config?.defaultUserAgentProvider ?? createDefaultUserAgentProvider({
			serviceId: clientSharedValues.serviceId,
			clientVersion: version
		}),
		disableS3ExpressSessionAuth: config?.disableS3ExpressSessionAuth ?? loadConfig(NODE_DISABLE_S3_EXPRESS_SESSION_AUTH_OPTIONS, loaderConfig),
		eventStreamSerdeProvider: config?.eventStreamSerdeProvider ?? eventStreamSerdeProvider,
		maxAttempts: config?.maxAttempts ?? loadConfig(NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
		region: config?.region ?? loadConfig(NODE_REGION_CONFIG_OPTIONS, {
			...NODE_REGION_CONFIG_FILE_OPTIONS,
			...loaderConfig
		}),
		requestChecksumCalculation: config?.requestChecksumCalculation ?? loadConfig(NODE_REQUEST_CHECKSUM_CALCULATION_CONFIG_OPTIONS, loaderConfig),
		requestHandler: NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
		responseChecksumValidation: config?.responseChecksumValidation ?? loadConfig(NODE_RESPONSE_CHECKSUM_VALIDATION_CONFIG_OPTIONS, loaderConfig),
		retryMode: config?.retryMode ?? loadConfig({
			...NODE_RETRY_MODE_CONFIG_OPTIONS,
			default: async () => (await defaultConfigProvider()).retryMode || DEFAULT_RETRY_MODE
		}, config),
		sigv4aSigningRegionSet: config?.sigv4aSigningRegionSet ?? loadConfig(NODE_SIGV4A_CONFIG_OPTIONS, loaderConfig),
		streamCollector: config?.streamCollector ?? streamCollector,
		streamHasher: config?.streamHasher ?? readableStreamHasher,
		useArnRegion: config?.useArnRegion ?? loadConfig(NODE_USE_ARN_REGION_CONFIG_OPTIONS, loaderConfig),
		useDualstackEndpoint: config?.useDualstackEndpoint ?? loadConfig(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
		useFipsEndpoint: config?.useFipsEndpoint ?? loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
		userAgentAppId: config?.userAgentAppId ?? loadConfig(NODE_APP_ID_CONFIG_OPTIONS, loaderConfig)
	};
};
// node_modules/@aws-sdk/client-s3/dist-es/auth/httpAuthExtensionConfiguration.js
const getHttpAuthExtensionConfiguration = (runtimeConfig) => {
	const _httpAuthSchemes = runtimeConfig.httpAuthSchemes;
	let _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider;
	let _credentials = runtimeConfig.credentials;
	return {
		setHttpAuthScheme(httpAuthScheme) {
			const index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
			if (index === -1) _httpAuthSchemes.push(httpAuthScheme);
			else _httpAuthSchemes.splice(index, 1, httpAuthScheme);
		},
		httpAuthSchemes() {
			return _httpAuthSchemes;
		},
		setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
			_httpAuthSchemeProvider = httpAuthSchemeProvider;
		},
		httpAuthSchemeProvider() {
			return _httpAuthSchemeProvider;
		},
		setCredentials(credentials) {
			_credentials = credentials;
		},
		credentials() {
			return _credentials;
		}
	};
};
const resolveHttpAuthRuntimeConfig = (config) => {
	return {
		httpAuthSchemes: config.httpAuthSchemes(),
		httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
		credentials: config.credentials()
	};
};
// node_modules/@aws-sdk/client-s3/dist-es/runtimeExtensions.js
const resolveRuntimeExtensions = (runtimeConfig, extensions) => {
	const extensionConfiguration = Object.assign(getAwsRegionExtensionConfiguration(runtimeConfig), getDefaultExtensionConfiguration(runtimeConfig), getHttpHandlerExtensionConfiguration(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
	extensions.forEach((extension) => extension.configure(extensionConfiguration));
	return Object.assign(runtimeConfig, resolveAwsRegionExtensionConfiguration(extensionConfiguration), resolveDefaultRuntimeConfig(extensionConfiguration), resolveHttpHandlerRuntimeConfig(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
};
// node_modules/@aws-sdk/client-s3/dist-es/S3Client.js
var S3Client = class extends Client {
	config;
	constructor(...[configuration]) {
		const _config_0 = getRuntimeConfig(configuration || {});
		super(_config_0);
		this.initConfig = _config_0;
		const _config_1 = resolveClientEndpointParameters(_config_0);
		const _config_2 = resolveUserAgentConfig(_config_1);
		const _config_3 = resolveFlexibleChecksumsConfig(_config_2);
		const _config_4 = resolveRetryConfig(_config_3);
		const _config_5 = resolveRegionConfig(_config_4);
		const _config_6 = resolveHostHeaderConfig(_config_5);
		const _config_7 = resolveEndpointConfig(_config_6);
		const _config_8 = resolveEventStreamSerdeConfig(_config_7);
		const _config_9 = resolveHttpAuthSchemeConfig(_config_8);
		const _config_10 = resolveS3Config(_config_9, { session: [() => this, CreateSessionCommand] });
		const _config_11 = resolveRuntimeExtensions(_config_10, configuration?.extensions || []);
		this.config = _config_11;
		this.middlewareStack.use(getSchemaSerdePlugin(this.config));
		this.middlewareStack.use(getUserAgentPlugin(this.config));
		this.middlewareStack.use(getRetryPlugin(this.config));
		this.middlewareStack.use(getContentLengthPlugin(this.config));
		this.middlewareStack.use(getHostHeaderPlugin(this.config));
		this.middlewareStack.use(getLoggerPlugin(this.config));
		this.middlewareStack.use(getRecursionDetectionPlugin(this.config));
		this.middlewareStack.use(getHttpAuthSchemeEndpointRuleSetPlugin(this.config, {
			httpAuthSchemeParametersProvider: defaultS3HttpAuthSchemeParametersProvider,
			identityProviderConfigProvider: async (config) => new DefaultIdentityProviderConfig({
				"aws.auth#sigv4": config.credentials,
				"aws.auth#sigv4a": config.credentials
			})
		}));
		this.middlewareStack.use(getHttpSigningPlugin(this.config));
		this.middlewareStack.use(getValidateBucketNamePlugin(this.config));
		this.middlewareStack.use(getAddExpectContinuePlugin(this.config));
		this.middlewareStack.use(getRegionRedirectMiddlewarePlugin(this.config));
		this.middlewareStack.use(getS3ExpressPlugin(this.config));
		this.middlewareStack.use(getS3ExpressHttpSigningPlugin(this.config));
	}
	destroy() {
		super.destroy();
	}
};
// node_modules/@aws-sdk/client-s3/dist-es/commands/AbortMultipartUploadCommand.js
var AbortMultipartUploadCommand = class extends command(_ep0, _mw0, "AbortMultipartUpload", AbortMultipartUpload$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/CompleteMultipartUploadCommand.js
var CompleteMultipartUploadCommand = class extends command(_ep0, _mw1, "CompleteMultipartUpload", CompleteMultipartUpload$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/CopyObjectCommand.js
var CopyObjectCommand = class extends command(_ep1, _mw1, "CopyObject", CopyObject$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/CreateBucketCommand.js
var CreateBucketCommand = class extends command(_ep2, _mw2, "CreateBucket", CreateBucket$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/CreateMultipartUploadCommand.js
var CreateMultipartUploadCommand = class extends command(_ep0, _mw1, "CreateMultipartUpload", CreateMultipartUpload$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/DeleteObjectCommand.js
var DeleteObjectCommand = class extends command(_ep0, _mw0, "DeleteObject", DeleteObject$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/GetObjectCommand.js
var GetObjectCommand = class extends command(_ep0, _mw7, "GetObject", GetObject$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/HeadBucketCommand.js
var HeadBucketCommand = class extends command(_ep5, _mw0, "HeadBucket", HeadBucket$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/HeadObjectCommand.js
var HeadObjectCommand = class extends command(_ep0, _mw8, "HeadObject", HeadObject$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/ListBucketsCommand.js
var ListBucketsCommand = class extends command(_ep6, _mw0, "ListBuckets", ListBuckets$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/ListMultipartUploadsCommand.js
var ListMultipartUploadsCommand = class extends command(_ep8, _mw0, "ListMultipartUploads", ListMultipartUploads$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/ListObjectsV2Command.js
var ListObjectsV2Command = class extends command(_ep8, _mw0, "ListObjectsV2", ListObjectsV2$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/ListPartsCommand.js
var ListPartsCommand = class extends command(_ep0, _mw1, "ListParts", ListParts$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/PutObjectCommand.js
var PutObjectCommand = class extends command(_ep0, _mw11, "PutObject", PutObject$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/PutObjectTaggingCommand.js
var PutObjectTaggingCommand = class extends command(_ep5, _mw5, "PutObjectTagging", PutObjectTagging$) {};
// node_modules/@aws-sdk/client-s3/dist-es/commands/UploadPartCommand.js
var UploadPartCommand = class extends command(_ep0, _mw13, "UploadPart", UploadPart$) {};
// node_modules/@aws-sdk/client-s3/dist-es/models/enums.js
const ChecksumAlgorithm = {
	CRC32: "CRC32",
	CRC32C: "CRC32C",
	CRC64NVME: "CRC64NVME",
	MD5: "MD5",
	SHA1: "SHA1",
	SHA256: "SHA256",
	SHA512: "SHA512",
	XXHASH128: "XXHASH128",
	XXHASH3: "XXHASH3",
	XXHASH64: "XXHASH64"
};
// src/storage/s3/errors.ts
/** A request whose failure is final. The code is one of the contract; the kind is for decisions of the store. */
var RequestFailed = class extends LarderError {
	kind;
	constructor(kind, { code, problem, hint }, what) {
		super(code, `${what}: ${problem}.`, hint === void 0 ? {} : { hint });
		this.kind = kind;
	}
};
/** True for a {@link RequestFailed} of one of these kinds. */
function failedBy(error, ...kinds) {
	return error instanceof RequestFailed && kinds.includes(error.kind);
}
/**
* Says what failed, where and what to do. The original is left out, and only its message is repeated: errors of the SDK hold the
* access key, the string to sign and the whole answer.
*/
function requestFailed(failure, subject, site) {
	return new RequestFailed(failure.kind, verdict(failure, subject, site), `${subject.doing} ${nameOf(subject, site)}`);
}
/** `s3://bucket/key at http://minio:9000` */
function nameOf({ bucket, key }, { place }) {
	return `s3://${bucket}${key === void 0 ? "" : `/${key}`} ${place}`;
}
function verdict(failure, subject, site) {
	const { text } = failure;
	switch (failure.kind) {
		case "no-object": return {
			code: "STORAGE_FAILED",
			problem: "there is no such object"
		};
		case "no-bucket": return {
			code: "BUCKET_MISSING",
			problem: `the bucket "${subject.bucket}" does not exist`,
			hint: "Create it, or set `bucket` to one that exists."
		};
		case "bucket-exists": return {
			code: "STORAGE_FAILED",
			problem: "the bucket exists already"
		};
		case "no-upload": return {
			code: "STORAGE_FAILED",
			problem: `the upload is gone (${text})`
		};
		case "changed": return {
			code: "OBJECT_CHANGED",
			problem: "the object was replaced meanwhile"
		};
		case "out-of-range": return {
			code: "STORAGE_FAILED",
			problem: `the object is shorter than expected (${text})`
		};
		case "unsupported": return {
			code: "STORAGE_FAILED",
			problem: `the server does not support this (${text})`
		};
		case "wrong-region": return wrongRegion(failure, subject, site);
		case "untrusted": return {
			code: "STORAGE_UNREACHABLE",
			problem: `the certificate of the server is not trusted (${text})`,
			hint: "Give the certificate of its authority in `ca-cert`, or set `skip-verify: true` to trust any."
		};
		case "no-credentials":
		case "expired":
		case "denied": return {
			code: deniedCode(failure),
			problem: `access was denied (${text})`,
			hint: deniedHint(failure, subject)
		};
		case "broken": return {
			code: "STORAGE_FAILED",
			problem: `the answers of the server make no sense (${text})`
		};
		case "passing":
		case "throttled": return failure.status === void 0 ? {
			code: "STORAGE_UNREACHABLE",
			problem: `the server could not be reached (${text})`,
			hint: "Check `endpoint`, the network and any proxy."
		} : {
			code: "STORAGE_FAILED",
			problem: `the server kept failing (${text})`,
			hint: "Run the step again; if it persists, see the logs of the server."
		};
		case "refused": return refused(failure);
	}
}
function wrongRegion(failure, subject, site) {
	const right = failure.region;
	if (right === void 0 || right === site.region) return {
		code: "STORAGE_FAILED",
		problem: `"${site.region}" is not the region of this bucket (${failure.text})`,
		hint: "Set `region` to the region of the bucket."
	};
	return {
		code: "STORAGE_FAILED",
		problem: `the bucket "${subject.bucket}" is in the region ${right}, not in ${site.region}`,
		hint: `Set \`region\` to ${right}.`
	};
}
/** Credentials that are no good at all are told from a right that is missing, which may only mean that there is no such object. */
function deniedCode({ kind, code }) {
	return kind !== "denied" || code === "SignatureDoesNotMatch" || code === "InvalidAccessKeyId" || code === "InvalidToken" ? "CREDENTIALS_REFUSED" : "STORAGE_DENIED";
}
function deniedHint(failure, subject) {
	if (failure.kind === "no-credentials") return "Set `access-key` and `secret-key`, or give the runner a role.";
	if (failure.kind === "expired") return "The session has ended: provide fresh credentials.";
	if (failure.code === "SignatureDoesNotMatch") return "Check `secret-key`; a proxy that rewrites requests has the same effect.";
	if (failure.code === "InvalidAccessKeyId") return "Check `access-key`: the server does not know it.";
	const rights = "s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket";
	if (subject.key !== void 0) return `Allow ${rights} on the bucket; without s3:ListBucket a missing object is reported as denied.`;
	return `Allow ${rights} on the bucket.`;
}
function refused({ status, code, text }) {
	if (status === void 0) {
		const hint = code === "EPROTO" ? "Check `endpoint`: does the server speak http:// where https:// is written?" : void 0;
		return {
			code: "STORAGE_UNREACHABLE",
			problem: `the request failed (${text})`,
			...hint && { hint }
		};
	}
	if (code === "EntityTooLarge" || status === 413) return {
		code: "STORAGE_FAILED",
		problem: `the server takes nothing of this size (${text})`
	};
	return {
		code: "STORAGE_FAILED",
		problem: `the request was refused (${text})`
	};
}
// src/storage/s3/abandoned.ts
/** Uploads begun below a prefix and not ended; none where the server cannot list them, or
* does not allow it, of which the store warns. MinIO lists them for whole keys only. */
async function* listUploads(session, { bucket, key: prefix }, signal) {
	let at;
	do {
		const page = await fetchUploads(session, {
			bucket,
			prefix,
			at
		}, signal);
		if (page === void 0) return;
		yield* uploadsOf(page, prefix);
		at = nextOf(page, at);
	} while (at !== void 0);
}
async function fetchUploads(session, { bucket, prefix, at }, signal) {
	const input = {
		Bucket: bucket,
		Prefix: prefix,
		...at === void 0 ? {} : {
			KeyMarker: at.key,
			UploadIdMarker: at.id
		}
	};
	try {
		return await session.request({
			doing: "Listing the unfinished uploads of",
			bucket,
			key: prefix
		}, (client, attempt) => client.send(new ListMultipartUploadsCommand(input), { abortSignal: attempt.signal }), { signal });
	} catch (error) {
		if (failedBy(error, "unsupported", "no-bucket", "no-object")) return void 0;
		if (hasCode(error, "STORAGE_DENIED")) return warnOfDenial(session, bucket, "s3:ListBucketMultipartUploads", "Unfinished uploads were not looked for");
		throw error;
	}
}
function uploadsOf(page, prefix) {
	return (page.Uploads ?? []).flatMap(({ Key: key, UploadId: id, Initiated: startedAt }) => {
		return key !== void 0 && id !== void 0 && startedAt !== void 0 && key.startsWith(prefix) ? [{
			key,
			id,
			startedAt
		}] : [];
	});
}
function nextOf(page, at) {
	const { IsTruncated: isTruncated = false, NextKeyMarker: key, NextUploadIdMarker: id = "" } = page;
	if (!isTruncated || key === void 0 || key === "") return void 0;
	return key === at?.key && id === at.id ? void 0 : {
		key,
		id
	};
}
/**
* Ends an upload and waits until none of its parts is left: a part that was on its way while the upload was aborted is stored after it, and
* then only another abort removes it.
*/
async function abortUpload(session, address, id) {
	const { tuning } = session;
	for (let tries = 0; tries < tuning.tries; tries++) {
		await sendAbort(session, address, id);
		if (await isGone(session, address, id)) return;
		await setTimeout$1(tuning.abortDelay * 2 ** tries);
	}
	throw new LarderError("STORAGE_FAILED", `The unfinished upload of ${nameOf(address, session.site)} could not be removed.`, { hint: "A flush tries again once the upload is old enough." });
}
async function sendAbort(session, address, id) {
	const input = {
		Bucket: address.bucket,
		Key: address.key,
		UploadId: id
	};
	try {
		await session.request({
			doing: "Ending the upload of",
			...address
		}, (client, attempt) => client.send(new AbortMultipartUploadCommand(input), { abortSignal: attempt.signal }));
	} catch (error) {
		if (!saysGone(error)) throw error;
	}
}
async function isGone(session, address, id) {
	const input = {
		Bucket: address.bucket,
		Key: address.key,
		UploadId: id,
		MaxParts: 1
	};
	try {
		return await session.request({
			doing: "Listing the parts of",
			...address
		}, async (client, attempt) => {
			return (await client.send(new ListPartsCommand(input), { abortSignal: attempt.signal })).UploadId === void 0;
		});
	} catch (error) {
		if (saysGone(error) || failedBy(error, "unsupported")) return true;
		if (hasCode(error, "STORAGE_DENIED")) {
			warnOfDenial(session, address.bucket, "s3:ListMultipartUploadParts", "Parts of ended uploads were not looked for");
			return true;
		}
		throw error;
	}
}
function saysGone(error) {
	return failedBy(error, "no-upload", "no-object", "no-bucket");
}
const warned = new WeakMap();
/** Once for each right, because a flush may end hundreds of uploads. What was asked for is done without it, so nothing fails. */
function warnOfDenial(session, bucket, right, consequence) {
	const told = warned.get(session) ?? new Set();
	if (told.has(right)) return;
	warned.set(session, told.add(right));
	session.warn(`${consequence}: access was denied. Allow ${right} on the bucket "${bucket}".`);
}
// src/storage/s3/address.ts
/**
* With a bucket a key is taken as it is. Without one, as drone-s3-cache does, the first component of every key, lower-cased, is
* the bucket: `Octo/Repo/main/archive.tar` is `Repo/main/archive.tar` in the bucket `octo`.
*/
function addressing(bucket) {
	if (bucket === void 0) return firstComponentIsBucket;
	return {
		addressOf: (key) => ({
			bucket,
			key: checked(key)
		}),
		listingOf: (prefix) => ({
			bucket,
			key: prefix,
			front: ""
		})
	};
}
const firstComponentIsBucket = {
	addressOf(key) {
		const { component, rest } = split(checked(key));
		return {
			bucket: component.toLowerCase(),
			key: rest
		};
	},
	listingOf(prefix) {
		const { component, rest } = split(prefix);
		return {
			bucket: checked(component).toLowerCase(),
			key: rest,
			front: `${component}/`
		};
	}
};
function checked(key) {
	if (key.split("/").some((component) => component === "" || component === "." || component === "..")) throw new LarderError("STORAGE_FAILED", `"${key}" cannot be the key of an object: a component of it is empty, "." or "..".`);
	return key;
}
function split(key) {
	const slash = key.indexOf("/");
	if (slash < 1) throw notInABucket(key);
	return {
		component: key.slice(0, slash),
		rest: key.slice(slash + 1)
	};
}
function notInABucket(key) {
	return new LarderError("STORAGE_FAILED", `"${key}" names no bucket: without \`bucket\` the first component of a path is the bucket.`, { hint: "Set `bucket`, or begin the path with the name of a bucket: `bucket/path`." });
}
// src/storage/s3/broken-answer.ts
/** An answer that broke off, or makes no sense though it says it succeeded; asking again may help. */
var BrokenAnswer = class extends Error {
	name = "BrokenAnswer";
};
// src/storage/s3/body.ts
/**
* Reads a body to its end. It never holds back the socket, because a server that waits for a slow reader looks like a stalled one.
* With a `length`, which S3 always tells, the chunks are copied as they come into one buffer of that size and given back at once: left to
* the garbage collector they make a restore of 1.5 GB take 10 % longer, and 30 MiB more.
*/
function readBody(stream, length, maxBytes = 1e400) {
	return length === void 0 ? readToEnd(stream, maxBytes) : readExactly(stream, length);
}
function readExactly(stream, length) {
	const body = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
	let filled = 0;
	return new Promise((resolve, reject) => {
		stream.on("data", (chunk) => {
			if (filled + chunk.length > length) {
				stream.destroy(new BrokenAnswer(`the answer holds more than the ${length} bytes it announced`));
				return;
			}
			body.set(chunk, filled);
			filled += chunk.length;
			free(chunk);
		});
		stream.on("end", () => {
			if (filled === length) resolve(body);
			else reject(new BrokenAnswer(`the answer ended after ${filled} of ${length} bytes`));
		});
		onFailure(stream, reject);
	});
}
function readToEnd(stream, maxBytes) {
	const chunks = [];
	let length = 0;
	return new Promise((resolve, reject) => {
		stream.on("data", (chunk) => {
			chunks.push(chunk);
			length += chunk.length;
			if (length > maxBytes) stream.destroy(new LarderError("OBJECT_TOO_LARGE", `The answer has more than ${maxBytes} bytes.`));
		});
		stream.on("end", () => {
			resolve(Uint8Array.from(Buffer.concat(chunks)));
		});
		onFailure(stream, reject);
	});
}
function onFailure(stream, reject) {
	stream.on("error", (error) => {
		reject(error instanceof BrokenAnswer || error instanceof LarderError ? error : new BrokenAnswer(error.message, { cause: error }));
	});
	stream.on("close", () => {
		if (!stream.readableEnded && stream.errored === null) reject(new BrokenAnswer("the answer broke off"));
	});
}
// src/storage/s3/patience.ts
/** Milliseconds that one try of a request may take. */
function timeFor({ bytes = 0, silent = false }, tuning) {
	if (silent) return tuning.silentTimeout;
	return tuning.attemptTimeout + bytes / tuning.slowestRate * 1e3;
}
// src/storage/s3/attempt.ts
/** The request took longer than a single try may take. */
var AttemptTooSlow = class extends Error {
	name = "TimeoutError";
};
/** Runs one try of a request: it ends when its work does, after `milliseconds`, or when `signal` has fired and `grace` is over. */
async function attempt(work, { milliseconds, signal, grace }) {
	signal?.throwIfAborted();
	const stop = new AbortController();
	const endIn = (time, reason) => setTimeout(() => {
		stop.abort(reason());
	}, time);
	const giveUp = () => {
		clearTimeout(timer);
		if (grace === 0) stop.abort(signal?.reason);
		else timer = endIn(Math.min(grace, milliseconds), () => signal?.reason);
	};
	let timer = endIn(milliseconds, tooSlow);
	signal?.addEventListener("abort", giveUp, { once: true });
	try {
		return await work({
			signal: stop.signal,
			allow(time) {
				clearTimeout(timer);
				timer = endIn(time, tooSlow);
			}
		});
	} catch (error) {
		throw stop.signal.reason instanceof AttemptTooSlow ? stop.signal.reason : error;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener("abort", giveUp);
	}
}
function tooSlow() {
	return new AttemptTooSlow("no complete answer in the time allowed");
}
// src/storage/s3/credentials.ts
/**
* Gives credentials when the SDK asks for them, which it does again five minutes before they expire.
* Every provider is loaded when it is chosen: the token service's client alone takes 30 ms.
*/
function credentialProvider(config, tools) {
	switch (config.from) {
		case "keys": {
			const { accessKey, secretKey, sessionToken } = config;
			const keys = {
				accessKeyId: accessKey,
				secretAccessKey: secretKey,
				...sessionToken === void 0 ? {} : { sessionToken }
			};
			return () => Promise.resolve(keys);
		}
		case "file": return fromFile(config, tools);
		case "role": return fromRole(config, tools);
		case "anonymous": return () => Promise.resolve({
			accessKeyId: "anonymous",
			secretAccessKey: "anonymous"
		});
		case "chain": return fromChain(tools);
	}
}
function fromFile(config, tools) {
	return async () => {
		const { fromIni } = await import("./aws-sdk-credential-provider-ini.js");
		return fromIni({
			clientConfig: tools,
			ignoreCache: true,
			...config.file === void 0 ? {} : { filepath: config.file },
			...config.profile === void 0 ? {} : { profile: config.profile }
		})();
	};
}
function fromRole(config, tools) {
	return config.tokenFile === void 0 ? byAssumingRole(config, tools) : byWebIdentity(config, config.tokenFile, tools);
}
function byWebIdentity(config, webIdentityTokenFile, tools) {
	return async () => {
		const { fromTokenFile } = await import("./aws-sdk-credential-provider-web-identity.js");
		return fromTokenFile({
			webIdentityTokenFile,
			roleArn: config.roleArn,
			roleSessionName: config.sessionName,
			clientConfig: tools
		})();
	};
}
function byAssumingRole(config, tools) {
	const base = credentialProvider(config.base, tools);
	return async () => {
		const { getDefaultRoleAssumer } = await import("./aws-sdk-nested-clients-sts.js");
		return getDefaultRoleAssumer(tools)(await base(), {
			RoleArn: config.roleArn,
			RoleSessionName: config.sessionName,
			...config.externalId === void 0 ? {} : { ExternalId: config.externalId }
		});
	};
}
function fromChain(tools) {
	return async () => {
		const { defaultProvider } = await import("./aws-sdk-credential-provider-node.js");
		return defaultProvider({ clientConfig: tools })();
	};
}
// src/storage/s3/client.ts
/** A client of the SDK that sends a request once; trying again is up to the caller. Credentials are looked up afresh. */
function s3Client(config, transport, unsignedBodies) {
	const client = new S3Client({
		...clientConfig(config, transport),
		...config.credentials.from === "anonymous" ? { signer: { sign: (request) => Promise.resolve(request) } } : {}
	});
	leavePayloadsUnsigned(client, overTls(config), unsignedBodies);
	return client;
}
function clientConfig(config, transport) {
	const { region } = config;
	return {
		region,
		...config.endpoint === void 0 ? {} : { endpoint: config.endpoint },
		forcePathStyle: config.pathStyle,
		useDualstackEndpoint: config.dualStack,
		useAccelerateEndpoint: config.accelerate,
		credentials: credentialProvider(config.credentials, {
			region,
			requestHandler: transport.toTokenService
		}),
		requestHandler: transport.toStore,
		maxAttempts: 1,
		requestChecksumCalculation: "WHEN_REQUIRED",
		responseChecksumValidation: "WHEN_REQUIRED",
		expectContinueHeader: false,
		followRegionRedirects: config.endpoint === void 0
	};
}
/**
* Signing a payload means to hash it here and again in the server: 0.6 ms of CPU for each MB on either side. Where TLS protects the
* bytes on their way, or their reader checks them by a hash of its own, the request is signed without its payload.
*/
function leavePayloadsUnsigned(client, all, bodies) {
	client.middlewareStack.add((next) => (args) => {
		const body = args.input.Body;
		if (body instanceof Uint8Array && (all || bodies.has(body))) args.request.headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
		return next(args);
	}, {
		name: "leavePayloadsUnsigned",
		step: "build"
	});
}
function overTls(config) {
	return config.endpoint === void 0 || config.endpoint.startsWith("https:");
}
// src/storage/s3/clock.ts
/** `monotonic` gives milliseconds that never go back, whatever happens to the local clock. */
function storeClock(monotonic) {
	let seen;
	return {
		observe(date) {
			const time = date === void 0 ? NaN : Date.parse(date);
			if (!Number.isNaN(time)) seen = {
				time,
				at: monotonic()
			};
		},
		now: () => seen === void 0 ? void 0 : new Date(seen.time + monotonic() - seen.at)
	};
}
// src/storage/s3/failure.ts
/** Reads anything that a request threw. `now` is the store's clock, for a `Retry-After` that names a date. */
function failureOf(error, now) {
	const raw = error ?? {};
	const status = raw.$metadata?.httpStatusCode ?? raw.$response?.statusCode;
	const code = codeOf(raw);
	const headers = raw.$response?.headers ?? {};
	return {
		kind: kindOf(error, raw, status, code),
		text: describe(raw, status, code),
		status,
		code,
		region: headers["x-amz-bucket-region"] ?? raw.Region,
		retryAfter: retryAfterOf(headers["retry-after"], now)
	};
}
const kindByCode = new Map([
	["NoSuchKey", "no-object"],
	["NotFound", "no-object"],
	["NoSuchBucket", "no-bucket"],
	["NoSuchUpload", "no-upload"],
	["BucketAlreadyExists", "bucket-exists"],
	["BucketAlreadyOwnedByYou", "bucket-exists"],
	["PreconditionFailed", "changed"],
	["InvalidRange", "out-of-range"],
	["NotImplemented", "unsupported"],
	["MethodNotAllowed", "unsupported"],
	["PermanentRedirect", "wrong-region"],
	["AuthorizationHeaderMalformed", "wrong-region"],
	["IllegalLocationConstraintException", "wrong-region"],
	["CredentialsProviderError", "no-credentials"],
	["TokenProviderError", "no-credentials"],
	["ExpiredToken", "expired"],
	["ExpiredTokenException", "expired"],
	["TokenRefreshRequired", "expired"],
	["SlowDown", "throttled"],
	["SlowDownRead", "throttled"],
	["SlowDownWrite", "throttled"],
	["Throttling", "throttled"],
	["ThrottlingException", "throttled"],
	["TooManyRequests", "throttled"],
	["RequestLimitExceeded", "throttled"],
	["OperationAborted", "passing"],
	["ConditionalRequestConflict", "passing"],
	["RequestTimeout", "passing"],
	["RequestTimeoutException", "passing"],
	["TimeoutError", "passing"],
	["IncompleteBody", "passing"]
]);
const kindByStatus = new Map([
	[301, "wrong-region"],
	[403, "denied"],
	[404, "no-object"],
	[405, "unsupported"],
	[408, "passing"],
	[412, "changed"],
	[416, "out-of-range"],
	[425, "passing"],
	[429, "throttled"],
	[501, "unsupported"]
]);
const networkCodes = new Set([
	"ECONNRESET",
	"ECONNREFUSED",
	"ECONNABORTED",
	"EPIPE",
	"ETIMEDOUT",
	"EHOSTUNREACH",
	"EHOSTDOWN",
	"ENETUNREACH",
	"ENETDOWN",
	"ENOTFOUND",
	"EAI_AGAIN",
	"EADDRNOTAVAIL",
	"HPE_INVALID_CONSTANT",
	"ERR_STREAM_PREMATURE_CLOSE",
	"ERR_PROXY_TUNNEL"
]);
function kindOf(error, raw, status, code) {
	if (error instanceof BrokenAnswer) return "broken";
	if (raw.$metadata?.clockSkewCorrected === true) return "passing";
	const named = kindByCode.get(code);
	if (named !== void 0) return named;
	if (isCertificateError(code)) return "untrusted";
	if (networkCodes.has(code)) return "passing";
	if (status === void 0) return "refused";
	return kindByStatus.get(status) ?? (isPassingStatus(status) ? "passing" : "refused");
}
function isPassingStatus(status) {
	return status >= 500 || status >= 200 && status < 300;
}
function isCertificateError(code) {
	return /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/.test(code);
}
function codeOf(raw) {
	if (typeof raw.code === "string") return raw.code;
	if (raw.Code !== void 0) return raw.Code;
	const cause = raw.cause;
	if (typeof cause?.code === "string") return cause.code;
	return raw.name ?? "Error";
}
function describe(raw, status, code) {
	const title = [status, [
		"Error",
		"Unknown",
		"UnknownError",
		"TimeoutError",
		"BrokenAnswer",
		String(status)
	].includes(code) ? void 0 : code].filter((part) => part !== void 0).join(" ");
	const said = withoutSecrets(raw.message ?? "");
	if (said === "" || said === code || said === "UnknownError") return title === "" ? "an unknown error" : title;
	return title === "" ? said : `${title}: ${said}`;
}
/** Leaves out what messages of the SDK, of Node and of proxies may repeat: query strings, passwords in addresses, signatures. */
function withoutSecrets(message) {
	return message.replace(/\/\/[^/@\s]+@/g, "//").replace(/\?[^\s"']*[=&][^\s"']*/g, "").replace(/\b(Credential|Signature)=[^\s,]+/g, "$1=...").replace(/\s*\n[\s\S]*$/, "").replace(/^@smithy\/node-http-handler - /, "").replace(/ \(configured by client requestHandler\)/, "").replace(/(?<!\.)\.$/, "").slice(0, 400).trim();
}
function retryAfterOf(header, now) {
	if (header === void 0) return void 0;
	const milliseconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1e3 : Date.parse(header) - (now?.getTime() ?? NaN);
	return Number.isNaN(milliseconds) ? void 0 : Math.max(0, milliseconds);
}
// src/storage/s3/retry.ts
/**
* Milliseconds to wait before a request that has failed `failures` times is sent again; undefined if that would not help.
*
* The SDK's own strategy is not used: its retry quota is shared by all requests, so of 100 parallel GETs that each fail once
* 30 are given up, and its base delay of 50 ms gives up on a restarting server after a tenth of a second.
*/
function retryDelay(failure, failures, tuning) {
	if (failures >= (failure.kind === "broken" ? tuning.bodyTries : tuning.tries) || !mayPass(failure)) return void 0;
	const base = failure.kind === "throttled" ? tuning.throttledDelay : tuning.baseDelay;
	const wait = tuning.random() * Math.min(tuning.maxDelay, base * 2 ** (failures - 1));
	return Math.max(wait, Math.min(failure.retryAfter ?? 0, tuning.maxRetryAfter));
}
function mayPass(failure) {
	return failure.kind === "passing" || failure.kind === "throttled" || failure.kind === "broken";
}
// src/storage/s3/proxies.ts
init_plain_http();
/**
* The proxies that the environment names for requests to `host`, undefined if there are none. Read as curl and Go do, so that what works
* for other tools of a runner works here: a proxy may lack its scheme, an exception covers its subdomains and may be a network
* (`10.0.0.0/8`), and this machine is never asked by a proxy.
*/
function proxySettings(env, host) {
	const http = valueOf(env, "http_proxy");
	const https = valueOf(env, "https_proxy");
	const exceptions = valueOf(env, "no_proxy");
	if (http === void 0 && https === void 0 || host !== void 0 && isLoopback(host)) return void 0;
	return {
		...http === void 0 ? {} : { http_proxy: withScheme(http) },
		...https === void 0 ? {} : { https_proxy: withScheme(https) },
		...exceptions === void 0 ? {} : { no_proxy: exceptions.split(",").flatMap(forNode).join(",") }
	};
}
function valueOf(env, name) {
	return env[name] || env[name.toUpperCase()] || void 0;
}
function isLoopback(host) {
	return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
function withScheme(proxy) {
	return proxy.includes("://") ? proxy : `http://${proxy}`;
}
function forNode(exception) {
	const name = exception.trim();
	const [network = "", bits] = name.split("/");
	if (bits !== void 0 && net.isIPv4(network)) return [rangeOf(network, Number(bits))];
	return name !== "" && name !== "*" && !name.startsWith(".") && !name.startsWith("*") && !net.isIP(name) ? [name, `.${name}`] : [name];
}
function rangeOf(network, bits) {
	const size = 2 ** (32 - bits);
	const address = network.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
	const first = Math.floor(address / size) * size;
	return `${dotted(first)}-${dotted(first + size - 1)}`;
}
function dotted(address) {
	return [
		24,
		16,
		8,
		0
	].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
// src/storage/s3/reading-agent.ts
const bytes = 65536;
/**
* An agent whose connections read into one buffer each, again and again. Node else makes a new one of 64 KiB for every read, only for its
* HTTP parser to copy the bytes out and leave it to the garbage collector: without them a GET takes 1.2 ms of CPU for each MB
* instead of 1.9 (2 MiB bodies, 16 in flight, loopback, Node 24).
*
* This stands on the parser copying what it is given, as it must for its own recycled buffers; a test watches over it.
*/
var ReadingAgent = class extends http.Agent {
	createConnection(options, connected) {
		const socket = net.createConnection({
			...options,
			onread: {
				buffer: Buffer.allocUnsafeSlow(bytes),
				callback(length, buffer) {
					return socket.emit("data", buffer.subarray(0, length)) || true;
				}
			}
		}, () => connected?.(null, socket));
		return socket;
	}
};
// src/storage/s3/transport.ts
init_plain_http();
/** Connections that are kept and reused, trust what the settings trust, and go through the proxies of the environment. */
function createTransport(config, tuning, clock, options) {
	const agents = createAgents(config, options);
	const patience = {
		...agents,
		connectionTimeout: tuning.connectTimeout
	};
	const prompt = new NodeHttpHandler({
		...patience,
		socketTimeout: tuning.idleTimeout
	});
	const patient = new NodeHttpHandler({
		...patience,
		socketTimeout: tuning.silentTimeout
	});
	return {
		toStore: {
			metadata: prompt.metadata,
			async handle(request, handlerOptions) {
				const answer = await (mayWorkInSilence(request) ? patient : prompt).handle(request, handlerOptions);
				clock.observe(answer.response.headers["date"]);
				return answer;
			}
		},
		toTokenService: prompt,
		close() {
			agents.httpAgent.destroy();
			agents.httpsAgent.destroy();
		}
	};
}
function mayWorkInSilence(request) {
	const isCopy = request.headers["x-amz-copy-source"] !== void 0;
	const isCompletion = request.method === "POST" && request.query["uploadId"] !== void 0;
	return isCopy || isCompletion;
}
function createAgents(config, options) {
	const proxyEnv = proxySettings(options.env, config.endpoint === void 0 ? void 0 : new URL(config.endpoint).hostname);
	if (proxyEnv !== void 0 && !agentsKnowProxies()) options.warn("HTTP_PROXY and HTTPS_PROXY are not used: this version of Node does not know them; 22.21, 24.5 and later do.");
	const shared = {
		keepAlive: true,
		maxSockets: options.concurrency + 8,
		...proxyEnv === void 0 ? {} : { proxyEnv: { ...proxyEnv } }
	};
	try {
		return {
			httpAgent: proxyEnv === void 0 ? new ReadingAgent(shared) : new http.Agent(shared),
			httpsAgent: new https.Agent({
				...shared,
				...trustOf(config, options)
			})
		};
	} catch (cause) {
		if (cause.code !== "ERR_PROXY_INVALID_CONFIG") throw cause;
		throw new LarderError("STORAGE_UNREACHABLE", "HTTP_PROXY or HTTPS_PROXY is not the address of a proxy.", { hint: "Write it as http://host:port, or unset it." });
	}
}
function trustOf(config, options) {
	if (config.skipVerify) {
		options.warn("The certificate of the store is not checked (`skip-verify`): anybody on the way can read and change the cache.");
		return { rejectUnauthorized: false };
	}
	if (config.caCertificate === void 0 || config.endpoint?.startsWith("http:") === true) return {};
	return { secureContext: tls.createSecureContext({ ca: [...tls.getCACertificates("default"), config.caCertificate] }) };
}
function agentsKnowProxies() {
	try {
		new http.Agent({ proxyEnv: { http_proxy: "http://[" } }).destroy();
		return false;
	} catch {
		return true;
	}
}
const defaultTuning = {
	tries: 6,
	bodyTries: 4,
	baseDelay: 200,
	throttledDelay: 1e3,
	maxDelay: 2e4,
	maxRetryAfter: 6e4,
	connectTimeout: 5e3,
	idleTimeout: 3e4,
	attemptTimeout: 6e4,
	silentTimeout: 6e5,
	slowestRate: 32768,
	partSize: 8388608,
	partsAtOnce: 4,
	partGrace: 3e3,
	abortDelay: 200,
	random: Math.random
};
// src/storage/s3/session.ts
function openSession(config, options) {
	const tuning = {
		...defaultTuning,
		...options.tuning
	};
	const clock = storeClock(() => performance.now());
	const transport = createTransport(config, tuning, clock, options);
	const unsignedBodies = new WeakSet();
	const clients = renewable(() => s3Client(config, transport, unsignedBodies));
	const limited = createLimiter(options.concurrency);
	const site = siteOf(config);
	const request = (subject, send, requestOptions = {}) => {
		const { signal, grace = 0 } = requestOptions;
		const limits = {
			signal,
			grace,
			milliseconds: timeFor(requestOptions, tuning)
		};
		return limited(async () => {
			try {
				return await repeatedly((client) => attempt((once) => send(client, once), limits), {
					clients,
					clock,
					tuning,
					signal
				});
			} catch (error) {
				if (signal?.aborted === true) throw aborted(signal);
				throw error instanceof LarderError ? error : requestFailed(failureOf(error, clock.now()), subject, site);
			}
		}, signal);
	};
	const close = () => {
		transport.close();
	};
	const { warn } = options;
	return {
		config,
		tuning,
		site,
		clock,
		unsignedBodies,
		seenBuckets: new Set(),
		warn,
		client: () => clients.current(),
		request,
		close
	};
}
/** Whether a failure says that there is nothing to read. A bucket that the first write makes holds nothing; another one that is missing is a mistake. */
function isAbsence(error, { config }) {
	return failedBy(error, "no-object") || config.createBucket && failedBy(error, "no-bucket");
}
function renewable(create) {
	let client = create();
	return {
		current: () => client,
		renew(expired) {
			if (client === expired) client = create();
		}
	};
}
async function repeatedly(once, { clients, clock, tuning, signal }) {
	let renewed = false;
	for (let failures = 1;; failures++) {
		const client = clients.current();
		try {
			return await once(client);
		} catch (error) {
			if (signal?.aborted === true || error instanceof LarderError) throw error;
			const failure = failureOf(error, clock.now());
			if (failure.kind === "expired" && !renewed) {
				renewed = true;
				clients.renew(client);
				continue;
			}
			const delay = retryDelay(failure, failures, tuning);
			if (delay === void 0) throw error;
			await setTimeout$1(delay, void 0, signal === void 0 ? {} : { signal });
		}
	}
}
function siteOf({ endpoint, region }) {
	if (endpoint === void 0) return {
		place: `in ${region}`,
		region
	};
	const { protocol, host } = new URL(endpoint);
	return {
		place: `at ${protocol}//${host}`,
		region
	};
}
// src/storage/s3/get.ts
/**
* Reads an object, or a range of it, whole into memory and checks that it is what was asked for. A body that breaks off is
* asked for again, which the SDK does not do: for it the request is over once the headers are there.
*/
async function getVerified(session, key, address, options) {
	try {
		return await getOrThrow(session, key, address, options);
	} catch (error) {
		if (isAbsence(error, session)) return void 0;
		throw error;
	}
}
async function getOrThrow(session, key, address, options) {
	const conditions = options.etag === void 0 ? {} : { IfMatch: options.etag };
	try {
		return await send(session, key, address, options, conditions);
	} catch (error) {
		if (options.etag !== void 0 && failedBy(error, "unsupported")) return send(session, key, address, options, {});
		throw error;
	}
}
function send(session, key, address, options, conditions) {
	const { range, signal } = options;
	const input = {
		Bucket: address.bucket,
		Key: address.key,
		...range === void 0 ? {} : { Range: `bytes=${range.first}-${range.last}` },
		...conditions
	};
	return session.request({
		doing: "Reading",
		...address
	}, async (client, attempt) => {
		const output = await client.send(new GetObjectCommand(input), { abortSignal: attempt.signal });
		attempt.allow(timeFor({ bytes: output.ContentLength ?? options.maxBytes ?? 0 }, session.tuning));
		return readChecked(output, options, {
			key,
			name: nameOf(address, session.site)
		});
	}, { signal });
}
async function readChecked(output, options, { key, name }) {
	const stream = output.Body;
	try {
		const total = checkedTotal(name, output, options);
		const { LastModified: lastModified, ETag: etag = "" } = output;
		if (lastModified === void 0) throw new BrokenAnswer("the answer has no Last-Modified");
		const body = await readBody(stream, output.ContentLength, options.maxBytes);
		return {
			object: {
				key,
				size: total ?? body.length,
				lastModified,
				etag
			},
			body
		};
	} catch (error) {
		stream.destroy();
		throw error;
	}
}
/** The size of the whole object, undefined where the answer leaves it to its end. Throws if this is not the answer we want. */
function checkedTotal(name, output, { etag, range, maxBytes }) {
	const { ContentLength: length, ETag: found } = output;
	if (etag !== void 0 && found !== void 0 && found !== etag) throw new LarderError("OBJECT_CHANGED", `${name} was replaced while it was read.`);
	if (maxBytes !== void 0 && length !== void 0 && length > maxBytes) throw new LarderError("OBJECT_TOO_LARGE", `${name} has ${length} bytes, and at most ${maxBytes} are read.`);
	return range === void 0 ? length : totalOfRange(name, output, range);
}
function totalOfRange(name, output, range) {
	const wanted = `bytes ${range.first}-${range.last}/`;
	const length = range.last - range.first + 1;
	const { ContentRange: given, ContentLength, $metadata } = output;
	const isRange = $metadata.httpStatusCode === 206 && given?.startsWith(wanted) === true && ContentLength === length;
	const total = Number(given?.slice(wanted.length));
	if (!isRange || !(total > range.last)) {
		const got = given ?? `all ${ContentLength ?? ""} bytes`;
		throw new LarderError("STORAGE_FAILED", `Of ${name} the bytes ${range.first}-${range.last} were asked for, but the server sent ${got}.`, { hint: "The store, or a proxy before it, does not answer range requests as S3 does." });
	}
	return total;
}
// src/storage/s3/head.ts
/**
* What the store tells about an object; undefined if there is none. The answer to a HEAD has no body to say why it failed, so a GET asks again:
* 404 may be a missing bucket, 400 an expired token, a wrong region or a bad signature.
*/
async function headObject(session, key, address, signal) {
	try {
		const found = await headOrThrow(session, key, address, signal);
		session.seenBuckets.add(address.bucket);
		return found;
	} catch (error) {
		if ((session.seenBuckets.has(address.bucket) || session.config.createBucket) && isAbsence(error, session)) return void 0;
		if (failedBy(error, "no-object", "denied", "refused", "wrong-region", "unsupported")) return askByGet(session, key, address, signal);
		throw error;
	}
}
function headOrThrow(session, key, address, signal) {
	return session.request({
		doing: "Looking for",
		...address
	}, async (client, attempt) => {
		const { ContentLength: size, LastModified: lastModified, ETag: etag = "" } = await client.send(new HeadObjectCommand({
			Bucket: address.bucket,
			Key: address.key
		}), { abortSignal: attempt.signal });
		if (size === void 0 || lastModified === void 0) throw new BrokenAnswer("the answer tells no size or no date");
		return {
			key,
			size,
			lastModified,
			etag
		};
	}, { signal });
}
async function askByGet(session, key, address, signal) {
	try {
		return await session.request({
			doing: "Looking for",
			...address
		}, async (client, attempt) => {
			return withoutBody(key, await client.send(new GetObjectCommand({
				Bucket: address.bucket,
				Key: address.key
			}), { abortSignal: attempt.signal }));
		}, { signal });
	} catch (error) {
		if (!isAbsence(error, session)) throw error;
		if (failedBy(error, "no-object")) session.seenBuckets.add(address.bucket);
		return;
	}
}
function withoutBody(key, output) {
	output.Body.destroy();
	const { ContentLength: size, LastModified: lastModified, ETag: etag = "" } = output;
	if (size === void 0 || lastModified === void 0) throw new BrokenAnswer("the answer tells no size or no date");
	return {
		key,
		size,
		lastModified,
		etag
	};
}
// src/storage/s3/list.ts
/**
* Objects below a prefix of a bucket, with keys as S3 knows them. A page that makes no sense is asked for again and then an error:
* an empty answer of a proxy, read as "nothing is there", would make a flush delete what is in use.
*/
async function* listObjects(session, { bucket, key: prefix }, signal) {
	let token;
	let last;
	do {
		const page = await fetchPage(session, {
			bucket,
			prefix,
			token,
			after: last
		}, signal);
		if (page === void 0) return;
		yield* page.objects;
		last = page.objects.at(-1)?.key ?? last;
		token = page.next;
	} while (token !== void 0);
}
async function fetchPage(session, question, signal) {
	const { bucket, prefix, token } = question;
	const input = {
		Bucket: bucket,
		Prefix: prefix,
		...token === void 0 ? {} : { ContinuationToken: token }
	};
	try {
		return await session.request({
			doing: "Listing",
			bucket,
			key: prefix
		}, async (client, attempt) => checkedPage(await client.send(new ListObjectsV2Command(input), { abortSignal: attempt.signal }), question), { signal });
	} catch (error) {
		if (isAbsence(error, session)) return void 0;
		throw error;
	}
}
/** Throws {@link BrokenAnswer} unless the answer is a page that can follow the one before. */
function checkedPage(output, { prefix, token, after }) {
	const { IsTruncated: isTruncated, NextContinuationToken: next, Contents: contents = [] } = output;
	if (isTruncated === void 0) throw new BrokenAnswer("the answer is not a list of objects");
	if (isTruncated && (next === void 0 || next === "")) throw new BrokenAnswer("the list is cut and does not say where it goes on");
	if (isTruncated && next === token) throw new BrokenAnswer("the list goes on where it began");
	let last = after;
	return {
		objects: contents.map((item) => {
			const { Key: key, Size: size, LastModified: lastModified, ETag: etag = "" } = item;
			if (key === void 0 || size === void 0 || lastModified === void 0) throw new BrokenAnswer("an object of the list has no key, size or date");
			if (!key.startsWith(prefix)) throw new BrokenAnswer(`the list of ${prefix} holds ${key}`);
			if (last !== void 0 && compareKeys(last, key) >= 0) throw new BrokenAnswer(`the list is not in order: ${key} comes after ${last}`);
			last = key;
			return {
				key,
				size,
				lastModified,
				etag
			};
		}),
		next: isTruncated ? next : void 0
	};
}
// src/storage/s3/write-settings.ts
/** What every request that makes an object says about it. Names are passed on as they are: stores know more than the SDK lists. */
function writeSettings({ acl, encryption, storageClass }) {
	return {
		...acl === void 0 ? {} : { ACL: acl },
		...encryption === void 0 ? {} : { ServerSideEncryption: encryption.algorithm },
		...encryption?.keyId === void 0 ? {} : { SSEKMSKeyId: encryption.keyId },
		...storageClass === void 0 ? {} : { StorageClass: storageClass }
	};
}
// src/storage/s3/put.ts
/** Puts an object in one request. */
function putObject(session, address, body, options) {
	const { contentType, checksummed = false, signal } = options;
	const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	if (checksummed) session.unsignedBodies.add(bytes);
	const input = {
		Bucket: address.bucket,
		Key: address.key,
		Body: bytes,
		ContentLength: bytes.length,
		...contentType === void 0 ? {} : { ContentType: contentType },
		...writeSettings(session.config)
	};
	return creatingBucket(session, address.bucket, signal, async () => {
		await session.request({
			doing: "Writing",
			...address
		}, (client, attempt) => client.send(new PutObjectCommand(input), { abortSignal: attempt.signal }), {
			signal,
			bytes: bytes.length
		});
	});
}
/** Copies an object within the store, without its bytes coming here; false if there is nothing to copy. At most 5 GiB. */
async function copyObject(session, from, to, signal) {
	const source = [from.bucket, ...from.key.split("/")].map(encodeURIComponent).join("/");
	const input = {
		Bucket: to.bucket,
		Key: to.key,
		CopySource: source,
		...writeSettings(session.config)
	};
	try {
		await session.request({
			doing: `Copying s3://${from.bucket}/${from.key} to`,
			...to
		}, (client, attempt) => client.send(new CopyObjectCommand(input), { abortSignal: attempt.signal }), {
			signal,
			silent: true
		});
		return true;
	} catch (error) {
		if (failedBy(error, "no-object", "no-bucket")) return false;
		throw error;
	}
}
/** Runs `write`; if the bucket is missing and the settings allow it, creates the bucket and runs `write` again. */
async function creatingBucket(session, bucket, signal, write) {
	const written = await write().catch(async (error) => {
		if (!session.config.createBucket || !failedBy(error, "no-bucket")) throw error;
		await createBucket(session, bucket, signal);
		return write();
	});
	session.seenBuckets.add(bucket);
	return written;
}
async function createBucket(session, bucket, signal) {
	const isAws = session.config.endpoint === void 0;
	try {
		await session.request({
			doing: "Creating the bucket",
			bucket
		}, (client, attempt) => client.send(isAws ? new CreateBucketCommand({ Bucket: bucket }) : withoutRegion(bucket), { abortSignal: attempt.signal }), { signal });
	} catch (error) {
		if (!failedBy(error, "bucket-exists")) throw error;
	}
}
function withoutRegion(bucket) {
	const command = new CreateBucketCommand({ Bucket: bucket });
	command.middlewareStack.add((next) => (args) => next({
		...args,
		input: { Bucket: bucket }
	}), {
		step: "initialize",
		priority: "low"
	});
	return command;
}
// node_modules/@aws-sdk/lib-storage/dist-es/runtimeConfig.js
const runtimeConfig = {
	statSync: () => {},
	isFileReadStream(f) {
		return false;
	},
	runtime: "node",
	statSync,
	isFileReadStream(f) {
		return f instanceof ReadStream;
	}
};
// node_modules/@aws-sdk/lib-storage/dist-es/byteLength.js
const byteLength = (input) => {
	if (input == null) return 0;
	if (typeof input === "string") return Buffer$1.byteLength(input);
	if (typeof input.byteLength === "number") return input.byteLength;
	else if (typeof input.length === "number") return input.length;
	else if (typeof input.size === "number") return input.size;
	else if (typeof input.start === "number" && typeof input.end === "number") return input.end + 1 - input.start;
	else if (runtimeConfig.isFileReadStream(input)) try {
		return runtimeConfig.statSync(input.path).size;
	} catch (error) {
		return;
	}
};
// node_modules/@aws-sdk/lib-storage/dist-es/byteLengthSource.js
var BYTE_LENGTH_SOURCE;
(function(BYTE_LENGTH_SOURCE) {
	BYTE_LENGTH_SOURCE["EMPTY_INPUT"] = "a null or undefined Body";
	BYTE_LENGTH_SOURCE["CONTENT_LENGTH"] = "the ContentLength property of the params set by the caller";
	BYTE_LENGTH_SOURCE["STRING_LENGTH"] = "the encoded byte length of the Body string";
	BYTE_LENGTH_SOURCE["TYPED_ARRAY"] = "the byteLength of a typed byte array such as Uint8Array";
	BYTE_LENGTH_SOURCE["LENGTH"] = "the value of Body.length";
	BYTE_LENGTH_SOURCE["SIZE"] = "the value of Body.size";
	BYTE_LENGTH_SOURCE["START_END_DIFF"] = "the numeric difference between Body.start and Body.end";
	BYTE_LENGTH_SOURCE["STAT"] = "the size of the file given by Body.path on disk as reported by statSync";
})(BYTE_LENGTH_SOURCE || (BYTE_LENGTH_SOURCE = {}));
const byteLengthSource = (input, override) => {
	if (override != null) return BYTE_LENGTH_SOURCE.CONTENT_LENGTH;
	if (input == null) return BYTE_LENGTH_SOURCE.EMPTY_INPUT;
	if (typeof input === "string") return BYTE_LENGTH_SOURCE.STRING_LENGTH;
	if (typeof input.byteLength === "number") return BYTE_LENGTH_SOURCE.TYPED_ARRAY;
	else if (typeof input.length === "number") return BYTE_LENGTH_SOURCE.LENGTH;
	else if (typeof input.size === "number") return BYTE_LENGTH_SOURCE.SIZE;
	else if (typeof input.start === "number" && typeof input.end === "number") return BYTE_LENGTH_SOURCE.START_END_DIFF;
	else if (runtimeConfig.isFileReadStream(input)) try {
		runtimeConfig.statSync(input.path).size;
		return BYTE_LENGTH_SOURCE.STAT;
	} catch (error) {
		return;
	}
};
// node_modules/@aws-sdk/lib-storage/dist-es/chunks/getChunkStream.js
async function* getChunkStream(data, partSize, getNextData) {
	let partNumber = 1;
	const currentBuffer = {
		chunks: [],
		length: 0
	};
	for await (const datum of getNextData(data)) {
		currentBuffer.chunks.push(datum);
		currentBuffer.length += datum.byteLength;
		while (currentBuffer.length > partSize) {
			const dataChunk = currentBuffer.chunks.length > 1 ? Buffer$1.concat(currentBuffer.chunks) : currentBuffer.chunks[0];
			yield {
				partNumber,
				data: dataChunk.subarray(0, partSize)
			};
			currentBuffer.chunks = [dataChunk.subarray(partSize)];
			currentBuffer.length = currentBuffer.chunks[0].byteLength;
			partNumber += 1;
		}
	}
	yield {
		partNumber,
		data: currentBuffer.chunks.length !== 1 ? Buffer$1.concat(currentBuffer.chunks) : currentBuffer.chunks[0],
		lastPart: true
	};
}
// node_modules/@aws-sdk/lib-storage/dist-es/chunks/getChunkUint8Array.js
async function* getChunkUint8Array(data, partSize) {
	let partNumber = 1;
	let startByte = 0;
	let endByte = partSize;
	while (endByte < data.byteLength) {
		yield {
			partNumber,
			data: data.subarray(startByte, endByte)
		};
		partNumber += 1;
		startByte = endByte;
		endByte = startByte + partSize;
	}
	yield {
		partNumber,
		data: data.subarray(startByte),
		lastPart: true
	};
}
// node_modules/@aws-sdk/lib-storage/dist-es/chunks/getDataReadable.js
async function* getDataReadable(data) {
	for await (const chunk of data) if (Buffer$1.isBuffer(chunk) || chunk instanceof Uint8Array) yield chunk;
	else yield Buffer$1.from(chunk);
}
// node_modules/@aws-sdk/lib-storage/dist-es/chunks/getDataReadableStream.js
async function* getDataReadableStream(data) {
	const reader = data.getReader();
	try {
		while (true) {
			const { done, value } = await reader.read();
			if (done) return;
			if (Buffer$1.isBuffer(value) || value instanceof Uint8Array) yield value;
			else yield Buffer$1.from(value);
		}
	} catch (e) {
		throw e;
	} finally {
		reader.releaseLock();
	}
}
// node_modules/@aws-sdk/lib-storage/dist-es/chunker.js
const getChunk = (data, partSize) => {
	if (data instanceof Uint8Array) return getChunkUint8Array(data, partSize);
	if (data instanceof Readable$1) return getChunkStream(data, partSize, getDataReadable);
	if (data instanceof String || typeof data === "string") return getChunkUint8Array(Buffer$1.from(data), partSize);
	if (typeof data.stream === "function") return getChunkStream(data.stream(), partSize, getDataReadableStream);
	if (data instanceof ReadableStream) return getChunkStream(data, partSize, getDataReadableStream);
	throw new Error("Body Data is unsupported format, expected data to be one of: string | Uint8Array | Buffer | Readable | ReadableStream | Blob;.");
};
// node_modules/@aws-sdk/lib-storage/dist-es/Upload.js
var Upload = class Upload extends EventEmitter {
	static MIN_PART_SIZE = 5242880;
	MAX_PARTS = 1e4;
	queueSize = 4;
	partSize;
	leavePartsOnError = false;
	tags = [];
	client;
	params;
	totalBytes;
	totalBytesSource;
	bytesUploadedSoFar;
	abortController;
	concurrentUploaders = [];
	createMultiPartPromise;
	abortMultipartUploadCommand = null;
	uploadedParts = [];
	uploadEnqueuedPartsCount = 0;
	expectedPartsCount;
	uploadId;
	uploadEvent;
	isMultiPart = true;
	singleUploadResult;
	sent = false;
	constructor(options) {
		super();
		this.queueSize = options.queueSize || this.queueSize;
		this.leavePartsOnError = options.leavePartsOnError || this.leavePartsOnError;
		this.tags = options.tags || this.tags;
		this.client = options.client;
		this.params = options.params;
		if (!this.params) throw new Error(`InputError: Upload requires params to be passed to upload.`);
		this.totalBytes = this.params.ContentLength ?? byteLength(this.params.Body);
		this.totalBytesSource = byteLengthSource(this.params.Body, this.params.ContentLength);
		this.bytesUploadedSoFar = 0;
		this.abortController = options.abortController ?? new AbortController();
		this.partSize = options.partSize || Math.max(Upload.MIN_PART_SIZE, Math.ceil((this.totalBytes || 0) / this.MAX_PARTS));
		if (this.totalBytes !== void 0) this.expectedPartsCount = Math.ceil(this.totalBytes / this.partSize);
		this.__validateInput();
	}
	async abort() {
		this.abortController.abort();
	}
	async done() {
		if (this.sent) throw new Error("@aws-sdk/lib-storage: this instance of Upload has already executed .done(). Create a new instance.");
		this.sent = true;
		return await Promise.race([this.__doMultipartUpload(), this.__abortTimeout(this.abortController.signal)]);
	}
	on(event, listener) {
		this.uploadEvent = event;
		return super.on(event, listener);
	}
	async __uploadUsingPut(dataPart) {
		this.isMultiPart = false;
		const params = {
			...this.params,
			Body: dataPart.data
		};
		const clientConfig = this.client.config;
		const requestHandler = clientConfig.requestHandler;
		const eventEmitter = requestHandler instanceof EventEmitter ? requestHandler : null;
		const uploadEventListener = (event) => {
			this.bytesUploadedSoFar = event.loaded;
			this.totalBytes = event.total;
			this.__notifyProgress({
				loaded: this.bytesUploadedSoFar,
				total: this.totalBytes,
				part: dataPart.partNumber,
				Key: this.params.Key,
				Bucket: this.params.Bucket
			});
		};
		if (eventEmitter !== null) eventEmitter.on("xhr.upload.progress", uploadEventListener);
		const resolved = await Promise.all([this.client.send(new PutObjectCommand(params)), clientConfig?.endpoint?.()]);
		const putResult = resolved[0];
		let endpoint = resolved[1];
		if (!endpoint) endpoint = toEndpointV1(await getEndpointFromInstructions(params, PutObjectCommand, { ...clientConfig }));
		if (!endpoint) throw new Error("Could not resolve endpoint from S3 \"client.config.endpoint()\" nor EndpointsV2.");
		if (eventEmitter !== null) eventEmitter.off("xhr.upload.progress", uploadEventListener);
		const locationKey = this.params.Key.split("/").map((segment) => extendedEncodeURIComponent(segment)).join("/");
		const locationBucket = extendedEncodeURIComponent(this.params.Bucket);
		const Location = (() => {
			const endpointHostnameIncludesBucket = endpoint.hostname.startsWith(`${locationBucket}.`);
			const forcePathStyle = this.client.config.forcePathStyle;
			const optionalPort = endpoint.port ? `:${endpoint.port}` : ``;
			if (forcePathStyle) return `${endpoint.protocol}//${endpoint.hostname}${optionalPort}/${locationBucket}/${locationKey}`;
			if (endpointHostnameIncludesBucket) return `${endpoint.protocol}//${endpoint.hostname}${optionalPort}/${locationKey}`;
			return `${endpoint.protocol}//${locationBucket}.${endpoint.hostname}${optionalPort}/${locationKey}`;
		})();
		this.singleUploadResult = {
			...putResult,
			Bucket: this.params.Bucket,
			Key: this.params.Key,
			Location
		};
		const totalSize = byteLength(dataPart.data);
		this.__notifyProgress({
			loaded: totalSize,
			total: totalSize,
			part: 1,
			Key: this.params.Key,
			Bucket: this.params.Bucket
		});
	}
	async __createMultipartUpload() {
		const requestChecksumCalculation = await this.client.config.requestChecksumCalculation();
		if (!this.createMultiPartPromise) {
			const createCommandParams = {
				...this.params,
				Body: void 0
			};
			if (requestChecksumCalculation === "WHEN_SUPPORTED") createCommandParams.ChecksumAlgorithm = this.params.ChecksumAlgorithm || ChecksumAlgorithm.CRC32;
			this.createMultiPartPromise = this.client.send(new CreateMultipartUploadCommand(createCommandParams)).then((createMpuResponse) => {
				this.abortMultipartUploadCommand = new AbortMultipartUploadCommand({
					Bucket: this.params.Bucket,
					Key: this.params.Key,
					UploadId: createMpuResponse.UploadId
				});
				return createMpuResponse;
			});
		}
		return this.createMultiPartPromise;
	}
	async __doConcurrentUpload(dataFeeder) {
		for await (const dataPart of dataFeeder) {
			if (this.uploadEnqueuedPartsCount > this.MAX_PARTS) throw new Error(`Exceeded ${this.MAX_PARTS} parts in multipart upload to Bucket: ${this.params.Bucket} Key: ${this.params.Key}.`);
			if (this.abortController.signal.aborted) return;
			if (dataPart.partNumber === 1 && dataPart.lastPart) return await this.__uploadUsingPut(dataPart);
			if (!this.uploadId) {
				const { UploadId } = await this.__createMultipartUpload();
				this.uploadId = UploadId;
				if (this.abortController.signal.aborted) return;
			}
			const partSize = byteLength(dataPart.data) || 0;
			const requestHandler = this.client.config.requestHandler;
			const eventEmitter = requestHandler instanceof EventEmitter ? requestHandler : null;
			let lastSeenBytes = 0;
			const uploadEventListener = (event, request) => {
				if ((Number(request.query["partNumber"]) || -1) !== dataPart.partNumber) return;
				if (event.total && partSize) {
					this.bytesUploadedSoFar += event.loaded - lastSeenBytes;
					lastSeenBytes = event.loaded;
				}
				this.__notifyProgress({
					loaded: this.bytesUploadedSoFar,
					total: this.totalBytes,
					part: dataPart.partNumber,
					Key: this.params.Key,
					Bucket: this.params.Bucket
				});
			};
			if (eventEmitter !== null) eventEmitter.on("xhr.upload.progress", uploadEventListener);
			this.uploadEnqueuedPartsCount += 1;
			this.__validateUploadPart(dataPart);
			const partResult = await this.client.send(new UploadPartCommand({
				...this.params,
				ContentLength: void 0,
				UploadId: this.uploadId,
				Body: dataPart.data,
				PartNumber: dataPart.partNumber
			}));
			if (eventEmitter !== null) eventEmitter.off("xhr.upload.progress", uploadEventListener);
			if (this.abortController.signal.aborted) return;
			if (!partResult.ETag) throw new Error(`Part ${dataPart.partNumber} is missing ETag in UploadPart response. Missing Bucket CORS configuration for ETag header?`);
			this.uploadedParts.push({
				PartNumber: dataPart.partNumber,
				ETag: partResult.ETag,
				...partResult.ChecksumCRC32 && { ChecksumCRC32: partResult.ChecksumCRC32 },
				...partResult.ChecksumCRC32C && { ChecksumCRC32C: partResult.ChecksumCRC32C },
				...partResult.ChecksumSHA1 && { ChecksumSHA1: partResult.ChecksumSHA1 },
				...partResult.ChecksumSHA256 && { ChecksumSHA256: partResult.ChecksumSHA256 }
			});
			if (eventEmitter === null) this.bytesUploadedSoFar += partSize;
			this.__notifyProgress({
				loaded: this.bytesUploadedSoFar,
				total: this.totalBytes,
				part: dataPart.partNumber,
				Key: this.params.Key,
				Bucket: this.params.Bucket
			});
		}
	}
	async __doMultipartUpload() {
		const dataFeeder = getChunk(this.params.Body, this.partSize);
		const concurrentUploaderFailures = [];
		for (let index = 0; index < this.queueSize; index++) {
			const currentUpload = this.__doConcurrentUpload(dataFeeder).catch((err) => {
				concurrentUploaderFailures.push(err);
			});
			this.concurrentUploaders.push(currentUpload);
		}
		await Promise.all(this.concurrentUploaders);
		if (concurrentUploaderFailures.length >= 1) {
			await this.markUploadAsAborted();
			throw concurrentUploaderFailures[0];
		}
		if (this.abortController.signal.aborted) {
			await this.markUploadAsAborted();
			throw Object.assign(new Error("Upload aborted."), { name: "AbortError" });
		}
		let result;
		if (this.isMultiPart) {
			const { expectedPartsCount, uploadedParts, totalBytes, totalBytesSource } = this;
			if (totalBytes !== void 0 && expectedPartsCount !== void 0 && uploadedParts.length !== expectedPartsCount) {
				await this.markUploadAsAborted();
				throw new Error(`Expected ${expectedPartsCount} part(s) but uploaded ${uploadedParts.length} part(s).
The expected part count is based on the byte-count of the input.params.Body,
which was read from ${totalBytesSource} and is ${totalBytes}.
If this is not correct, provide an override value by setting a number
to input.params.ContentLength in bytes.
`);
			}
			this.uploadedParts.sort((a, b) => a.PartNumber - b.PartNumber);
			const uploadCompleteParams = {
				...this.params,
				Body: void 0,
				UploadId: this.uploadId,
				MultipartUpload: { Parts: this.uploadedParts }
			};
			try {
				result = await this.client.send(new CompleteMultipartUploadCommand(uploadCompleteParams));
			} catch (e) {
				await this.markUploadAsAborted().catch((abortError) => {
					if (e instanceof Error && e.cause === void 0) e.cause = abortError;
				});
				throw e;
			}
			if (typeof result?.Location === "string" && result.Location.includes("%2F")) result.Location = result.Location.replace(/%2F/g, "/");
		} else result = this.singleUploadResult;
		this.abortMultipartUploadCommand = null;
		if (this.tags.length) await this.client.send(new PutObjectTaggingCommand({
			...this.params,
			Tagging: { TagSet: this.tags }
		}));
		return result;
	}
	async markUploadAsAborted() {
		if (this.uploadId && !this.leavePartsOnError && null !== this.abortMultipartUploadCommand) {
			await this.client.send(this.abortMultipartUploadCommand);
			this.abortMultipartUploadCommand = null;
		}
	}
	__notifyProgress(progress) {
		if (this.uploadEvent) this.emit(this.uploadEvent, progress);
	}
	async __abortTimeout(abortSignal) {
		return new Promise((resolve, reject) => {
			abortSignal.onabort = () => {
				const abortError = new Error("Upload aborted.");
				abortError.name = "AbortError";
				reject(abortError);
			};
		});
	}
	__validateUploadPart(dataPart) {
		const actualPartSize = byteLength(dataPart.data);
		if (actualPartSize === void 0) throw new Error(`A dataPart was generated without a measurable data chunk size for part number ${dataPart.partNumber}`);
		if (dataPart.partNumber === 1 && dataPart.lastPart) return;
		if (!dataPart.lastPart && actualPartSize !== this.partSize) throw new Error(`The byte size for part number ${dataPart.partNumber}, size ${actualPartSize} does not match expected size ${this.partSize}`);
	}
	__validateInput() {
		if (!this.client) throw new Error(`InputError: Upload requires a AWS client to do uploads with.`);
		if (this.partSize < Upload.MIN_PART_SIZE) throw new Error(`EntityTooSmall: Your proposed upload part size [${this.partSize}] is smaller than the minimum allowed size [${Upload.MIN_PART_SIZE}] (5MB)`);
		if (this.queueSize < 1) throw new Error(`Queue size: Must have at least one uploading queue.`);
	}
};
// src/storage/s3/sent-parts.ts
/**
* Gives the memory of parts back as soon as nobody needs it; left to the collector, parts that have long been sent take 150 MiB. The SDK puts each
* part together in memory of its own, with one byte of the next part behind it (see `stream-source.ts`), so a part is needed until it is
* sent and the next one has been made. Memory of any other shape is left alone.
*/
var SentParts = class {
	#bytes;
	#newest = 0;
	/** Of the newest part, once it is sent. */
	#waiting;
	constructor(partSize) {
		this.#bytes = partSize + 1;
	}
	begin(part) {
		if (part <= this.#newest) return;
		this.#newest = part;
		if (this.#waiting) freeMemory(this.#waiting);
		this.#waiting = void 0;
	}
	end(part, body) {
		if (!(body instanceof Uint8Array) || body.byteOffset !== 0 || body.buffer.byteLength !== this.#bytes) return;
		if (part < this.#newest) freeMemory(body.buffer);
		else this.#waiting = body.buffer;
	}
};
// src/storage/s3/stream-source.ts
/** A stream of `chunks` for the SDK, which reads it as it has room. */
function streamSource(chunks, { partSize, signal, maxBytes }) {
	let size = 0;
	const count = (bytes) => {
		size += bytes;
		if (size > maxBytes) throw tooLarge(maxBytes);
	};
	return {
		stream: Readable.from(piecesOf(untilAborted(chunks, signal), partSize, count), { highWaterMark: 1 }),
		size: () => size
	};
}
/**
* The SDK keeps pieces until they are more than a part, puts them together, takes the part from the front and goes on with the rest. So the
* first piece is a part and one byte, and every other is a part: each is put together with one byte as soon as it has come. Then its memory is
* used again for the next piece but one, as the SDK asks for a piece only when it is done with the one before.
*/
async function* piecesOf(chunks, partSize, count) {
	let piece = Buffer.allocUnsafeSlow(partSize + 1);
	let spare;
	let filled = 0;
	for await (const chunk of chunks) {
		count(chunk.length);
		for (let at = 0; at < chunk.length;) {
			const taken = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).copy(piece, filled, at);
			at += taken;
			filled += taken;
			if (filled < piece.length) continue;
			yield piece;
			const used = piece;
			piece = spare ?? Buffer.allocUnsafeSlow(partSize);
			spare = used.length === partSize ? used : void 0;
			filled = 0;
		}
	}
	if (filled > 0) yield piece.subarray(0, filled);
}
function tooLarge(maxBytes) {
	const gib = Math.floor(maxBytes / 1024 ** 3);
	return new LarderError("OBJECT_TOO_LARGE", `The archive is larger than the ${gib} GiB that one object can hold.`, { hint: "Use `format: snapshot`, which has no such limit, or cache less." });
}
// src/storage/s3/upload.ts
const maxParts = 1e4;
/**
* Puts a stream of unknown length: in one request if it fits a part, else in parts. Nothing is visible before the end of `chunks`.
* When it fails, the requests in flight have ended and the parts are removed before the reason is thrown.
*/
async function uploadStream(session, address, chunks, options) {
	options.signal?.throwIfAborted();
	const progress = startedUpload(session, address, options);
	const source = streamSource(stopping(chunks, progress.stop), {
		partSize: session.tuning.partSize,
		signal: progress.stop.signal,
		maxBytes: maxParts * session.tuning.partSize
	});
	const forward = () => {
		progress.stop.abort(options.signal?.reason);
	};
	options.signal?.addEventListener("abort", forward, { once: true });
	try {
		await sdkUpload(progress, source).done();
		if (progress.isCompleted) await checkPublished(progress, source.size());
		return { size: source.size() };
	} catch (error) {
		await removeParts(progress);
		throw progress.stop.signal.aborted ? progress.stop.signal.reason : error;
	} finally {
		options.signal?.removeEventListener("abort", forward);
	}
}
function startedUpload(session, address, options) {
	return {
		session,
		address,
		options,
		stop: new AbortController(),
		id: void 0,
		isCompleted: false,
		etag: void 0,
		begunAt: void 0,
		parts: new SentParts(session.tuning.partSize)
	};
}
async function* stopping(chunks, stop) {
	try {
		yield* chunks;
	} catch (error) {
		stop.abort(error);
		throw error;
	}
}
function sdkUpload(progress, source) {
	const { session, address, options } = progress;
	return new Upload({
		client: tryingClient(progress, source),
		params: {
			Bucket: address.bucket,
			Key: address.key,
			Body: source.stream,
			...options.contentType === void 0 ? {} : { ContentType: options.contentType },
			...writeSettings(session.config)
		},
		partSize: session.tuning.partSize,
		queueSize: session.tuning.partsAtOnce,
		leavePartsOnError: true
	});
}
/** A client for the uploader of the SDK that sends every request by our own rules. */
function tryingClient(progress, source) {
	const { session, address, options, stop } = progress;
	const send = async (command) => {
		try {
			return await creatingBucket(session, address.bucket, options.signal, () => sendCommand(progress, command, source));
		} catch (error) {
			if (!stop.signal.aborted) stop.abort(error);
			throw error;
		}
	};
	return Object.create(session.client(), { send: { value: send } });
}
async function sendCommand(progress, command, source) {
	const { session, address, options, stop } = progress;
	const body = command.input.Body;
	if (options.checksummed === true && body instanceof Uint8Array) session.unsignedBodies.add(body);
	const request = (requestOptions) => session.request({
		doing: "Writing",
		...address
	}, (client, attempt) => client.send(command, { abortSignal: attempt.signal }), requestOptions);
	if (command instanceof CompleteMultipartUploadCommand) return complete(progress, () => request({ silent: true }), source.size());
	const bytes = body instanceof Uint8Array ? body.length : 0;
	if (command instanceof UploadPartCommand) {
		const { PartNumber = 0 } = command.input;
		progress.parts.begin(PartNumber);
		const output = await request({
			signal: stop.signal,
			bytes,
			grace: session.tuning.partGrace
		});
		progress.parts.end(PartNumber, body);
		return output;
	}
	const output = await request({
		signal: stop.signal,
		bytes,
		grace: 1e400
	});
	if (command instanceof CreateMultipartUploadCommand) {
		progress.id = output.UploadId;
		progress.begunAt = session.clock.now();
	}
	return output;
}
async function complete(progress, send, size) {
	progress.stop.signal.throwIfAborted();
	try {
		progress.etag = (await send()).ETag;
	} catch (error) {
		if (!failedBy(error, "no-upload", "no-object") || (await publishedSince(progress))?.size !== size) throw error;
	}
	progress.isCompleted = true;
	return {};
}
/** The object, if it is no older than our upload: ours, or that of a job that finished the same object after us. */
async function publishedSince({ session, address, begunAt }) {
	const object = await headObject(session, address.key, address);
	const notBefore = (begunAt?.getTime() ?? 0) - 2e3;
	return object !== void 0 && object.lastModified.getTime() >= notBefore ? object : void 0;
}
async function checkPublished(progress, size) {
	const object = await publishedSince(progress);
	const isOurs = object?.etag === progress.etag;
	if (object?.size === size || object !== void 0 && !isOurs) return;
	const found = object === void 0 ? "it is not there" : `it has ${object.size} bytes instead of ${size}`;
	const { address, session } = progress;
	throw new LarderError("STORAGE_FAILED", `${nameOf(address, session.site)} was uploaded, but ${found}.`, { hint: "The store said that it had kept the object. Look into its logs." });
}
async function removeParts({ session, address, id, isCompleted }) {
	if (id === void 0 || isCompleted) return;
	try {
		await abortUpload(session, address, id);
	} catch (error) {
		session.warn(`Parts of an unfinished upload may be left in the store: ${messageOf(error)}`);
	}
}
// src/storage/s3/store.ts
/** Objects in Amazon S3, or in anything that speaks its protocol. */
function s3Store(config, options) {
	const session = openSession(config, options);
	const addresses = addressing(config.bucket);
	return {
		name: `${config.bucket === void 0 ? "s3" : `s3://${config.bucket}`} ${session.site.place}`,
		head: async (key, { signal } = {}) => headObject(session, key, addresses.addressOf(key), signal),
		get: async (key, getOptions = {}) => getVerified(session, key, addresses.addressOf(key), getOptions),
		put: async (key, body, putOptions = {}) => putObject(session, addresses.addressOf(key), body, putOptions),
		putStream: async (key, chunks, putOptions = {}) => uploadStream(session, addresses.addressOf(key), chunks, putOptions),
		copy: async (from, to, { signal } = {}) => copyObject(session, addresses.addressOf(from), addresses.addressOf(to), signal),
		remove: async (key, { signal } = {}) => removeObject(session, addresses.addressOf(key), signal),
		async *list(prefix, { signal } = {}) {
			const { front, ...place } = addresses.listingOf(prefix);
			for await (const object of listObjects(session, place, signal)) yield {
				...object,
				key: front + object.key
			};
		},
		async *abandonedUploads(prefix, { signal } = {}) {
			const { front, ...place } = addresses.listingOf(prefix);
			for await (const upload of listUploads(session, place, signal)) yield {
				...upload,
				key: front + upload.key
			};
		},
		abortUpload: async (upload) => abortUpload(session, addresses.addressOf(upload.key), upload.id),
		now: async ({ signal } = {}) => storeTime(session, signal),
		close: () => {
			session.close();
		}
	};
}
async function removeObject(session, address, signal) {
	const input = {
		Bucket: address.bucket,
		Key: address.key
	};
	try {
		await session.request({
			doing: "Removing",
			...address
		}, (client, attempt) => client.send(new DeleteObjectCommand(input), { abortSignal: attempt.signal }), { signal });
	} catch (error) {
		if (!failedBy(error, "no-object", "no-bucket")) throw error;
	}
}
async function storeTime(session, signal) {
	const { clock } = session;
	if (clock.now() === void 0) await askAnything(session, signal);
	const now = clock.now();
	if (now === void 0) throw new LarderError("STORAGE_FAILED", `The server ${session.site.place} does not tell the time: its answers have no Date header.`);
	return now;
}
async function askAnything(session, signal) {
	const { bucket } = session.config;
	try {
		await session.request({
			doing: "Asking for the time of",
			bucket: bucket ?? ""
		}, async (client, attempt) => {
			const options = { abortSignal: attempt.signal };
			await (bucket === void 0 ? client.send(new ListBucketsCommand({}), options) : client.send(new HeadBucketCommand({ Bucket: bucket }), options));
		}, { signal });
	} catch (error) {
		if (session.clock.now() === void 0) throw error;
	}
}
export { s3Store };
