export { execute } from "./compose.js";
