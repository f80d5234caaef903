export { fromEnv } from "./aws-sdk.js";
