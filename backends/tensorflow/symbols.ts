const P = "pointer", B = "buffer", U = "u64", I = "i32", L = "i64", N = "usize", V = "void";
const OUTPUT = { struct: [P, I] } as const;
const from = <const A extends readonly Deno.NativeType[]>(...parameters: A) => ({
  parameters,
  result: V as "void",
});
const give = <const R extends Deno.NativeResultType, const A extends readonly Deno.NativeType[]>(
  result: R,
  ...parameters: A
) => ({ parameters, result });

/**
 * What is used of TensorFlow's C interface: `TFE_` is the eager part, `TF_` tensors, graphs and
 * functions. Tensor handles travel as numbers (u64), which spares a pointer object each; `B` is
 * memory that the call only reads or fills while it lasts.
 */
export const SYMBOLS = {
  TF_Version: give(P),
  TF_NewStatus: give(P),
  TF_DeleteStatus: from(P),
  TF_GetCode: give(I, P),
  TF_Message: give(P, P),

  TFE_NewContextOptions: give(P),
  TFE_ContextOptionsSetConfig: from(P, B, N, P),
  TFE_ContextOptionsSetDevicePlacementPolicy: from(P, I),
  TFE_DeleteContextOptions: from(P),
  TFE_NewContext: give(P, P, P),
  TFE_EnableCollectiveOps: from(P, B, N, P),
  TFE_ContextListDevices: give(P, P, P),
  TF_DeviceListCount: give(I, P),
  TF_DeviceListName: give(P, P, I, P),
  TF_DeviceListType: give(P, P, I, P),
  TF_DeleteDeviceList: from(P),

  TFE_NewOp: give(P, P, B, P),
  TFE_DeleteOp: from(P),
  TFE_OpSetDevice: from(P, B, P),
  TFE_OpAddInput: from(P, U, P),
  TFE_OpAddInputList: from(P, B, I, P),
  TFE_OpSetAttrString: from(P, B, B, N),
  TFE_OpSetAttrInt: from(P, B, L),
  TFE_OpSetAttrIntList: from(P, B, B, I),
  TFE_OpSetAttrFloat: from(P, B, "f32"),
  TFE_OpSetAttrBool: from(P, B, "u8"),
  TFE_OpSetAttrType: from(P, B, I),
  TFE_Execute: from(P, B, B, P),

  TFE_NewTensorHandle: give(U, P, P),
  TFE_DeleteTensorHandle: from(U),
  TFE_TensorHandleNumDims: give(I, U, P),
  TFE_TensorHandleDim: give(L, U, I, P),
  TFE_TensorHandleDataType: give(I, U),
  TFE_TensorHandleResolve: give(P, U, P),
  TFE_TensorHandleCopyToDevice: give(U, U, P, B, P),
  TF_AllocateTensor: give(P, I, B, I, N),
  TF_DeleteTensor: from(P),
  TF_TensorData: give(P, P),
  TF_TensorByteSize: give(N, P),

  TF_NewGraph: give(P),
  TF_DeleteGraph: from(P),
  TF_NewOperation: give(P, P, B, B),
  TF_AddInput: from(P, OUTPUT),
  TF_AddInputList: from(P, B, I),
  TF_SetAttrString: from(P, B, B, N),
  TF_SetAttrInt: from(P, B, L),
  TF_SetAttrIntList: from(P, B, B, I),
  TF_SetAttrFloat: from(P, B, "f32"),
  TF_SetAttrBool: from(P, B, "u8"),
  TF_SetAttrType: from(P, B, I),
  TF_SetAttrShape: from(P, B, B, I),
  TF_SetAttrTensor: from(P, B, P, P),
  TF_FinishOperation: give(P, P, P),
  TF_OperationOutputType: give(I, OUTPUT),
  TF_GraphGetTensorNumDims: give(I, P, OUTPUT, P),
  TF_GraphGetTensorShape: from(P, OUTPUT, B, I, P),
  TF_GraphToFunction: give(P, P, B, "u8", I, P, I, B, I, B, P, P, P, P),
  TF_DeleteFunction: from(P),
  TFE_ContextAddFunction: from(P, P, P),
  TFE_ContextRemoveFunction: from(P, B, P),
} as const satisfies Deno.ForeignLibraryInterface;

/** The one call that may take long, so that it must not hold up the event loop. */
export const SLOW_SYMBOLS = {
  TFE_Execute: { ...from(P, B, B, P), nonblocking: true },
} as const satisfies Deno.ForeignLibraryInterface;
