export { EventStreamSerde, eventStreamSerdeProvider } from "./aws-sdk.js";
