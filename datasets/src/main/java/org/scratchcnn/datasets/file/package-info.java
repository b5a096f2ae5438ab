/**
 * Published image sets as files: what their authors published, and reading and checking what is on this machine; and what
 * can be wrong with data.
 */
@NullMarked
package org.scratchcnn.datasets.file;

import org.jspecify.annotations.NullMarked;
