/** Revisions of the project: found, checked out, built, and started. */
@NullMarked
package org.scratchcnn.benchmarks.gate.revision;

import org.jspecify.annotations.NullMarked;
