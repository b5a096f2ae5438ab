package org.scratchcnn.scratch.model;

/**
 * Bytes that a {@link Plan} takes beside the model's parameters.
 *
 * @param activations values of all edges
 * @param activationGradients gradients of all edges that have one
 * @param workspace of all kernels
 */
public record PassMemory(long activations, long activationGradients, long workspace) {}
