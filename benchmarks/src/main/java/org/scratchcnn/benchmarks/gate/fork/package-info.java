/**
 * The process that times one thing in one revision. It is started with this package's classes before those of the
 * revision that is measured, so it uses nothing but the JDK and the part of {@code scratch-cnn} that
 * every revision has.
 */
@NullMarked
package org.scratchcnn.benchmarks.gate.fork;

import org.jspecify.annotations.NullMarked;
