/**
 * Networks and how they are trained, in TensorFlow.js tensors.
 *
 * @module
 */
export { type Tensors, tf } from "../backends/tf.ts";
export * from "./augment.ts";
export * from "./autoencoder.ts";
export * from "./averaged_weights.ts";
export * from "./cluster_net.ts";
export * from "./class_average.ts";
export * from "./heads.ts";
export * from "./initialisers.ts";
export * from "./layers.ts";
export * from "./log_determinant.ts";
export * from "./optimisers.ts";
export * from "./plain_network.ts";
export * from "./quarter_turns.ts";
export * from "./ramps.ts";
export * from "./resnet.ts";
export * from "./resnet_cost.ts";
export * from "./running_statistics.ts";
export * from "./schedules.ts";
export * from "./scope.ts";
export * from "./signal_annealing.ts";
export * from "./sobel.ts";
export * from "./wide_resnet.ts";
