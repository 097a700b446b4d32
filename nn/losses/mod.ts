/**
 * The losses of CRLC and of the methods it is compared with, one a file: pure functions of tensors that a training step differentiates.
 * They read nothing back and log nothing.
 *
 * @module
 */
export * from "./align_distribution.ts";
export * from "./bank_contrast.ts";
export * from "./bank_feature_contrast.ts";
export * from "./bank_rows.ts";
export * from "./bank_update.ts";
export * from "./batch_triplets.ts";
export * from "./binary_cross_entropy.ts";
export * from "./cluster_columns.ts";
export * from "./cluster_contrast.ts";
export * from "./cluster_joint.ts";
export * from "./cluster_loss.ts";
export * from "./column_pairs.ts";
export * from "./consistency.ts";
export * from "./contrast.ts";
export * from "./cosine.ts";
export * from "./critic.ts";
export * from "./crlc_bank_loss.ts";
export * from "./crlc_loss.ts";
export * from "./cross_entropy.ts";
export * from "./dac_loss.ts";
export * from "./dac_self_loss.ts";
export * from "./dac_star_loss.ts";
export * from "./dac_thresholds.ts";
export * from "./dccm_graph_loss.ts";
export * from "./dccm_label_loss.ts";
export * from "./dccm_local_loss.ts";
export * from "./dec_loss.ts";
export * from "./dec_target.ts";
export * from "./detached.ts";
export * from "./dot.ts";
export * from "./drc_loss.ts";
export * from "./entropy.ts";
export * from "./iic_loss.ts";
export * from "./info_nce.ts";
export * from "./log_dot.ts";
export * from "./logit_bound.ts";
export * from "./mcr2_loss.ts";
export * from "./mcr2_views_loss.ts";
export * from "./mix_up.ts";
export * from "./neg_jsd.ts";
export * from "./neg_l2.ts";
export * from "./neg_l2_norm.ts";
export * from "./neighbour_consistency.ts";
export * from "./nt_xent.ts";
export * from "./one_hot.ts";
export * from "./options.ts";
export * from "./pair_cosines.ts";
export * from "./pica_loss.ts";
export * from "./probability_contrast.ts";
export * from "./scan_loss.ts";
export * from "./self_label_loss.ts";
export * from "./semi_loss.ts";
export * from "./sharpen.ts";
export * from "./smoothing.ts";
export * from "./soft_assignment.ts";
export * from "./soft_cross_entropy.ts";
export * from "./sure_rows.ts";
export * from "./temi_loss.ts";
export * from "./triplet_loss.ts";
export * from "./unit_rows.ts";
