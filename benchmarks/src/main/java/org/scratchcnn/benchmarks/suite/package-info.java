/** What is measured together and drawn together: one class a suite. */
@NullMarked
package org.scratchcnn.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
