package org.scratchcnn.plan;

import org.scratchcnn.network.ResolvedLayer;

/**
 * A layer where a plan computes it, which need not be where the network has it.
 *
 * @param hasGradientByInput whether its gradient by its input is computed by itself
 * @param remark on what is computed elsewhere or together with another layer; empty where that is nothing
 */
public record LayerInPlan(ResolvedLayer layer, boolean hasGradientByInput, String remark) {}
