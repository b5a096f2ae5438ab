/**
 * What layers, losses, optimizers and whole networks compute, by their definitions and in double precision: the truth
 * that engines are tested against, in this module and in others. Gradients are proven by central differences.
 */
@NullMarked
package org.scratchcnn.oracle;

import org.jspecify.annotations.NullMarked;
