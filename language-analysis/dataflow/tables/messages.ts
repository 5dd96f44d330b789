// Messages that a function passes on by other means than AWS operations. Sources: README pages of mqtt, paho-mqtt, AWSIoTPythonSDK, amqplib, kafkajs, @google-cloud/pubsub.
import type { PatternSink } from "./schema.ts";

const effect = "passes it on";

export const PYTHON_MESSAGE_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["paho.mqtt.client", "AWSIoTPythonSDK.MQTTLib", "asyncio_mqtt", "aiomqtt", "awscrt.mqtt", "awsiot"],
    rest: /\.(publish|publishAsync)$/,
    row: { kind: "text", class: "message", argument: { index: 1, keyword: "payload" }, effect },
  },
  {
    modules: ["paho.mqtt.publish"],
    rest: /^\.single$/,
    row: { kind: "text", class: "message", argument: { index: 1, keyword: "payload" }, effect },
  },
];

export const MESSAGE_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["mqtt", "aws-iot-device-sdk", "aws-iot-device-sdk-v2", "async-mqtt", "aws-crt"],
    rest: /\.publish(Async)?$/,
    row: { kind: "text", class: "message", argument: { index: 1 }, effect },
  },
  {
    modules: ["amqplib", "amqplib/callback_api"],
    rest: /\.(sendToQueue)$/,
    row: { kind: "text", class: "message", argument: { index: 1 }, effect },
  },
  {
    modules: ["amqplib", "amqplib/callback_api"],
    rest: /\.(publish)$/,
    row: { kind: "text", class: "message", argument: { index: 2 }, effect },
  },
  {
    modules: ["kafkajs"],
    rest: /\.(send)$/,
    row: { kind: "text", class: "message", argument: { index: 0, properties: ["messages.*.value"] }, effect },
  },
];
